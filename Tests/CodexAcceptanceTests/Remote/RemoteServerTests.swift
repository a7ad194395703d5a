import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("A server that runs already")
struct RemoteServerTests {
  @Test("accepts the capability token that it was started with, which the client reads from a file")
  func capabilityToken() async throws {
    try await RemoteSession.run(on: .webSocket(), authentication: .capabilityToken("correct-horse-battery-staple")) {
      session in
      let file = session.harness.pathOutsideWorkspace("token")
      try Data("correct-horse-battery-staple\n".utf8).write(to: URL(fileURLWithPath: file))
      let token = try BearerToken(contentsOfFile: file)
      try await expectTurn(on: .webSocket(url(of: session), token: token), of: session)
    }
  }

  @Test("refuses a wrong token and no token with status 401, and the error says what to do and does not show the token")
  func wrongToken() async throws {
    try await RemoteSession.run(on: .webSocket(), authentication: .capabilityToken("correct-horse-battery-staple")) {
      session in
      for token in [BearerToken("a-wrong-token-of-the-user"), nil] {
        let address = ServerAddress.webSocket(try url(of: session), token: token)

        let error = try await #require(throws: CodexError.self) { try await Codex(connectingTo: address) }

        guard case .connectionFailed(let failure) = error, case .refused(let status, _) = failure.reason else {
          throw error
        }
        #expect(status == 401)
        #expect(failure.address == (try url(of: session)))
        #expect("\(error)".contains("Pass the token that the server was started with"))
        #expect(!"\(error)".contains("a-wrong-token-of-the-user"))
      }
    }
  }

  @Test("runs a turn over the Unix socket at the default path")
  func defaultUnixSocket() async throws {
    // The default path depends on the environment of the test's process, so the test names the path that Codex uses.
    try await RemoteSession.run(on: .defaultUnixSocket) { session in
      try await expectTurn(on: session.server.address, of: session)
    }
  }

  @Test("runs a turn over a Unix socket whose path is a symbolic link and longer than an address can hold")
  func longUnixSocketPath() async throws {
    let folder = try RemoteFolder()
    defer { folder.remove() }
    let path = folder.path + "/" + String(repeating: "long-", count: 30) + ".sock"
    try await RemoteSession.run(on: .unixSocket(path: path)) { session in
      #expect(path.utf8.count > 108)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path).utf8.count < 104)
      try await expectTurn(on: .unixSocket(path), of: session)
    }
  }

  #if os(macOS) || os(Linux)
  @Test("runs a turn through codex app-server proxy")
  func proxy() async throws {
    try await RemoteSession.run(on: .defaultUnixSocket) { session in
      let harness = session.harness
      let environment = ["CODEX_HOME": harness.codexHome, "HOME": harness.environment["HOME"] ?? ""]
      let command = [harness.executable, "app-server", "proxy"]
      try await expectTurn(on: .proxy(command, environment: environment), of: session)
    }
  }

  @Test("the error of a proxy without a server contains what the proxy wrote to its standard error")
  func proxyWithoutServer() async throws {
    let harness = try AppServerHarness(binary: await ScriptedSession.pinnedBinary(), model: nil)
    defer { harness.cleanUp() }
    let address = ServerAddress.proxy(
      [harness.executable, "app-server", "proxy"],
      environment: ["CODEX_HOME": harness.codexHome]
    )

    let error = try await #require(throws: CodexError.self) { try await Codex(connectingTo: address) }

    guard case .connectionFailed(let failure) = error, case .ended(let closure) = failure.reason else { throw error }
    #expect(closure.exit == .exited(1))
    #expect(closure.standardErrorTail.contains("app-server-control.sock"))
  }
  #endif

  @Test("continues to run when a client closes its connection")
  func outlivesClient() async throws {
    try await RemoteSession.run(on: .webSocket()) { session in
      let first = try await Codex(connectingTo: session.server.address)
      let second = try await Codex(connectingTo: session.server.address)
      await first.close()

      _ = try await second.models.list()

      let third = try await Codex(connectingTo: session.server.address)
      await second.close()
      await third.close()
    }
  }

  @Test("reads a message of 30 MiB, which the client sends as several frames, and sends one of 30 MiB as one frame")
  func largeMessages() async throws {
    try await RemoteSession.run(on: .webSocket()) { session in
      let codex = try await Codex(connectingTo: session.server.address)
      let file = session.harness.workspace + "/large"
      let contents = Data((0..<(24 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) })
      let encoded = contents.base64EncodedString()
      #expect(encoded.utf8.count > 30 << 20)

      _ = try await codex.send(WriteFile(["path": .string(file), "dataBase64": .string(encoded)]))
      let response = try await codex.send(ReadFile(["path": .string(file)]))

      #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == contents)
      #expect(response["dataBase64"]?.stringValue == encoded)
      await codex.close()
    }
  }

  @Test("the error of an address at which no server listens says so")
  func noServer() async throws {
    // Port 1 is reserved and not used.
    let error = try await #require(throws: CodexError.self) {
      try await Codex(connectingTo: .webSocket("ws://127.0.0.1:1"))
    }

    guard case .connectionFailed(let failure) = error, case .unreachable = failure.reason else { throw error }
    #expect("\(error)".contains("Check that the app-server runs"))
  }

  /// Expects that a turn on a new connection runs and has the response of the scripted model.
  private func expectTurn(
    on address: ServerAddress,
    of session: RemoteSession,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    session.model.enqueue(.message(deltas: ["From ", "afar."]))
    let codex = try await Codex(connectingTo: address)
    let thread = try await codex.startThread(approvalMode: .denyAll)

    let turn = try await thread.startTurn("Say something.")
    var text = ""
    for try await event in turn.events {
      if case .itemAgentMessageDelta(let message) = event { text += message.delta }
    }
    let result = try await turn.result()
    await codex.close()

    #expect(text == "From afar.", sourceLocation: sourceLocation)
    #expect(result.finalResponse == "From afar.", sourceLocation: sourceLocation)
  }

  private func url(of session: RemoteSession) throws -> String {
    "ws://127.0.0.1:\(try #require(session.server.port))"
  }
}

/// A temporary folder for the path of a socket.
private struct RemoteFolder {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sockets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// The method `fs/writeFile` with untyped parameters.
private struct WriteFile: ClientMethod {
  typealias Response = JSONValue
  static var name: String { "fs/writeFile" }
  var params: JSONValue
  init(_ params: JSONValue) { self.params = params }
}

/// The method `fs/readFile` with untyped parameters and response.
private struct ReadFile: ClientMethod {
  typealias Response = JSONValue
  static var name: String { "fs/readFile" }
  var params: JSONValue
  init(_ params: JSONValue) { self.params = params }
}
