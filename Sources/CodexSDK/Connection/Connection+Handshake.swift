import CodexProtocol
import CodexWire

extension Connection {
  /// Opens the first transport and the session.
  func open() async throws -> ServerInfo {
    try await openTransport()
    let server = try await handshake()
    try becomeOpen(server)
    return server
  }

  /// Opens the session over a new transport: sends `initialize`, waits for the response, and sends `initialized`.
  func handshake() async throws -> ServerInfo {
    let call = Handshake(
      InitializeParams(clientInfo: configuration.clientInfo, capabilities: configuration.declaredCapabilities)
    )
    do {
      let info = ServerInfo(try await self.call(call, timeout: configuration.startupTimeout, isPartOfOpening: true))
      try notify("initialized")
      return info
    } catch CodexError.requestFailed(let failure) {
      throw CodexError.handshakeFailed(reason: failure.description)
    } catch CodexError.decoding(_, let failure) {
      throw CodexError.handshakeFailed(
        reason: "its response to initialize does not have the expected form (\(failure))"
      )
    }
  }

  /// The method `initialize`, with a response type that has the properties which newer servers add.
  private struct Handshake: ClientMethod {
    typealias Response = HandshakeResponse
    static var name: String { RPC.Initialize.name }
    var params: InitializeParams
    init(_ params: InitializeParams) { self.params = params }
  }
}
