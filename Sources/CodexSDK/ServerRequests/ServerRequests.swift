import CodexProtocol
import CodexWire
import Foundation

/// Handles the requests of the server. Each request has a task of its own, so the connection's reader never waits for a
/// handler of the program.
final class ServerRequests: Sendable {
  /// A request that has no response yet.
  private struct PendingRequest {
    var event: @Sendable (ServerRequestEvent.Kind) -> ServerRequestEvent
    var turn: TurnKey?
    var task: Task<Void, Never>
  }

  private struct State {
    /// The pending requests, by the JSON text of their IDs.
    var pending: [Data: PendingRequest] = [:]
    var context = ServerRequestContext()
    var hasEnded = false
  }

  /// The maximum number of pending requests. Each has a task and its whole message in memory. One turn usually has at most a
  /// few.
  static let pendingLimit = 1024

  private let responder: ServerRequestResponder
  private let events: CallbackQueue<ServerRequestEvent>
  private let send: @Sendable (Data) -> Void
  private let interrupt: @Sendable (TurnKey) -> Void
  private let state = Locked(State())

  /// - Parameters:
  ///   - onEvent: `CodexConfiguration.onServerRequestEvent`.
  ///   - send: Sends the bytes of a response.
  ///   - interrupt: Asks the server to interrupt a turn, without waiting for the response.
  init(
    _ responder: ServerRequestResponder,
    onEvent: (@Sendable (ServerRequestEvent) async -> Void)?,
    send: @escaping @Sendable (Data) -> Void,
    interrupt: @escaping @Sendable (TurnKey) -> Void = { _ in }
  ) {
    self.responder = responder
    events = CallbackQueue(callback: onEvent)
    self.send = send
    self.interrupt = interrupt
  }

  /// Starts a task that responds to a request. Called by the connection's reader. Never waits for the task.
  ///
  /// - Parameter id: The JSON text of the request's ID.
  func handle(_ message: Data, _ header: MessageHeader, id: Data) {
    let method = header.method ?? ""
    let event = Self.event(header, id: id)
    let refusal = state.withLock { state -> RPCError? in
      guard !state.hasEnded else { return nil }
      // A handler's decision about one request must never be the response to another request.
      guard state.pending[id] == nil else {
        return RPCError(code: RPCError.Code.invalidRequest, message: "a request with the same ID is pending")
      }
      guard state.pending.count < Self.pendingLimit else {
        return RPCError(
          code: RPCError.Code.overloaded,
          message: "this client has \(Self.pendingLimit) pending requests and accepts no more"
        )
      }
      let context = state.context
      // The task is started while the state is locked. So even a very fast task finds its entry when it removes the entry.
      let task = Task {
        let outcome = await self.responder.respond(to: message, method: method, context)
        // A request that was withdrawn meanwhile has no entry any more, and gets no response.
        guard self.removePending(id) else { return }
        if let problem = outcome.problem { self.events.enqueue(event(problem)) }
        // Before the response, so that the agent does not go on in between.
        if let turn = outcome.interruptedTurn { self.interrupt(turn) }
        self.send(outcome.response, id: id)
      }
      state.pending[id] = PendingRequest(event: event, turn: header.turn, task: task)
      return nil
    }
    guard let refusal else { return }
    events.enqueue(event(.notAccepted(reason: refusal.message)))
    send(.error(refusal), id: id)
  }

  /// Refuses a request that is malformed. Otherwise the server would wait for a response.
  func refuse(_ header: MessageHeader, id: Data, reason: String) {
    guard !state.withLock({ $0.hasEnded || $0.pending[id] != nil }) else { return }
    events.enqueue(Self.event(header, id: id)(.notAccepted(reason: reason)))
    send(.error(RPCError(code: RPCError.Code.invalidRequest, message: "the request is malformed: \(reason)")), id: id)
  }

  private static func event(
    _ header: MessageHeader,
    id: Data
  ) -> @Sendable (ServerRequestEvent.Kind) -> ServerRequestEvent {
    let requestID = try? WireDecoder().decode(RequestID.self, from: id)
    return { kind in
      ServerRequestEvent(
        kind: kind,
        method: header.method ?? "",
        requestID: requestID,
        threadID: header.threadID,
        turnID: header.turnID
      )
    }
  }

  private func send(_ response: ServerRequestResponse, id: Data) {
    let fallback = RPCError(code: RPCError.Code.internalError, message: "this client could not encode its response")
    let bytes =
      (try? OutgoingMessage.response(response, id: id)) ?? (try? OutgoingMessage.response(.error(fallback), id: id))
    if let bytes { send(bytes) }
  }

  private func removePending(_ id: Data) -> Bool { state.withLock { $0.pending.removeValue(forKey: id) != nil } }

  /// Adds tools whose calls on a thread are handled by the tools' own handlers.
  func provide(_ tools: [DynamicTool], on threadID: String) {
    state.withLock { $0.context.provide(tools, on: threadID) }
  }

  // MARK: Withdrawal

  private func withdraw(_ reason: ServerRequestEvent.Withdrawal, _ ids: (inout State) -> [Data]) {
    let withdrawn = state.withLock { state in ids(&state).compactMap { state.pending.removeValue(forKey: $0) } }
    for request in withdrawn {
      request.task.cancel()
      events.enqueue(request.event(.withdrawn(reason)))
    }
  }
}

extension ServerRequests: NotificationObserver {
  func connectionDidReceive(_ received: ReceivedNotification) {
    let header = received.header
    if received.traits.contains(.endsTurn), let turn = header.turn {
      withdraw(.turnEnded) { state in
        state.context.forget(turn)
        return state.pending.filter { $0.value.turn == turn }.map(\.key)
      }
    }
    switch received.notification {
    case .itemStarted, .itemFileChangePatchUpdated, .itemCompleted:
      state.withLock { $0.context.update(with: received.notification) }
    case .threadClosed(let message): state.withLock { $0.context.forget(thread: message.threadID) }
    default:
      // The request's ID is taken from the header: its JSON text must match exactly, and it is known even when the
      // notification could not be decoded.
      guard header.method == "serverRequest/resolved", let id = header.requestID else { return }
      withdraw(.resolved) { _ in [id] }
    }
  }

  func connectionDidEnd() {
    withdraw(.connectionEnded) { state in
      state.hasEnded = true
      return Array(state.pending.keys)
    }
    events.end()
  }
}
