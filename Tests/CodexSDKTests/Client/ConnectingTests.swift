import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Connecting to a server that runs` {
  private let token = BearerToken("the-secret-token")

  @Test func `over a stream of the user sends the token and the headers`() async throws {
    let stream = FakeStream()
    let endpoints = Locked<[ServerEndpoint]>([])
    let address = ServerAddress.webSocket("wss://example.com/codex?a=b", token: token, headers: ["X-Key": "k"]) {
      endpoint in
      endpoints.withLock { $0.append(endpoint) }
      return stream
    }
    async let transport = address.connect(CodexConfiguration())

    let request = try await stream.acceptUpgrade()

    #expect(endpoints.withLock { $0 } == [ServerEndpoint(host: "example.com", port: 443, requiresTLS: true)])
    #expect(request.hasPrefix("GET /codex?a=b HTTP/1.1\r\nHost: example.com\r\n"))
    #expect(request.contains("\r\nX-Key: k\r\nAuthorization: Bearer the-secret-token\r\n"))
    stream.end(TransportClosure())
    await (try await transport).close()
  }

  @Test func `reports every failure of the user's stream as a CodexError with the address`() async throws {
    struct CertificateError: Error {}
    let failing = ServerAddress.webSocket("wss://example.com", token: token) { _ in throw CertificateError() }
    let closed = ServerAddress.webSocket("wss://example.com", token: token) { _ in
      throw TransportClosure(reason: "the handshake of TLS failed")
    }
    #expect(
      try await failure(failing)
        == ConnectionFailure(address: "wss://example.com", reason: .unreachable("CertificateError()"))
    )
    let reason = ConnectionFailure.Reason.ended(TransportClosure(reason: "the handshake of TLS failed"))
    #expect(try await failure(closed) == ConnectionFailure(address: "wss://example.com", reason: reason))

    let cancelled = ServerAddress.webSocket("wss://example.com") { _ in throw CancellationError() }
    await #expect(throws: CancellationError.self) { try await Codex(connectingTo: cancelled) }
  }

  @Test func `does not call the closure for the stream when the address is not valid`() async throws {
    let address = ServerAddress.webSocket("ws://example.com", token: token) { _ in
      Issue.record("The closure is called.")
      return FakeStream()
    }
    let error = await #expect(throws: CodexError.self) { try await Codex(connectingTo: address) }
    guard case .invalidInput = error else { throw try #require(error) }
  }

  @Test func `explains each kind of failure`() {
    func text(_ reason: ConnectionFailure.Reason) -> String {
      "\(CodexError.connectionFailed(ConnectionFailure(address: "ws://h", reason: reason)))"
    }
    #expect(
      text(.refused(status: 401, message: "missing bearer"))
        == "No connection to ws://h could be made: the server refused the connection with the HTTP status 401: missing bearer. "
        + "The token is missing, wrong or expired. Pass the token that the server was started with: "
        + ".webSocket(url, token: BearerToken(…))."
    )
    #expect(text(.refused(status: 302, message: "")).contains("Redirects are not followed"))
    #expect(text(.refused(status: 403, message: "")).contains("Origin"))
    #expect(text(.refused(status: 404, message: "")).contains("Check the path"))
    #expect(text(.timedOut(.seconds(30))).contains("CodexConfiguration.connectTimeout"))
    #expect(text(.ended(TransportClosure(exit: .exited(255)))).contains("(exit status 255)"))
  }

  private func failure(_ address: ServerAddress) async throws -> ConnectionFailure {
    let error = await #expect(throws: CodexError.self) { try await Codex(connectingTo: address) }
    guard case .connectionFailed(let failure) = error else { throw try #require(error) }
    return failure
  }
}
