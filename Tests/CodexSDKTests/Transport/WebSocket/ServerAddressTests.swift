import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The address of a server` {
  private let token = BearerToken("the-secret-token")

  @Test(
    arguments: [
      ("ws://127.0.0.1:4500", "127.0.0.1", 4500, "/", "127.0.0.1:4500"),
      ("ws://localhost", "localhost", 80, "/", "localhost"),
      ("WS://[::1]:80/a%20b?c=d", "::1", 80, "/a%20b?c=d", "[::1]"),
      ("ws://[::1]:4500/", "::1", 4500, "/", "[::1]:4500"),
    ] as [(String, String, UInt16, String, String)]
  )
  func `of a WebSocket has a host, a port and a path`(
    url: String,
    host: String,
    port: UInt16,
    path: String,
    hostHeader: String
  ) throws {
    let target = try webSocket(.webSocket(url)).target()
    #expect(target.endpoint == ServerEndpoint(host: host, port: port, requiresTLS: false))
    #expect(target.request.target == path)
    #expect(target.request.host == hostHeader)
  }

  @Test(arguments: [
    "http://127.0.0.1:4500", "127.0.0.1:4500", "ws://", "ws:///path", "ws://127.0.0.1:0", "ws://127.0.0.1:65536",
    "ws://user:password-in-url@127.0.0.1", "ws://127.0.0.1#fragment", "ws://127.0.0.1/\r\nX: y", "",
  ])
  func `that is not a URL of a WebSocket is refused without repeating the URL`(url: String) throws {
    let error = try #require(throws: CodexError.self) { try webSocket(.webSocket(url)).target() }
    guard case .invalidInput(let message) = error else { throw error }
    #expect(!message.contains("password-in-url"))
    #expect(!"\(ServerAddress.webSocket(url))".contains("password-in-url"))
  }

  @Test func `with wss needs a stream, and the error says what to do`() throws {
    let error = try #require(throws: CodexError.self) {
      try webSocket(.webSocket("wss://example.com", token: token)).target()
    }
    #expect("\(error)".contains("Pass a stream with TLS in the argument over:"))

    let withStream = ServerAddress.webSocket("wss://example.com", token: token) { _ in throw CancellationError() }
    #expect(
      try webSocket(withStream).target().endpoint == ServerEndpoint(host: "example.com", port: 443, requiresTLS: true)
    )
  }

  @Test(arguments: [
    "ws://example.com", "ws://192.168.1.2:4500", "ws://127.0.0.1.example.com", "ws://127.1:80", "ws://[fe80::1]",
  ])
  func `refuses to send a token to another machine without encryption`(url: String) throws {
    let error = try #require(throws: CodexError.self) { try webSocket(.webSocket(url, token: token)).target() }
    #expect("\(error)".contains("without encryption"))
    #expect(throws: CodexError.self) { try webSocket(.webSocket(url, headers: ["X-Key": "k"])).target() }
    #expect(throws: Never.self) { try webSocket(.webSocket(url)).target() }
    let allowed = try webSocket(.webSocket(url, token: token, allowsUnencryptedToken: true)).target()
    #expect(allowed.request.headers.map(\.value) == ["Bearer the-secret-token"])
    #expect(!allowed.onlyLoopback)
  }

  @Test(arguments: ["ws://localhost:4500", "ws://127.0.0.1", "ws://127.8.9.1", "ws://[::1]"])
  func `sends a token to this machine, and connects only to its loopback interface`(url: String) throws {
    let target = try webSocket(.webSocket(url, token: token)).target()
    #expect(target.request.headers.map(\.name) == ["Authorization"])
    #expect(target.onlyLoopback)
  }

  @Test func `refuses headers that would change the request`() {
    let invalid: [[String: String]] = [
      ["X": "a\r\nOrigin: evil"], ["X": "a\nb"], ["X": "a\0"], ["X\r\nY": "a"], ["": "a"], ["X Y": "a"], ["Host": "a"],
      ["ORIGIN": "a"], ["Sec-WebSocket-Key": "a"], ["Connection": "close"], ["x": "a", "X": "b"],
    ]
    for headers in invalid {
      #expect(throws: CodexError.self, "\(headers)") {
        try webSocket(.webSocket("ws://[::1]", headers: headers)).target()
      }
    }
    #expect(throws: CodexError.self) {
      try webSocket(.webSocket("ws://[::1]", token: token, headers: ["authorization": "a"])).target()
    }
    #expect(throws: CodexError.self) { try webSocket(.webSocket("ws://[::1]", token: BearerToken("a\r\nb"))).target() }
    #expect(throws: CodexError.self) { try webSocket(.webSocket("ws://[::1]", token: BearerToken(" \n"))).target() }
  }

  @Test func `shows no token, header, query and argument value`() throws {
    let address = ServerAddress.webSocket(
      "ws://127.0.0.1:4500/path?key=the-secret-query",
      token: token,
      headers: ["X-Key": "the-secret-header"]
    )
    var dumped = ""
    dump((address, token, [address], Optional(token)), to: &dumped)
    for text in ["\(address)", String(reflecting: address), "\(token)", String(reflecting: token), dumped] {
      #expect(!text.contains("secret"))
    }
    #expect("\(address)" == "ws://127.0.0.1:4500")
    #expect("\(token)" == "<redacted>")
    #if os(macOS) || os(Linux)
    let proxy = ServerAddress.proxy(["ssh", "-o", "Secret=the-secret", "studio"], environment: ["KEY": "the-secret"])
    #expect("\(proxy)" == "ssh -o Secret=<redacted> studio")
    #expect(!String(reflecting: proxy).contains("the-secret"))
    #endif
  }

  @Test func `can be written as codex app-server --listen takes it`() throws {
    #expect("\(try ServerAddress("ws://127.0.0.1:4500"))" == "ws://127.0.0.1:4500")
    #expect("\(try ServerAddress("unix:///tmp/a.sock"))" == "unix:///tmp/a.sock")
    #expect("\(try ServerAddress("unix://"))" == "unix://")
    for text in ["stdio://", "/tmp/a.sock", "http://127.0.0.1", "off"] {
      #expect(throws: CodexError.self) { try ServerAddress(text) }
    }
    #expect(throws: CodexError.self) { try ServerAddress("unix://", token: token) }
  }

  @Test func `of the default Unix socket follows CODEX_HOME`() {
    let path = "/app-server-control/app-server-control.sock"
    #expect(UnixSocketConnector.defaultPath(environment: ["CODEX_HOME": "/c", "HOME": "/h"]) == "/c" + path)
    #expect(UnixSocketConnector.defaultPath(environment: ["CODEX_HOME": "", "HOME": "/h"]) == "/h/.codex" + path)
  }

  @Test func `is not combined with settings for starting a server`() async throws {
    var configuration = CodexConfiguration()
    configuration.environment = ["A": "b"]
    configuration.workingDirectory = "/"
    let error = await #expect(throws: CodexError.self) {
      try await Codex(connectingTo: .unixSocket("/none"), configuration: configuration)
    }
    guard case .conflict(let message) = error else { throw try #require(error) }
    #expect(message.contains("sets environment, workingDirectory"))
  }

  private func webSocket(_ address: ServerAddress) throws -> WebSocketAddress {
    guard case .webSocket(let address) = address.kind else { throw CancellationError() }
    return address
  }
}
