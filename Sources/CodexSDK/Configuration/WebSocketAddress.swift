import Foundation

/// The address of a server that listens for WebSocket connections, and what is sent in the upgrade request.
struct WebSocketAddress: Sendable {
  var url: String
  var token: BearerToken?
  var headers: [String: String]
  var allowsUnencryptedToken: Bool
  var makeStream: (@Sendable (ServerEndpoint) async throws -> any ByteStream)?

  /// An address that was checked.
  struct Target: Sendable {
    var endpoint: ServerEndpoint
    var request: WebSocketUpgradeRequest
    /// Whether a connection must not leave this machine, because a secret is sent without encryption.
    var onlyLoopback: Bool
  }

  /// The headers `Authorization` and those that the user passed are secrets.
  var secrets: [String] { headers.values + [token?.value].compactMap { $0 } }

  /// The scheme, host and port. A URL that cannot be read is not shown, because it may contain a secret anywhere.
  var description: String {
    guard let endpoint = try? endpoint() else { return "ws://(an invalid URL)" }
    return "\(endpoint.requiresTLS ? "wss" : "ws")://\(hostHeader(endpoint))"
  }

  /// Checks the address.
  ///
  /// - Throws: `CodexError.invalidInput` with what to do.
  func target() throws -> Target {
    let endpoint = try endpoint()
    guard !endpoint.requiresTLS || makeStream != nil else {
      throw invalid(
        "wss:// needs TLS, which the SDK does not contain. Pass a stream with TLS in the argument over:, for example one of "
          + "Network.framework, or connect through SSH: .proxy([\"ssh\", \"HOST\", \"codex\", \"app-server\", \"proxy\"])"
      )
    }
    let sendsSecret = !secrets.isEmpty && !endpoint.requiresTLS && !allowsUnencryptedToken
    guard !sendsSecret || Self.mayBeLoopback(endpoint.host) else {
      throw invalid(
        "The token would be sent to another machine without encryption, so that everybody in between could use it. Connect through "
          + "SSH, use wss:// with the argument over:, or pass allowsUnencryptedToken: true"
      )
    }
    var headers = headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    if let token {
      guard !token.value.isEmpty else { throw invalid("The token is empty") }
      headers.append((name: "Authorization", value: "Bearer \(token.value)"))
    }
    try check(headers)
    let request = WebSocketUpgradeRequest(host: hostHeader(endpoint), target: try pathAndQuery(), headers: headers)
    return Target(endpoint: endpoint, request: request, onlyLoopback: sendsSecret)
  }

  private func endpoint() throws -> ServerEndpoint {
    guard let components = URLComponents(string: url), let scheme = components.scheme?.lowercased(),
      scheme == "ws" || scheme == "wss", var host = components.host, !host.isEmpty
    else { throw invalid("The URL of the server must have the form ws://HOST:PORT") }
    guard components.user == nil, components.password == nil else {
      throw invalid("The URL of the server must not contain a user name or a password. Pass a token instead")
    }
    guard components.fragment == nil else { throw invalid("The URL of the server must not contain a fragment (#…)") }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let port = components.port ?? (scheme == "ws" ? 80 : 443)
    guard (1...65535).contains(port), let port = UInt16(exactly: port) else {
      throw invalid("The port of the server must be a number from 1 to 65535")
    }
    return ServerEndpoint(host: host, port: port, requiresTLS: scheme == "wss")
  }

  private func pathAndQuery() throws -> String {
    guard let components = URLComponents(string: url) else { return "/" }
    let path = components.percentEncodedPath.isEmpty ? "/" : components.percentEncodedPath
    return path + (components.percentEncodedQuery.map { "?\($0)" } ?? "")
  }

  private func hostHeader(_ endpoint: ServerEndpoint) -> String {
    let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
    return endpoint.port == (endpoint.requiresTLS ? 443 : 80) ? host : "\(host):\(endpoint.port)"
  }

  /// Refuses headers that the request contains already, and texts that would end a header.
  private func check(_ headers: [(name: String, value: String)]) throws {
    let reserved: Set = ["host", "upgrade", "connection", "origin", "content-length", "transfer-encoding"]
    var names = Set<String>()
    for (name, value) in headers {
      let lowercased = name.lowercased()
      guard !name.isEmpty, name.utf8.allSatisfy(Self.isAllowedInName) else {
        throw invalid("The name of a header may contain only letters, digits and the characters !#$%&'*+-.^_`|~")
      }
      guard !reserved.contains(lowercased), !lowercased.hasPrefix("sec-websocket-"), names.insert(lowercased).inserted
      else { throw invalid("The header \(name) is set by the SDK or given twice. Omit it") }
      // The value is a secret, so it is not part of the message.
      guard value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
        throw invalid("The value of the header \(name) contains a control character, such as a line end")
      }
    }
  }

  private static func isAllowedInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// Whether a host can be this machine. The addresses of a name are checked again when it is resolved.
  private static func mayBeLoopback(_ host: String) -> Bool {
    let host = host.lowercased()
    if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private func invalid(_ message: String) -> CodexError { .invalidInput("\(message). Nothing was sent.") }
}
