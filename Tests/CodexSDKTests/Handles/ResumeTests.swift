import CodexProtocol
import CodexWire
import Testing

@testable import CodexSDK

@Suite("Resuming a thread without its history")
struct ResumeTests {
  private func turns(_ status: JSONValue) -> JSONValue {
    ["data": [["id": "u", "items": [], "itemsView": "notLoaded", "status": status]]]
  }

  @Test("A turn that runs is found with one more request, so that a start which joins it is recognized")
  func runningTurn() async throws {
    let (codex, server) = try await connect()
    let resume = Task { try await codex.resumeThread("t") }
    let request = try await server.next("thread/resume")
    try server.reply(to: request, FakeServer.resumed(thread: "t", status: FakeServer.active))
    let list = try await server.next("thread/turns/list")
    try server.reply(to: list, turns("inProgress"))
    let thread = try await resume.value

    let start = Task { try await thread.startTurn("Go on.") }
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")

    #expect(request["params"]?["excludeTurns"] == true)
    #expect(list["params"]?["itemsView"] == "notLoaded" && list["params"]?["limit"] == 1)
    #expect(try await start.value.isJoined)
    await codex.close()
  }

  @Test("A turn that the server lists a moment later is found, too, and one that ends meanwhile is not waited for")
  func lateTurn() async throws {
    let (codex, server) = try await connect()
    let resume = Task { try await codex.resumeThread("t") }
    try await server.replyToResume(status: FakeServer.active)
    try server.reply(to: try await server.next("thread/turns/list"), ["data": []])
    try server.reply(to: try await server.next("thread/turns/list"), turns("completed"))
    let last = try await server.next("thread/turns/list")
    try server.completed(turn: "u")
    try server.reply(to: last, turns("completed"))
    _ = try await resume.value

    #expect(codex.connection.activity.phase(of: "t") == .idle)
    await codex.close()
  }

  @Test("A server that does not know the property gets the request again without it")
  func olderServer() async throws {
    let (codex, server) = try await connect()
    let resume = Task { try await codex.resumeThread("t", model: "m") }
    let first = try await server.next("thread/resume")
    try server.refuse(first, code: -32600, "thread/resume.excludeTurns requires experimentalApi capability")
    let second = try await server.next("thread/resume")
    try server.refuse(second, code: -32600, "no such thread")
    let error = await #expect(throws: CodexError.self) { try await resume.value }

    #expect(first["params"] == ["threadId": "t", "excludeTurns": true, "model": "m"])
    #expect(second["params"] == ["threadId": "t", "model": "m"])
    #expect(error?.requestFailure?.error.message == "no such thread")
    await codex.close()
  }
}
