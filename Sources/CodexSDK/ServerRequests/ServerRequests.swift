import CodexProtocol
import CodexWire
import Foundation

/// Handles the requests of the server. Each request has a task of its own, so the connection's reader never waits for a
/// handler of the program.
final class ServerRequests: Sendable {
  private struct State {
    var ledger = ServerRequestLedger()
    var context = ServerRequestContext()
    var hasEnded = false
  }

  /// The maximum number of requests whose handlers run. Each has a task and its whole message in memory. One turn usually has at
  /// most a few.
  static let pendingLimit = 1024

  private let responder: ServerRequestResponder
  /// Whether the server may send a request again that this client has responded to.
  private let mayRepeat: Bool
  private let events: CallbackQueue<ServerRequestEvent>
  private let send: @Sendable (Data) -> Void
  private let interrupt: @Sendable (TurnKey) -> Void
  private let state = Locked(State())

  /// - Parameters:
  ///   - mayRepeat: Whether the server may send a request again that this client has responded to: it does so when a connection
  ///     was lost and is open again, and when a thread is resumed that other clients use.
  ///   - onEvent: `CodexConfiguration.onServerRequestEvent`.
  ///   - send: Sends the bytes of a response.
  ///   - interrupt: Asks the server to interrupt a turn, without waiting for the response.
  init(
    _ responder: ServerRequestResponder,
    mayRepeat: Bool,
    onEvent: (@Sendable (ServerRequestEvent) async -> Void)?,
    send: @escaping @Sendable (Data) -> Void,
    interrupt: @escaping @Sendable (TurnKey) -> Void = { _ in }
  ) {
    self.responder = responder
    self.mayRepeat = mayRepeat
    events = CallbackQueue(callback: onEvent)
    self.send = send
    self.interrupt = interrupt
  }

  /// Whether the turn waits for the response to a request of the server.
  func isOpen(for turn: TurnKey) -> Bool {
    state.withLock { state in state.ledger.entries.values.contains { $0.turn == turn } }
  }

  /// Starts a task that responds to a request. Called by the connection's reader. Never waits for the task.
  ///
  /// - Parameter id: The JSON text of the request's ID.
  func handle(_ message: Data, _ header: MessageHeader, id: Data) {
    let event = Self.event(header, id: id)
    var refusal: RPCError?
    var repeated: ServerRequestResponse?
    var replaced: [ServerRequestLedger.Entry] = []
    state.withLock { state in
      guard !state.hasEnded else { return }
      switch state.ledger.arrival(of: message, id: id) {
      case .known: return
      case .decided(let response):
        repeated = response
        return
      case .conflict:
        // A handler's decision about one request must never be the response to another request.
        refusal = RPCError(code: RPCError.Code.invalidRequest, message: "a request with the same ID is pending")
        return
      case .replaces(let entry):
        replaced = state.ledger.withdraw(.resolved) { $1.serial == entry.serial }
      case .new: break
      }
      guard state.ledger.runningCount < Self.pendingLimit else {
        refusal = RPCError(
          code: RPCError.Code.overloaded,
          message: "this client has \(Self.pendingLimit) pending requests and accepts no more"
        )
        return
      }
      let context = state.context
      let serial = state.ledger.nextSerial()
      // The task is started while the state is locked. So even a very fast task finds its entry when it completes the entry.
      let task = Task {
        let outcome = await self.responder.respond(to: message, method: header.method ?? "", context)
        self.complete(id, serial: serial, outcome, event)
      }
      state.ledger.add(
        .init(serial: serial, message: message, event: event, threadID: header.threadID, turn: header.turn, task: task),
        id: id
      )
    }
    report(replaced, .resolved)
    if let repeated { send(repeated, id: id) }
    if let refusal { refuse(refusal, event, id: id) }
  }

  private func complete(
    _ id: Data,
    serial: Int,
    _ outcome: ServerRequestResponder.Outcome,
    _ event: @Sendable (ServerRequestEvent.Kind, Bool) -> ServerRequestEvent
  ) {
    let completion = state.withLock { state in
      state.ledger.complete(id, serial: serial, outcome, isRemembered: mayRepeat && !state.hasEnded)
    }
    if case .withdrawn(let reason) = completion {
      if outcome.problem == nil { events.enqueue(event(.respondedTooLate(reason), false)) }
      return
    }
    if let problem = outcome.problem { events.enqueue(event(problem, outcome.response == nil)) }
    guard case .current = completion else { return }
    // Before the response, so that the agent does not go on in between.
    if let turn = outcome.interruptedTurn { interrupt(turn) }
    if let response = outcome.response { send(response, id: id) }
  }

  /// Refuses a request that is malformed. Otherwise the server would wait for a response.
  func refuse(_ header: MessageHeader, id: Data, reason: String) {
    guard !state.withLock({ $0.hasEnded || $0.ledger.entries[id] != nil }) else { return }
    let error = RPCError(code: RPCError.Code.invalidRequest, message: "the request is malformed: \(reason)")
    refuse(error, reason: reason, Self.event(header, id: id), id: id)
  }

  /// Refuses a request that no handler gets, or leaves the request open for the other clients of a shared server.
  private func refuse(
    _ error: RPCError,
    reason: String? = nil,
    _ event: @Sendable (ServerRequestEvent.Kind, Bool) -> ServerRequestEvent,
    id: Data
  ) {
    events.enqueue(event(.notAccepted(reason: reason ?? error.message), responder.leavesRequestsOpen))
    if !responder.leavesRequestsOpen { send(.error(error), id: id) }
  }

  private static func event(
    _ header: MessageHeader,
    id: Data
  ) -> @Sendable (ServerRequestEvent.Kind, Bool) -> ServerRequestEvent {
    let requestID = try? WireDecoder().decode(RequestID.self, from: id)
    return { kind, isLeftOpen in
      ServerRequestEvent(
        kind: kind,
        isLeftOpen: isLeftOpen,
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

  /// Adds tools whose calls on a thread are handled by the tools' own handlers.
  func provide(_ tools: [DynamicTool], on threadID: String) {
    state.withLock { $0.context.provide(tools, on: threadID) }
  }

  // MARK: Withdrawal

  private func withdraw(
    _ reason: ServerRequestEvent.Withdrawal,
    where condition: (Data, ServerRequestLedger.Entry) -> Bool
  ) {
    report(state.withLock { $0.ledger.withdraw(reason, where: condition) }, reason)
  }

  private func report(_ withdrawn: [ServerRequestLedger.Entry], _ reason: ServerRequestEvent.Withdrawal) {
    for entry in withdrawn {
      entry.task?.cancel()
      events.enqueue(entry.event(.withdrawn(reason), false))
    }
  }

  // MARK: Lost connections

  /// Notes that the connection is lost and will be opened again. The handlers of requests that the server will send again keep
  /// running; their responses are sent when the request comes again.
  func suspend() {
    state.withLock { $0.ledger.suspend() }
    // The server sends only the requests of threads again.
    withdraw(.connectionEnded) { $1.threadID == nil }
  }

  /// Withdraws the requests of a thread that were pending when the connection was lost, because the server says that the thread
  /// no longer waits for a response.
  func withdrawSuspended(threadID: String) {
    withdraw(.resolved) { !$1.isCurrent && $1.threadID == threadID }
  }
}

extension ServerRequests: NotificationObserver {
  func connectionDidReceive(_ received: ReceivedNotification) {
    let header = received.header
    if received.traits.contains(.endsTurn), let turn = header.turn {
      state.withLock { $0.context.forget(turn) }
      withdraw(.turnEnded) { $1.turn == turn }
    }
    switch received.notification {
    case .itemStarted, .itemFileChangePatchUpdated, .itemCompleted:
      state.withLock { $0.context.update(with: received.notification) }
    case .threadClosed(let message): state.withLock { $0.context.forget(thread: message.threadID) }
    default:
      // The request's ID is taken from the header: its JSON text must match exactly, and it is known even when the
      // notification could not be decoded.
      guard header.method == "serverRequest/resolved", let id = header.requestID else { return }
      withdraw(.resolved) { entryID, _ in entryID == id }
    }
  }

  func connectionDidEnd() {
    state.withLock { $0.hasEnded = true }
    withdraw(.connectionEnded) { _, _ in true }
    events.end()
  }
}
