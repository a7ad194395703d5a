import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Server requests` {
  @Test(arguments: ["7", #""seven""#, "0", "9007199254740993", #""a\"b""#])
  func `a response repeats the bytes of the request ID`(id: String) async throws {
    let (client, end) = InMemoryTransport.pair()
    let responses = BufferedStream<Data>(limit: 10)
    try end.start(receive: { responses.push($0, isDroppable: false)?() }, closed: { _ in })
    async let opening = Codex(transport: client)
    _ = try await responses.next()
    try end.send(
      Data(
        #"{"id":1,"result":\#(String(decoding: try JSONEncoder().encode(FakeServer.handshake), as: UTF8.self))}"#.utf8
      )
    )
    _ = try await responses.next()
    let codex = try await opening
    try end.send(Data(#"{"id":\#(id),"method":"new/thing","params":{}}"#.utf8))
    let response = try #require(try await responses.next())
    #expect(String(decoding: response, as: UTF8.self).hasPrefix(#"{"id":\#(id),"error":"#))
    await codex.close()
  }

  private static let turn: JSONObject = [
    "threadId": "t", "turnId": "u", "itemId": "i", "startedAtMs": 1,
  ]

  @Test(
    arguments: [
      ("item/commandExecution/requestApproval", ["command": "rm -rf /"], ["decision": "decline"]),
      ("item/fileChange/requestApproval", [:], ["decision": "decline"]),
      ("item/permissions/requestApproval", ["cwd": "/", "permissions": [:]], ["permissions": [:]]),
      ("item/tool/requestUserInput", ["isBlocking": true, "questions": []], ["answers": [:]]),
      (
        "mcpServer/elicitation/request",
        ["mode": "url", "serverName": "s", "message": "m", "url": "https://x", "elicitationId": "e"],
        ["action": "decline"]
      ),
      (
        "item/tool/call", ["callId": "c", "tool": "clock", "arguments": [:]],
        [
          "success": false,
          "contentItems": [["type": "inputText", "text": "This client does not provide the tool."]],
        ]
      ),
      (
        "applyPatchApproval", ["callId": "c", "conversationId": "t", "fileChanges": [:]],
        ["decision": ["denied": ["rejection": "This client has no one to ask."]]]
      ),
      (
        "execCommandApproval",
        ["callId": "c", "conversationId": "t", "command": [], "cwd": "/", "parsedCmd": []],
        ["decision": ["denied": ["rejection": "This client has no one to ask."]]]
      ),
    ] as [(String, JSONValue, JSONValue)]
  )
  func `a request without a handler gets the refusal of its method`(
    method: String,
    params: JSONValue,
    response: JSONValue
  ) async throws {
    let (codex, server) = try await connect()
    let params = (params.objectValue ?? [:]).merging(Self.turn) { own, _ in own }
    try server.send(["id": 5, "method": .string(method), "params": .object(params)])
    #expect(try await server.nextResponse() == ["id": 5, "result": response])
    await codex.close()
  }

  @Test(
    arguments: [
      ("new/thing", [:], -32601),
      ("attestation/generate", [:], -32601),
      ("account/chatgptAuthTokens/refresh", ["reason": "unauthorized"], -32601),
    ] as [(String, JSONValue, JSONValue)]
  )
  func `a request without a refusal gets an error object`(method: String, params: JSONValue, code: JSONValue)
    async throws
  {
    let (codex, server) = try await connect()
    try server.send(["id": 5, "method": .string(method), "params": params])
    #expect(try await server.nextResponse()["error"]?["code"] == code)
    await codex.close()
  }

  @Test func `the SDK responds with the current time`() async throws {
    let (codex, server) = try await connect()
    try server.send(["id": 5, "method": "currentTime/read", "params": ["threadId": "t"]])
    let time = try await server.nextResponse()["result"]?["currentTimeAt"]?.intValue
    #expect(try #require(time) > 1_700_000_000)
    await codex.close()
  }

  @Test func `a handler responds to the requests of its method`() async throws {
    let (codex, server) = try await connect(
      CodexConfiguration(onServerRequest: { request in
        guard case .itemFileChangeRequestApproval = request else { return nil }
        return try .response(to: RPC.ItemFileChangeRequestApproval.self, .init(decision: .accept))
      })
    )
    try server.send(["id": "a", "method": "item/fileChange/requestApproval", "params": .object(Self.turn)])
    #expect(try await server.nextResponse() == ["id": "a", "result": ["decision": "accept"]])
    // A request for which `onServerRequest` returns nil is declined.
    try server.send(["id": "b", "method": "item/commandExecution/requestApproval", "params": .object(Self.turn)])
    #expect(try await server.nextResponse() == ["id": "b", "result": ["decision": "decline"]])
    await codex.close()
  }

  @Test func `a request that cannot be decoded is declined`() async throws {
    let (codex, server) = try await connect()
    try server.send(["id": 5, "method": "item/fileChange/requestApproval", "params": ["threadId": 7]])
    #expect(try await server.nextResponse() == ["id": 5, "result": ["decision": "decline"]])
    await codex.close()
  }

  @Test func `a request whose handler throws is declined, and the connection stays open`() async throws {
    struct Broken: Error {}
    let (codex, server) = try await connect(CodexConfiguration(onServerRequest: { _ in throw Broken() }))
    try server.send(["id": 1, "method": "item/fileChange/requestApproval", "params": .object(Self.turn)])
    #expect(try await server.nextResponse() == ["id": 1, "result": ["decision": "decline"]])
    async let models = codex.send(RPC.ModelList(ModelListParams()))
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await models
    await codex.close()
  }

  @Test func `a slow handler does not delay other messages`() async throws {
    let signal = Signal()
    let (codex, server) = try await connect(
      CodexConfiguration(onServerRequest: { request in
        if case .itemFileChangeRequestApproval = request { try await signal.wait() }
        return nil
      })
    )
    try server.send(["id": 1, "method": "item/fileChange/requestApproval", "params": .object(Self.turn)])
    try server.send(["id": 2, "method": "item/commandExecution/requestApproval", "params": .object(Self.turn)])
    #expect(try await server.nextResponse()["id"] == 2)
    signal.send()
    #expect(try await server.nextResponse()["id"] == 1)
    await codex.close()
  }

  @Test func `a request that the server withdraws is cancelled and gets no response`() async throws {
    let started = Signal()
    let cancelled = Signal()
    let (codex, server) = try await connect(
      CodexConfiguration(onServerRequest: { request in
        guard case .itemFileChangeRequestApproval = request else { return nil }
        started.send()
        do { try await Signal().wait() } catch { cancelled.send() }
        return nil
      })
    )
    try server.send(["id": "q", "method": "item/fileChange/requestApproval", "params": .object(Self.turn)])
    try await started.wait()
    try server.notify("serverRequest/resolved", ["threadId": "t", "requestId": "q"])
    try await cancelled.wait()
    try server.send(["id": 2, "method": "item/commandExecution/requestApproval", "params": .object(Self.turn)])
    #expect(try await server.nextResponse()["id"] == 2)
    await codex.close()
    #expect(try await server.next() == nil)
  }
}
