import Foundation

/// One of the two ends of a connection inside this process. Each end receives the messages that the other end sends.
///
/// The transport is for tests: pass one end to `Codex(transport:)`, and let the test send and receive the server's messages with
/// the other end.
///
/// Messages are delivered in order on a dispatch queue, so `send` may be called from within `receive`. Messages that are sent
/// before the other end is started are delivered when it is started.
public final class InMemoryTransport: CodexTransport {
  private let inbox: Inbox
  private let outbox: Inbox

  private init(inbox: Inbox, outbox: Inbox) {
    self.inbox = inbox
    self.outbox = outbox
  }

  /// Makes two connected ends.
  public static func pair() -> (client: InMemoryTransport, server: InMemoryTransport) {
    let toClient = Inbox()
    let toServer = Inbox()
    return (
      InMemoryTransport(inbox: toClient, outbox: toServer), InMemoryTransport(inbox: toServer, outbox: toClient)
    )
  }

  public func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    inbox.open(receive: receive, closed: closed)
  }

  public func send(_ message: Data) throws {
    guard outbox.deliver(message) else { throw TransportClosure(reason: "the connection is closed") }
  }

  /// Closes both ends. Returns when this end has delivered all messages that were sent before.
  public func close() async { await close(as: TransportClosure()) }

  /// Closes both ends with a certain closure, for example as if the server's process had exited with a status.
  public func close(as closure: TransportClosure) async {
    outbox.close(closure)
    inbox.close(closure)
    await inbox.drained()
  }
}

/// The receiving half of one end: delivers the messages in order, and then the closure.
private final class Inbox: Sendable {
  private struct State {
    var receive: (@Sendable (Data) -> Void)?
    var closed: (@Sendable (TransportClosure) -> Void)?
    var backlog: [Data] = []
    var closure: TransportClosure?
    /// Whether a delivery is queued or runs.
    var isDelivering = false
  }

  private enum Step {
    case message(Data, @Sendable (Data) -> Void)
    case closure(TransportClosure, @Sendable (TransportClosure) -> Void)
  }

  private let state = Locked(State())
  private let queue = DispatchQueue(label: "codex-sdk.in-memory-transport")

  func open(receive: @escaping @Sendable (Data) -> Void, closed: @escaping @Sendable (TransportClosure) -> Void) {
    state.withLock {
      $0.receive = receive
      $0.closed = closed
    }
    schedule()
  }

  /// - Returns: `false` when this end is closed.
  func deliver(_ message: Data) -> Bool {
    let isOpen = state.withLock { state in
      guard state.closure == nil else { return false }
      state.backlog.append(message)
      return true
    }
    if isOpen { schedule() }
    return isOpen
  }

  func close(_ closure: TransportClosure) {
    state.withLock { if $0.closure == nil { $0.closure = closure } }
    schedule()
  }

  func drained() async {
    await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
  }

  private func schedule() {
    let isNeeded = state.withLock { state in
      guard !state.isDelivering else { return false }
      state.isDelivering = true
      return true
    }
    if isNeeded { queue.async { self.deliverAll() } }
  }

  private func deliverAll() {
    while let step = nextStep() {
      switch step {
      case .message(let message, let receive): receive(message)
      case .closure(let closure, let closed): closed(closure)
      }
    }
  }

  private func nextStep() -> Step? {
    state.withLock { state in
      if let receive = state.receive, !state.backlog.isEmpty { return .message(state.backlog.removeFirst(), receive) }
      if let closure = state.closure, let closed = state.closed {
        // The closures retain the receiver, so they are released after the last call.
        state.receive = nil
        state.closed = nil
        return .closure(closure, closed)
      }
      state.isDelivering = false
      return nil
    }
  }
}
