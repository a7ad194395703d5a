#if os(macOS) || os(Linux)
import CodexSDK

extension ListeningAppServer {
  /// The address of the server for `Codex(connectingTo:)`, with the token that the server asks for.
  public var address: ServerAddress { address(port: port) }

  /// The address of the server behind a proxy.
  public func address(through proxy: ConnectionProxy) -> ServerAddress { address(port: proxy.port) }

  /// A proxy to the server.
  public func makeProxy() throws -> ConnectionProxy {
    try ConnectionProxy(to: socketPath.map { .unixSocket($0) } ?? .port(port ?? 0))
  }

  private func address(port: UInt16?) -> ServerAddress {
    if let port { return .webSocket("ws://127.0.0.1:\(port)", token: token.map { BearerToken($0) }) }
    return .unixSocket(socketPath)
  }
}
#endif
