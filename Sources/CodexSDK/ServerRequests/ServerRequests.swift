import CodexProtocol
import CodexWire
import Foundation

/// Answers the requests of the server, each on a task of its own.
final class ServerRequests: Sendable {
  typealias Handler = @Sendable (ServerRequest) async throws -> ServerRequestAnswer?

  private struct State {
    /// By id as it stands on the wire.
    var tasks: [Data: Task<Void, Never>] = [:]
    var hasEnded = false
  }

  private let handler: Handler?
  private let send: @Sendable (Data) -> Void
  private let state = Locked(State())

  init(handler: Handler?, send: @escaping @Sendable (Data) -> Void) {
    self.handler = handler
    self.send = send
  }

  func answer(_ message: Data, id: Data) {
    state.withLock { state in
      guard !state.hasEnded else { return }
      // Started with the state locked, so that the task, however quick, finds its entry when it removes it.
      state.tasks[id] = Task {
        let answer = await self.answer(to: message)
        // Whoever takes the entry out decides: a request that was withdrawn meanwhile gets no answer.
        guard self.finish(id) else { return }
        let fallback = ServerRequestAnswer.failure(
          code: RPCFailure.Code.internalError,
          message: "this client could not write its answer"
        )
        if let bytes = (try? OutgoingMessage.answer(answer, id: id)) ?? (try? OutgoingMessage.answer(fallback, id: id))
        {
          self.send(bytes)
        }
      }
    }
  }

  /// The server has withdrawn the question, or somebody else has answered it.
  func withdraw(_ id: Data) { state.withLock { $0.tasks.removeValue(forKey: id) }?.cancel() }

  func end() {
    let tasks = state.withLock { state in
      state.hasEnded = true
      defer { state.tasks = [:] }
      return state.tasks.values
    }
    for task in tasks { task.cancel() }
  }

  private func finish(_ id: Data) -> Bool { state.withLock { $0.tasks.removeValue(forKey: id) != nil } }

  private func answer(to message: Data) async -> ServerRequestAnswer {
    do {
      let request = try JSONDecoder().decode(ServerRequest.self, from: message)
      if let answer = try await handler?(request) { return answer }
      return try .declining(request)
    } catch {
      return .failure(code: RPCFailure.Code.internalError, message: "this client could not answer: \(error)")
    }
  }
}
