import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The end of a server request` {
  struct Broken: Error {}

  /// A handler that reports when it waits and when it was cancelled.
  private final class Hanging: Sendable {
    let started = Signal()
    let cancelled = Signal()

    func hang() async throws -> Never {
      started.send()
      do {
        while true { try await Task.sleep(for: .seconds(600)) }
      } catch {
        cancelled.send()
        throw error
      }
    }
  }

  private func ask(_ server: FakeServer, id: JSONValue = 1, turn: String = "u") throws {
    let params = Approvals.turn.merging(["turnId": .string(turn)]) { $1 }
    try server.send(["id": id, "method": "item/fileChange/requestApproval", "params": .object(params)])
  }

  @Test func `a request without a handler is refused and reported`() async throws {
    let events = Events()
    let (codex, server) = try await connect(CodexConfiguration(onServerRequestEvent: { events.add($0) }))
    try ask(server, id: "seven")
    #expect(try await server.nextResponse() == ["id": "seven", "result": ["decision": "decline"]])
    #expect(
      try await events.next()
        == .init(
          kind: .unhandled,
          method: "item/fileChange/requestApproval",
          requestID: .string("seven"),
          threadID: "t",
          turnID: "u"
        )
    )
    await codex.close()
  }

  @Test func `a request whose handler throws is refused and reported`() async throws {
    let events = Events()
    let (codex, server) = try await connect(
      CodexConfiguration(approvalHandler: { _ in throw Broken() }, onServerRequestEvent: { events.add($0) })
    )
    try ask(server)
    #expect(try await server.nextResponse() == ["id": 1, "result": ["decision": "decline"]])
    #expect(try await events.next()?.kind == .handlerFailed(reason: "Broken()"))
    await codex.close()
  }

  @Test(arguments: [7, "seven"] as [JSONValue])
  func `a request that another client resolves is cancelled and gets no response`(id: JSONValue) async throws {
    let (handler, events) = (Hanging(), Events())
    let (codex, server) = try await connect(
      CodexConfiguration(approvalHandler: { _ in try await handler.hang() }, onServerRequestEvent: { events.add($0) })
    )
    try ask(server, id: id)
    try await handler.started.wait()
    try server.notify("serverRequest/resolved", ["threadId": "t", "requestId": id])
    try await handler.cancelled.wait()
    #expect(try await events.next()?.kind == .withdrawn(.resolved))
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test func `the end of a turn cancels the handlers of this turn only`() async throws {
    let (handler, events) = (Hanging(), Events())
    let other = Signal()
    let (codex, server) = try await connect(
      CodexConfiguration(
        approvalHandler: { request in
          if request.turnID == "u" { try await handler.hang() }
          try await other.wait()
          return .accept
        },
        onServerRequestEvent: { events.add($0) }
      )
    )
    try ask(server, id: 1, turn: "u")
    try ask(server, id: 2, turn: "v")
    try await handler.started.wait()
    try server.completed(turn: "u")
    try await handler.cancelled.wait()
    #expect(try await events.next()?.kind == .withdrawn(.turnEnded))
    other.send()
    #expect(try await server.nextResponse() == ["id": 2, "result": ["decision": "accept"]])
    await codex.close()
  }

  @Test func `closing cancels a running handler and does not wait for it`() async throws {
    let (handler, events) = (Hanging(), Events())
    let (codex, server) = try await connect(
      CodexConfiguration(approvalHandler: { _ in try await handler.hang() }, onServerRequestEvent: { events.add($0) })
    )
    try ask(server)
    try await handler.started.wait()
    await codex.close()
    try await handler.cancelled.wait()
    #expect(try await events.next()?.kind == .withdrawn(.connectionEnded))
  }

  @Test func `several requests are handled concurrently, and each gets its own response`() async throws {
    let signals = ["a": Signal(), "b": Signal(), "c": Signal()]
    let (codex, server) = try await connect(
      CodexConfiguration(approvalHandler: { request in
        try await signals[request.turnID ?? ""]?.wait()
        return request.turnID == "b" ? .decline : .accept
      })
    )
    try ask(server, id: 1, turn: "a")
    try ask(server, id: "2", turn: "b")
    try ask(server, id: 3, turn: "c")
    for (turn, response) in [
      ("c", ["id": 3, "result": ["decision": "accept"]]), ("b", ["id": "2", "result": ["decision": "decline"]]),
      ("a", ["id": 1, "result": ["decision": "accept"]]),
    ] as [(String, JSONValue)] {
      signals[turn]?.send()
      #expect(try await server.nextResponse() == response)
    }
    await codex.close()
  }

  @Test func `an unusual response is sent, and the connection stays open`() async throws {
    let (codex, server) = try await connect(
      CodexConfiguration(onServerRequest: { _ in .result(["decision": "perhaps"]) })
    )
    try ask(server)
    #expect(try await server.nextResponse() == ["id": 1, "result": ["decision": "perhaps"]])
    // The possible decisions about a command are known, so an unknown decision is refused.
    try server.send([
      "id": 2, "method": "item/commandExecution/requestApproval", "params": .object(Approvals.command),
    ])
    #expect(try await server.nextResponse() == ["id": 2, "result": ["decision": "decline"]])
    await codex.close()
  }

  @Test func `a call of a dynamic tool is handled by the tool of that thread and name`() async throws {
    let events = Events()
    let (codex, server) = try await connect(CodexConfiguration(onServerRequestEvent: { events.add($0) }))
    CodexThread(id: "t", codex: codex).provide([
      DynamicTool(name: "add", description: "Adds.") { arguments in
        "\((arguments["a"]?.intValue ?? 0) + (arguments["b"]?.intValue ?? 0))"
      },
      DynamicTool(name: "draw", description: "Draws.") { _ in .image(url: "data:image/png;base64,AA==") },
      DynamicTool(name: "fail", description: "Fails.") { _ in throw Broken() },
    ])
    func call(_ tool: String, thread: JSONValue = "t") async throws -> JSONValue? {
      try server.send([
        "id": 1, "method": "item/tool/call",
        "params": [
          "threadId": thread, "turnId": "u", "callId": "c", "tool": .string(tool), "arguments": ["a": 2, "b": 3],
        ],
      ])
      return try await server.nextResponse()["result"]
    }
    #expect(try await call("add") == ["success": true, "contentItems": [["type": "inputText", "text": "5"]]])
    #expect(
      try await call("draw")
        == ["success": true, "contentItems": [["type": "inputImage", "imageUrl": "data:image/png;base64,AA=="]]]
    )
    #expect(
      try await call("fail")
        == ["success": false, "contentItems": [["type": "inputText", "text": "The tool failed: Broken()"]]]
    )
    #expect(try await events.next()?.kind == .handlerFailed(reason: "Broken()"))
    #expect(try await call("subtract")?["success"] == false)
    #expect(try await call("add", thread: "other")?["success"] == false)
    await codex.close()
  }
}
