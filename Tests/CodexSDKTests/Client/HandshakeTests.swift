import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Opening a session` {
  @Test func `initialize comes first with the client information, and then initialized`() async throws {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    var configuration = CodexConfiguration(clientInfo: ClientInfo(name: "me", version: "1.2", title: "Me"))
    configuration.capabilities.experimentalAPI = false
    configuration.capabilities.optOutNotificationMethods = ["thread/started"]
    async let codex = Codex(transport: client, configuration: configuration)
    let request = try await server.next("initialize")
    #expect(
      request["params"] == [
        "clientInfo": ["name": "me", "version": "1.2", "title": "Me"],
        "capabilities": ["experimentalApi": false, "optOutNotificationMethods": ["thread/started"]],
      ]
    )
    try server.reply(to: request, FakeServer.handshake)
    #expect(try await server.next("initialized") == ["method": "initialized"])
    await (try await codex).close()
  }

  @Test func `initialize declares all capabilities of the configuration, and attestation when it has a handler`()
    async throws
  {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    var configuration = CodexConfiguration(
      capabilities: InitializeCapabilities(
        experimentalAPI: true,
        explicitGatewayOAuth: true,
        extensions: ["openai/form": [:]],
        mcpServerOpenAIFormElicitation: false
      )
    )
    configuration.handlers.attestation = { _ in .init(token: "signed") }
    async let opening = Codex(transport: client, configuration: configuration)
    let request = try await server.next("initialize")
    #expect(
      request["params"]?["capabilities"] == [
        "experimentalApi": true, "explicitGatewayOauth": true, "extensions": ["openai/form": [:]],
        "mcpServerOpenaiFormElicitation": false, "requestAttestation": true,
      ]
    )
    try server.reply(to: request, FakeServer.handshake)
    _ = try await server.next("initialized")
    let codex = try await opening
    try server.send(["id": 0, "method": "attestation/generate", "params": [:]])
    #expect(try await server.nextResponse() == ["id": 0, "result": ["token": "signed"]])
    await codex.close()
  }

  @Test func `the server's version is taken from its user agent, which has the client's name`() async throws {
    let (codex, _) = try await connect()
    #expect(codex.serverInfo.userAgent.hasPrefix("codex_swift_sdk/\(GeneratedFrom.codexVersion)"))
    #expect(codex.serverInfo.name == "codex")
    #expect(codex.serverInfo.version == GeneratedFrom.codexVersion)
    #expect(codex.serverInfo.codexHome == "/home/me/.codex")
    #expect(codex.serverInfo.platformFamily == "unix")
    #expect(codex.serverInfo.platformOS == "linux")
    await codex.close()
  }

  @Test func `serverInfo of newer servers is preferred to the user agent`() throws {
    let json = """
      {"userAgent": "me/1.0 (x)", "codexHome": "/c", "platformFamily": "unix", "platformOs": "linux",
       "serverInfo": {"name": "codex-next", "version": "9.9.9"}}
      """
    let info = ServerInfo(try JSONDecoder().decode(HandshakeResponse.self, from: Data(json.utf8)))
    #expect(info.name == "codex-next")
    #expect(info.version == "9.9.9")
    #expect(info.compatibility.relation == .serverIsNewer)
  }

  @Test(
    arguments: [
      ("codex_cli/0.163.0 (Debian 12; x86_64) xterm (a; b)", "0.163.0"), ("My App/Beta/1.0", "1.0"),
      ("codex/0.1.0-alpha.2 extra", "0.1.0-alpha.2"), ("/1.0", "1.0"), ("nothing", nil), ("name/", nil), ("", nil),
    ] as [(String, String?)]
  )
  func `a user agent has the server's version behind the client's name`(text: String, version: String?) {
    #expect(ServerInfo.version(in: text) == version)
  }

  @Test(
    arguments: [
      ("0.163.0", .same), ("0.163.1", .serverIsNewer), ("0.164", .serverIsNewer), ("0.99.0", .serverIsOlder),
      ("0.163.0-alpha.1", .serverIsOlder), ("0.163.0+build", .same), ("main", .unknown), (nil, .unknown),
    ] as [(String?, ServerInfo.Compatibility.Relation)]
  )
  func `compatibility says which release is newer`(server: String?, relation: ServerInfo.Compatibility.Relation) {
    #expect(ServerInfo.Compatibility(generatedFrom: "0.163.0", server: server).relation == relation)
  }

  @Test(arguments: [#"{"id":1,"error":{"code":-32600,"message":"no"}}"#, #"{"id":1,"result":"what?"}"#])
  func `a response that is not valid fails the handshake, and the transport is closed`(response: String) async throws {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    let codex = Task { try await Codex(transport: client) }
    _ = try await server.next("initialize")
    try server.sendRaw(response)
    await #expect(throws: CodexError.self) { _ = try await codex.value }
    #expect(try await server.next() == nil)
  }

  @Test func `cancelling the start closes the transport`() async throws {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    let start = Task { try await Codex(transport: client) }
    _ = try await server.next("initialize")
    start.cancel()
    await #expect(throws: CancellationError.self) { _ = try await start.value }
    #expect(try await server.next() == nil)
  }

  @Test func `a server that does not respond causes a timeout error`() async throws {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    let configuration = CodexConfiguration(startupTimeout: .milliseconds(20))
    await #expect {
      _ = try await Codex(transport: client, configuration: configuration)
    } throws: { error in
      if case CodexError.startTimedOut(after: .milliseconds(20), _) = error { true } else { false }
    }
    _ = try await server.next("initialize")
    #expect(try await server.next() == nil)
  }
}
