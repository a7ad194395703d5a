import CodexSDK
import CodexTesting
import Foundation
import Testing

/// How a client reaches the app-server.
enum ServerTransport: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// The SDK starts the server, and uses its standard input and output.
  case stdio
  case unixSocket
  case webSocket
  case webSocketWithCapabilityToken
  case webSocketWithSignedToken

  var testDescription: String { rawValue }

  /// One transport of each kind, without tokens.
  static let kinds: [Self] = [.stdio, .unixSocket, .webSocket]

  /// The transports of servers that several clients can use.
  static let shared = allCases.filter { $0 != .stdio }

  var listener: ListeningAppServer.Listener { self == .unixSocket ? .unixSocket() : .webSocket() }

  var authentication: ListeningAppServer.Authentication {
    switch self {
    case .stdio, .unixSocket, .webSocket: .none
    case .webSocketWithCapabilityToken: .capabilityToken("token-\(UUID().uuidString)")
    case .webSocketWithSignedToken: .signedToken(secret: "secret-\(UUID().uuidString)")
    }
  }

  /// Runs `body` while the app-server listens as the transport says, and ends the server afterwards.
  ///
  /// - Parameter harness: The environment of the server. The caller cleans it up.
  func withServer<Result: Sendable>(
    _ harness: AppServerHarness,
    _ body: (ListeningAppServer) async throws -> Result
  ) async throws -> Result {
    try await harness.withServer(on: listener, authentication: authentication, body)
  }
}

extension AppServerHarness {
  /// Runs `body` while the app-server listens, and ends the server afterwards.
  func withServer<Result: Sendable>(
    on listener: ListeningAppServer.Listener,
    authentication: ListeningAppServer.Authentication = .none,
    _ body: (ListeningAppServer) async throws -> Result
  ) async throws -> Result {
    let server = try await listen(on: listener, authentication: authentication)
    do {
      let result = try await body(server)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }
}
