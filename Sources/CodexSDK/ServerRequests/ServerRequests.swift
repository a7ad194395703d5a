import CodexProtocol
import CodexWire
import Foundation

/// Answers the requests of the server, each on a task of its own, so that the reader never waits for a handler.
final class ServerRequests: Sendable {
  /// A request that has not been answered yet.
  private struct Open {
    var event: @Sendable (ServerRequestEvent.Kind) -> ServerRequestEvent
    var turn: TurnKey?
    var task: Task<Void, Never>
  }

  private struct State {
    /// By id as it stands on the wire.
    var open: [Data: Open] = [:]
    var context = ServerRequestContext()
    var hasEnded = false
  }

  private let responder: ServerRequestResponder
  private let events: HookQueue<ServerRequestEvent>
  private let send: @Sendable (Data) -> Void
  private let state = Locked(State())

  init(_ configuration: CodexConfiguration, send: @escaping @Sendable (Data) -> Void) {
    responder = ServerRequestResponder(configuration)
    events = HookQueue(hook: configuration.onServerRequestEvent)
    self.send = send
  }

  /// Called by the reader. Never waits.
  func answer(_ message: Data, _ header: MessageHeader, id: Data) {
    let method = header.method ?? ""
    let requestID = try? JSONDecoder().decode(RequestID.self, from: id)
    let event = { @Sendable (kind: ServerRequestEvent.Kind) in
      ServerRequestEvent(
        kind: kind,
        method: method,
        requestID: requestID,
        threadID: header.threadID,
        turnID: header.turnID
      )
    }
    state.withLock { state in
      guard !state.hasEnded else { return }
      let context = state.context
      // Started with the state locked, so that the task, however quick, finds its entry when it removes it.
      let task = Task {
        let reply = await self.responder.reply(to: message, method: method, context)
        // Whoever takes the entry out decides: a request that was withdrawn meanwhile gets no answer.
        guard self.finish(id) else { return }
        if let problem = reply.problem { self.events.report(event(problem)) }
        self.send(reply.answer, id: id)
      }
      state.open[id] = Open(event: event, turn: TurnKey(header), task: task)
    }
  }

  private func send(_ answer: ServerRequestAnswer, id: Data) {
    let fallback = ServerRequestAnswer.failure(
      code: RPCFailure.Code.internalError,
      message: "this client could not write its answer"
    )
    if let bytes = (try? OutgoingMessage.answer(answer, id: id)) ?? (try? OutgoingMessage.answer(fallback, id: id)) {
      send(bytes)
    }
  }

  private func finish(_ id: Data) -> Bool { state.withLock { $0.open.removeValue(forKey: id) != nil } }

  // MARK: What happens meanwhile

  /// Called by the reader with every notification, before anyone else sees it.
  func note(_ notification: ServerNotification, _ header: MessageHeader) {
    switch notification {
    case .itemStarted, .itemFileChangePatchUpdated, .itemCompleted: state.withLock { $0.context.note(notification) }
    case .turnCompleted:
      guard let turn = TurnKey(header) else { return }
      withdraw(.turnEnded) { state in
        state.context.forget(turn)
        return state.open.filter { $0.value.turn == turn }.map(\.key)
      }
    case .threadClosed(let message): state.withLock { $0.context.forget(thread: message.threadID) }
    default:
      // By the header: the id counts as it stands on the wire, and even when the rest does not decode.
      guard header.method == "serverRequest/resolved", let id = header.requestID else { return }
      withdraw(.resolved) { _ in [id] }
    }
  }

  /// Remembers tools that the program itself has, for calls on the thread.
  func provide(_ tools: [DynamicTool], on threadID: String) {
    state.withLock { $0.context.provide(tools, on: threadID) }
  }

  func end() {
    withdraw(.connectionEnded) { state in
      state.hasEnded = true
      return Array(state.open.keys)
    }
    events.end()
  }

  private func withdraw(_ reason: ServerRequestEvent.Withdrawal, _ ids: (inout State) -> [Data]) {
    let withdrawn = state.withLock { state in ids(&state).compactMap { state.open.removeValue(forKey: $0) } }
    for request in withdrawn {
      request.task.cancel()
      events.report(request.event(.withdrawn(reason)))
    }
  }
}

extension TurnKey {
  fileprivate init?(_ header: MessageHeader) {
    guard let threadID = header.threadID, let turnID = header.turnID else { return nil }
    self.init(threadID: threadID, turnID: turnID)
  }
}
