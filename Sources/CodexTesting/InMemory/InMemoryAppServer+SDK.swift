import CodexSDK
import Foundation

extension InMemoryAppServer {
  /// A transport for `Codex(transport:)` that is connected to this server.
  ///
  /// A server has one connection: use the transport for one `Codex` only.
  public var transport: any CodexTransport { InMemoryAppServerTransport(server: self) }
}

/// A transport that passes messages directly between the SDK and an `InMemoryAppServer`.
private final class InMemoryAppServerTransport: CodexTransport {
  private struct State {
    var isClosed = false
    var closed: (@Sendable (TransportClosure) -> Void)?
  }

  private let server: InMemoryAppServer
  private let state = Locked(State())

  init(server: InMemoryAppServer) { self.server = server }

  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    let isOpen = state.withLock { state -> Bool in
      if !state.isClosed { state.closed = closed }
      return !state.isClosed
    }
    guard isOpen else { throw CodexError.closed }
    server.connect { receive(Data($0)) }
  }

  func send(_ message: Data) throws {
    if state.withLock({ $0.isClosed }) { throw CodexError.closed }
    server.receive(message)
  }

  func close() async {
    server.disconnect()
    let closed = state.withLock { state in
      state.isClosed = true
      defer { state.closed = nil }
      return state.closed
    }
    closed?(TransportClosure())
  }
}
