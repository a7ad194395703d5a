import Foundation
import Testing

@testable import CodexSDK

/// Requests that no honest server sends.
@Suite struct `A hostile server request` {
  private static let approval: [String: JSONValue] = [
    "threadId": "t", "turnId": "u", "itemId": "i", "startedAtMs": 1, "command": "ls",
  ]

  @Test func `with the ID of a pending request is refused, and the pending request gets its own response`()
    async throws
  {
    let events = BufferedStream<ServerRequestEvent>(limit: 10)
    let signal = Signal()
    let (codex, server) = try await connect(
      CodexConfiguration(
        approvalHandler: { _ in
          try await signal.wait()
          return .accept
        },
        onServerRequestEvent: { events.push($0, isDroppable: false)?() }
      )
    )
    func request(_ id: JSONValue, _ command: JSONValue) throws {
      var params = Self.approval
      params["command"] = command
      try server.send(["id": id, "method": "item/commandExecution/requestApproval", "params": .object(params)])
    }
    try request("a", "ls")
    // The same ID in another spelling.
    try server.sendRaw(
      #"{"id":"\u0061","method":"item/commandExecution/requestApproval","params":{"threadId":"t","turnId":"u"}}"#
    )
    let refusal = try await server.nextResponse()
    #expect(refusal["id"] == "a")
    #expect(refusal["error"]?["code"] == -32600)
    guard case .notAccepted(let reason)? = try await events.next()?.kind else {
      Issue.record("the refusal should be reported")
      return
    }
    #expect(reason.contains("same ID"))
    signal.send()
    let response = try await server.nextResponse()
    #expect(response == ["id": "a", "result": ["decision": "accept"]])
    // The ID can be used again after the response.
    try request("a", "pwd")
    #expect(try await server.nextResponse() == ["id": "a", "result": ["decision": "accept"]])
    await codex.close()
  }

  @Test func `beyond the limit of pending requests is refused`() async throws {
    let signal = Signal()
    let (codex, server) = try await connect(
      CodexConfiguration(onServerRequest: { _ in
        try await signal.wait()
        return .result([:])
      })
    )
    for id in 0..<ServerRequests.pendingLimit + 3 {
      try server.send(["id": .integer(Int64(id)), "method": "new/thing", "params": [:]])
    }
    for number in 0..<3 {
      let refusal = try await server.nextResponse()
      #expect(refusal["id"] == .integer(Int64(ServerRequests.pendingLimit + number)))
      #expect(refusal["error"]?["code"] == -32001)
    }
    signal.send()
    for _ in 0..<ServerRequests.pendingLimit { #expect(try await server.nextResponse()["result"] == [:]) }
    await codex.close()
  }

  @Test(arguments: [
    #"{"id":7,"method":"item/commandExecution/requestApproval","method":"new/thing","params":{}}"#,
    #"{"id":7,"method":"item/commandExecution/requestApproval","params":{"threadId":"t","threadId":"v"}}"#,
    #"{"id":7,"method":"item/commandExecution/requestApproval","params":{"command":["#,
  ])
  func `that is malformed is refused, and no handler is called`(line: String) async throws {
    let unhandled = BufferedStream<UnhandledMessage>(limit: 10)
    let (codex, server) = try await connect(
      CodexConfiguration(
        onUnhandledMessage: { unhandled.push($0, isDroppable: false)?() },
        onServerRequest: { _ in
          Issue.record("a handler was called")
          return nil
        }
      )
    )
    try server.sendRaw(line)
    let refusal = try await server.nextResponse()
    #expect(refusal["id"] == 7)
    #expect(refusal["error"]?["code"] == -32600)
    guard case .malformed? = try await unhandled.next() else {
      Issue.record("the message should be reported")
      return
    }
    await codex.close()
  }

  @Test func `with an ID that is not valid gets no response`() async throws {
    let (codex, server) = try await connect()
    for id in ["abc", "{}", "1.5", "\"\u{1}\"", "[\"}\"]"] {
      try server.sendRaw(#"{"id":\#(id),"method":"new/thing","params":{}}"#)
    }
    try server.sendRaw(#"{"id":8,"method":"new/thing","params":{}}"#)
    #expect(try await server.nextResponse()["id"] == 8)
    await codex.close()
  }
}
