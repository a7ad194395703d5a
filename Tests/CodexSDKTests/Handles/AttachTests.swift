import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Joining a turn that runs` {
  private func item(_ id: String, _ text: String) -> JSONValue {
    ["turnId": "u", "item": ["type": "agentMessage", "id": .string(id), "text": .string(text), "phase": .null]]
  }

  @Test func `gives its later events and its whole result`() async throws {
    let (codex, server) = try await connect()
    let attach = Task { try await CodexThread(id: "t", codex: codex).attach() }
    try await server.replyToResume(status: FakeServer.active)
    try server.reply(
      to: try await server.next("thread/turns/list"),
      ["data": [["id": "u", "items": [], "itemsView": "summary", "status": "inProgress"]]]
    )
    let turn = try #require(try await attach.value)
    try server.delta("a", turn: "u")
    try server.message("last", turn: "u")
    try server.completed(turn: "u")
    let request = try await server.next("thread/items/list")
    #expect(request["params"]?["turnId"] == "u")
    // The server sends the items in pages.
    try server.reply(to: request, ["data": [item("first", "first")], "nextCursor": "next"])
    let next = try await server.next("thread/items/list")
    #expect(next["params"]?["cursor"] == "next")
    try server.reply(to: next, ["data": [item("i", "last")]])
    var deltas: [String?] = []
    for try await event in turn.events { deltas.append(event.deltaText) }
    #expect(deltas == ["a", nil, nil])
    let result = try await turn.result()
    #expect(result.items.count == 2)
    #expect(result.finalResponse == "last")
    #expect(result.isComplete)
    await codex.close()
  }

  @Test func `gives the whole result of a turn that ends before the response`() async throws {
    let (codex, server) = try await connect()
    let attach = Task { try await CodexThread(id: "t", codex: codex).attach() }
    try await server.replyToResume(status: FakeServer.active)
    let turns = try await server.next("thread/turns/list")
    try server.message("last", turn: "u")
    try server.completed(turn: "u")
    try server.reply(to: turns, ["data": [["id": "u", "items": [], "itemsView": "summary", "status": "inProgress"]]])
    let turn = try #require(try await attach.value)
    let items: JSONValue = ["data": [item("first", "first"), item("i", "last")]]
    try server.reply(to: try await server.next("thread/items/list"), items)
    let result = try await turn.result()
    #expect(result.items.count == 2)
    await codex.close()
  }

  @Test func `gives an incomplete result when the server does not send the earlier items`() async throws {
    let (codex, server) = try await connect()
    let attach = Task { try await CodexThread(id: "t", codex: codex).attach() }
    try await server.replyToResume(status: FakeServer.active)
    try server.reply(
      to: try await server.next("thread/turns/list"),
      ["data": [["id": "u", "items": [], "itemsView": "summary", "status": "inProgress"]]]
    )
    let turn = try #require(try await attach.value)
    try server.message("last", turn: "u")
    try server.completed(turn: "u")
    try server.refuse(try await server.next("thread/items/list"), code: -32600)
    let result = try await turn.result()
    #expect(result.finalResponse == "last")
    #expect(!result.isComplete)
    await codex.close()
  }

  @Test func `gives an incomplete result when the server sends the same page again and again`() async throws {
    let (codex, server) = try await connect()
    let attach = Task { try await CodexThread(id: "t", codex: codex).attach() }
    try await server.replyToResume(status: FakeServer.active)
    try server.reply(
      to: try await server.next("thread/turns/list"),
      ["data": [["id": "u", "items": [], "itemsView": "summary", "status": "inProgress"]]]
    )
    let turn = try #require(try await attach.value)
    try server.message("last", turn: "u")
    try server.completed(turn: "u")
    for _ in 0..<2 {
      let page: JSONValue = ["data": [item("first", "first")], "nextCursor": "first page"]
      try server.reply(to: try await server.next("thread/items/list"), page)
    }
    let result = try await turn.result()
    #expect(result.finalResponse == "last")
    #expect(!result.isComplete)
    await codex.close()
  }

  @Test func `gives nothing when no turn runs`() async throws {
    let (codex, server) = try await connect()
    let attach = Task { try await CodexThread(id: "t", codex: codex).attach() }
    try await server.replyToResume(status: ["type": "idle"])
    #expect(try await attach.value == nil)
    await codex.close()
  }
}

@Suite struct `A handle of a thread` {
  @Test func `unsubscribes from the thread on a shared server when it is the last one`() async throws {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    async let opening = Codex { client }
    try server.reply(to: try await server.next("initialize"), FakeServer.handshake)
    _ = try await server.next("initialized")
    let codex = try await opening
    var first: CodexThread? = try await resume(codex, server)
    var second: CodexThread? = try await resume(codex, server)
    first = nil
    // Another handle still needs the notifications.
    let models = Task { try await codex.models.list() }
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await models.value
    second = nil
    let request = try await server.next("thread/unsubscribe")
    #expect(request["params"]?["threadId"] == "t")
    _ = (first, second)
    await codex.close()
  }

  @Test func `does not unsubscribe on a server of this program`() async throws {
    let (codex, server) = try await connect()
    _ = try await resume(codex, server)
    await codex.close()
    #expect(try await server.next() == nil)
  }

  private func resume(_ codex: Codex, _ server: FakeServer) async throws -> CodexThread {
    let resume = Task { try await codex.resumeThread("t") }
    try await server.replyToResume(status: ["type": "idle"])
    return try await resume.value
  }
}
