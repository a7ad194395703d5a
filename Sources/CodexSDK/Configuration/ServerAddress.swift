import Foundation

/// Where an app-server runs and how to connect to it. See `Codex.init(connectingTo:configuration:)`.
///
/// The server is not started and not ended by the SDK. The descriptions of an address contain no tokens, headers, passwords and
/// queries.
public struct ServerAddress: Sendable {
  enum Kind: Sendable {
    case webSocket(WebSocketAddress)
    /// The path, or `nil` for the default path.
    case unixSocket(String?)
    #if os(macOS) || os(Linux)
    case proxy(command: [String], environment: [String: String])
    #endif
  }

  let kind: Kind

  /// A server that listens for WebSocket connections: `codex app-server --listen ws://IP:PORT`.
  ///
  /// The connection is not encrypted, unless `over:` makes an encrypted stream. So a server on another machine is best reached
  /// through SSH, with `proxy(_:environment:)` or a forwarded port.
  ///
  /// - Parameters:
  ///   - url: The URL, such as `ws://127.0.0.1:4500`. A URL with `wss:` needs the argument `over:`.
  ///   - token: The token that the server asks for when it was started with `--ws-auth`.
  ///   - headers: Further headers of the upgrade request. Their values are treated as secrets.
  ///   - allowsUnencryptedToken: Whether the token and the headers may be sent over a connection that is not encrypted to a host
  ///     other than this machine. Everybody in between can read and use them. The default is `false`, which refuses to connect.
  ///   - makeStream: Makes the byte stream for the connection, for example with TLS. The SDK calls the closure for each attempt to connect,
  ///     and starts and closes the stream. `CodexConfiguration.connectTimeout` does not limit the time of the closure itself. With the default, `nil`, the SDK makes a TCP connection.
  public static func webSocket(
    _ url: String,
    token: BearerToken? = nil,
    headers: [String: String] = [:],
    allowsUnencryptedToken: Bool = false,
    over makeStream: (@Sendable (ServerEndpoint) async throws -> any ByteStream)? = nil
  ) -> Self {
    Self(
      kind: .webSocket(
        WebSocketAddress(
          url: url,
          token: token,
          headers: headers,
          allowsUnencryptedToken: allowsUnencryptedToken,
          makeStream: makeStream
        )
      )
    )
  }

  /// A server that listens at a Unix socket: `codex app-server --listen unix://PATH`, or the daemon of `codex app-server daemon`.
  ///
  /// The socket and the server must belong to the user of this process, or to root.
  ///
  /// - Parameter path: The path of the socket, or of a symbolic link to it. With `nil`, the default of Codex is used:
  ///   `app-server-control/app-server-control.sock` in the folder `CODEX_HOME`, or in `~/.codex` when the environment variable
  ///   `CODEX_HOME` is not set.
  public static func unixSocket(_ path: String? = nil) -> Self { Self(kind: .unixSocket(path)) }

  #if os(macOS) || os(Linux)
  /// A server that a program connects to over its standard input and output, such as `codex app-server proxy`.
  ///
  ///     .proxy(["ssh", "studio", "codex", "app-server", "proxy"])
  ///
  /// The SDK starts the program, and ends it when the connection ends. Not available on platforms where a program cannot start
  /// processes, such as iOS.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments. The program is a path, or a name that is searched in `PATH`. Other users of the
  ///     machine can read the arguments.
  ///   - environment: Environment variables that are added to those of this process. Descriptions show only their names.
  public static func proxy(_ command: [String], environment: [String: String] = [:]) -> Self {
    Self(kind: .proxy(command: command, environment: environment))
  }
  #endif

  /// An address as `codex app-server --listen` takes it: `ws://IP:PORT`, `unix://PATH`, or `unix://` for the default path.
  ///
  /// - Parameters:
  ///   - text: The address.
  ///   - token: The token, for an address that begins with `ws:`.
  /// - Throws: `CodexError.invalidInput` when the text has another form, or when a token is given for a Unix socket.
  public init(_ text: String, token: BearerToken? = nil) throws {
    switch text {
    case _ where text.hasPrefix("ws://") || text.hasPrefix("wss://"): self = .webSocket(text, token: token)
    case _ where text.hasPrefix("unix://"):
      guard token == nil else {
        throw CodexError.invalidInput("A server at a Unix socket asks for no token. Omit the token. Nothing was sent.")
      }
      let path = String(text.dropFirst("unix://".count))
      self = .unixSocket(path.isEmpty ? nil : path)
    default:
      throw CodexError.invalidInput(
        "The address of a server begins with ws:// or unix://. The given address has another form. Nothing was sent."
      )
    }
  }

  init(kind: Kind) { self.kind = kind }
}

/// The host and port to which a byte stream connects. See `ServerAddress.webSocket(_:token:headers:allowsUnencryptedToken:over:)`.
public struct ServerEndpoint: Hashable, Sendable {
  /// A name, an IPv4 address, or an IPv6 address without brackets.
  public var host: String
  /// The TCP port: that of the address, or 80 for `ws:` and 443 for `wss:` when the address names none.
  public var port: UInt16
  /// Whether the address begins with `wss:`, so that the stream must be encrypted with TLS.
  public var requiresTLS: Bool

  /// Makes an endpoint, for example for the tests of a byte stream.
  public init(host: String, port: UInt16, requiresTLS: Bool) {
    self.host = host
    self.port = port
    self.requiresTLS = requiresTLS
  }
}

extension ServerAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The address without a token, headers, a password or a query.
  public var description: String {
    switch kind {
    case .webSocket(let address): address.description
    case .unixSocket(let path): "unix://\(path ?? "")"
    #if os(macOS) || os(Linux)
    case .proxy(let command, _): SecretText.redacted(arguments: command).joined(separator: " ")
    #endif
    }
  }

  /// The same text as `description`.
  public var debugDescription: String { description }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
