import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Approvals` {
  static let turn: [String: JSONValue] = ["threadId": "t", "turnId": "u", "itemId": "i", "startedAtMs": 1]

  static let command: [String: JSONValue] = turn.merging([
    "command": "touch /tmp/x", "cwd": "/work", "reason": "to see", "kind": "command",
    "proposedExecpolicyAmendment": ["touch"],
    "additionalPermissions": ["fileSystem": ["write": ["/tmp"]]],
  ]) { _, new in new }

  static let tool: [String: JSONValue] = [
    "threadId": "t", "turnId": "u", "serverName": "files", "mode": "form", "message": "Run it?",
    "requestedSchema": ["type": "object", "properties": [:]],
    "_meta": [
      "codex_approval_kind": "mcp_tool_call", "persist": ["session", "always"], "tool_title": "Delete",
      "tool_params": ["path": "/x"],
    ],
  ]

  static let permissions: [String: JSONValue] = turn.merging([
    "cwd": "/work", "permissions": ["fileSystem": ["write": ["/opt"]], "network": ["enabled": true]],
  ]) { _, new in new }

  static let legacy: [String: JSONValue] = [
    "callId": "c", "conversationId": "t", "command": ["ls", "-l"], "cwd": "/", "parsedCmd": [],
  ]

  /// The response that the server receives for a decision, and the reported event when the decision was not sent.
  private func response(
    _ method: String,
    _ params: [String: JSONValue],
    _ decision: ApprovalDecision,
    isOffered: Bool
  ) async throws -> (response: JSONValue?, event: ServerRequestEvent.Kind?) {
    let events = Events()
    let (codex, server) = try await connect(
      CodexConfiguration(approvalHandler: { _ in decision }, onServerRequestEvent: { events.add($0) })
    )
    try server.send(["id": 1, "method": .string(method), "params": .object(params)])
    let response = try await server.nextResponse()["result"]
    let event = try await events.next(within: isOffered ? .milliseconds(50) : .seconds(600))
    await codex.close()
    return (response, event?.kind)
  }

  @Test(
    arguments: [
      ("item/commandExecution/requestApproval", command, .accept, ["decision": "accept"]),
      ("item/commandExecution/requestApproval", command, .acceptForSession, ["decision": "acceptForSession"]),
      ("item/commandExecution/requestApproval", command, .decline, ["decision": "decline"]),
      ("item/commandExecution/requestApproval", command, .cancel, ["decision": "cancel"]),
      (
        "item/commandExecution/requestApproval", command, .acceptWithExecPolicyAmendment(["touch"]),
        ["decision": ["acceptWithExecpolicyAmendment": ["execpolicy_amendment": ["touch"]]]]
      ),
      ("item/fileChange/requestApproval", turn, .accept, ["decision": "accept"]),
      ("item/fileChange/requestApproval", turn, .cancel, ["decision": "cancel"]),
      (
        "item/permissions/requestApproval", permissions, .accept,
        ["permissions": ["fileSystem": ["write": ["/opt"]], "network": ["enabled": true]], "scope": "turn"]
      ),
      (
        "item/permissions/requestApproval", permissions, .acceptForSession,
        ["permissions": ["fileSystem": ["write": ["/opt"]], "network": ["enabled": true]], "scope": "session"]
      ),
      (
        "item/permissions/requestApproval", permissions,
        .grant(.init(fileSystem: .init(write: ["/opt/mine"])), scope: .session),
        ["permissions": ["fileSystem": ["write": ["/opt/mine"]]], "scope": "session"]
      ),
      ("item/permissions/requestApproval", permissions, .decline, ["permissions": [:]]),
      ("mcpServer/elicitation/request", tool, .accept, ["action": "accept"]),
      (
        "mcpServer/elicitation/request", tool, .acceptForSession,
        ["action": "accept", "_meta": ["persist": "session"]]
      ),
      ("mcpServer/elicitation/request", tool, .acceptAlways, ["action": "accept", "_meta": ["persist": "always"]]),
      ("mcpServer/elicitation/request", tool, .cancel, ["action": "cancel"]),
      ("execCommandApproval", legacy, .accept, ["decision": "approved"]),
      ("execCommandApproval", legacy, .cancel, ["decision": "abort"]),
    ] as [(String, [String: JSONValue], ApprovalDecision, JSONValue)]
  )
  func `a decision is sent in the form of the request`(
    method: String,
    params: [String: JSONValue],
    decision: ApprovalDecision,
    expected: JSONValue
  ) async throws {
    let (response, event) = try await response(method, params, decision, isOffered: true)
    #expect(response == expected)
    #expect(event == nil)
  }

  @Test(
    arguments: [
      ("item/commandExecution/requestApproval", command, .acceptAlways, ["decision": "decline"]),
      ("item/commandExecution/requestApproval", command, .grant(.init()), ["decision": "decline"]),
      (
        "item/commandExecution/requestApproval", command, .acceptWithExecPolicyAmendment(["rm"]),
        ["decision": "decline"]
      ),
      (
        "item/commandExecution/requestApproval", command,
        .applyNetworkPolicyAmendment(.init(action: .allow, host: "example.org")), ["decision": "decline"]
      ),
      (
        "item/commandExecution/requestApproval",
        command.merging(["availableDecisions": ["accept", "cancel"]]) { $1 }, .acceptForSession,
        ["decision": "decline"]
      ),
      ("item/fileChange/requestApproval", turn, .acceptAlways, ["decision": "decline"]),
      (
        "item/permissions/requestApproval", permissions, .grant(.init(fileSystem: .init(write: ["/etc"]))),
        ["permissions": [:]]
      ),
      (
        "item/permissions/requestApproval", permissions,
        .grant(.init(fileSystem: .init(write: ["/opt/../etc"]))), ["permissions": [:]]
      ),
      (
        "mcpServer/elicitation/request", tool.merging(["_meta": ["codex_approval_kind": "mcp_tool_call"]]) { $1 },
        .acceptForSession, ["action": "decline"]
      ),
    ] as [(String, [String: JSONValue], ApprovalDecision, JSONValue)]
  )
  func `a decision that the server did not offer is replaced by a refusal and reported`(
    method: String,
    params: [String: JSONValue],
    decision: ApprovalDecision,
    expected: JSONValue
  ) async throws {
    let (response, event) = try await response(method, params, decision, isOffered: false)
    #expect(response == expected)
    guard case .notOffered(let text, let offered)? = event else {
      Issue.record("\(String(describing: event)) should say that it was not offered")
      return
    }
    #expect(text == "\(decision)")
    #expect(!offered.isEmpty)
  }

  @Test func `a cancelled request for permissions grants nothing and interrupts the turn first`() async throws {
    let (codex, server) = try await connect(CodexConfiguration(approvalHandler: { _ in .cancel }))
    try server.send(["id": 1, "method": "item/permissions/requestApproval", "params": .object(Self.permissions)])
    let interrupt = try await server.next("turn/interrupt")
    #expect(interrupt["params"] == ["threadId": "t", "turnId": "u"])
    #expect(try await server.nextResponse() == ["id": 1, "result": ["permissions": [:]]])
    await codex.close()
  }

  @Test func `a typed handler can make only the offered decisions`() async throws {
    let events = Events()
    let (codex, server) = try await connect(
      CodexConfiguration(
        handlers: .init(commandExecutionApproval: { _ in .init(decision: .acceptForSession) }),
        onServerRequestEvent: { events.add($0) }
      )
    )
    let params = Self.command.merging(["availableDecisions": ["accept", "cancel"]]) { $1 }
    try server.send(["id": 1, "method": "item/commandExecution/requestApproval", "params": .object(params)])
    #expect(try await server.nextResponse() == ["id": 1, "result": ["decision": "decline"]])
    let event = try await events.next()
    #expect(event?.kind == .notOffered(decision: "acceptForSession", offered: ["accept", "cancel"]))
    #expect(event?.requestID == .integer(1))
    await codex.close()
  }

  @Test func `a permission that was requested with an exception is not granted without the exception`() {
    let opt = FileSystemSandboxEntry(access: .write, path: .path(.init(path: "/opt")))
    let secret = FileSystemSandboxEntry(access: .deny, path: .path(.init(path: "/opt/secret")))
    let requested = RequestPermissionProfile(fileSystem: .init(entries: [opt, secret]))
    #expect(GrantedPermissionProfile(fileSystem: .init(entries: [opt, secret])).isWithin(requested))
    #expect(!GrantedPermissionProfile(fileSystem: .init(entries: [opt])).isWithin(requested))
    #expect(GrantedPermissionProfile(fileSystem: .init()).isWithin(requested))
    #expect(GrantedPermissionProfile().isWithin(requested))
    #expect(!GrantedPermissionProfile(network: .init(enabled: true)).isWithin(requested))
  }

  @Test func `an approval request contains the action`() async throws {
    let requests = BufferedStream<ApprovalRequest>(limit: 10)
    let (codex, server) = try await connect(
      CodexConfiguration(approvalHandler: { request in
        requests.push(request, isDroppable: false)?()
        return .decline
      })
    )
    func ask(_ method: String, _ params: [String: JSONValue]) async throws -> ApprovalRequest {
      try server.send(["id": "x", "method": .string(method), "params": .object(params)])
      _ = try await server.nextResponse()
      return try #require(try await requests.next())
    }
    let command = try await ask("item/commandExecution/requestApproval", Self.command)
    #expect(command.kind == .command)
    #expect(command.command == "touch /tmp/x")
    #expect(command.cwd == "/work")
    #expect(command.reason == "to see")
    #expect(command.permissions?.fileSystem?.write == ["/tmp"])
    #expect([command.threadID, command.turnID, command.itemID] == ["t", "u", "i"])
    #expect(
      command.offeredDecisions == [
        .accept, .acceptForSession, .acceptWithExecPolicyAmendment(["touch"]), .decline, .cancel,
      ]
    )
    let stdin = try await ask(
      "item/commandExecution/requestApproval",
      Self.command.merging(["kind": "writeStdin"]) { $1 }
    )
    #expect(stdin.kind == .standardInput)
    let network = try await ask(
      "item/commandExecution/requestApproval",
      Self.turn.merging(["networkApprovalContext": ["host": "example.org", "protocol": "https"]]) { $1 }
    )
    #expect(network.network?.host == "example.org")
    #expect(network.command == nil)

    try server.notify(
      "item/started",
      [
        "threadId": "t", "turnId": "u", "startedAtMs": 1,
        "item": [
          "type": "fileChange", "id": "i", "status": "inProgress",
          "changes": [["path": "/work/a", "kind": ["type": "add"], "diff": "hello"]],
        ],
      ]
    )
    let change = try await ask("item/fileChange/requestApproval", Self.turn)
    #expect(change.kind == .fileChange)
    #expect(change.fileChanges == [.init(diff: "hello", kind: .add, path: "/work/a")])

    let tool = try await ask("mcpServer/elicitation/request", Self.tool)
    #expect(tool.kind == .mcpTool)
    #expect(
      tool.mcpTool
        == .init(server: "files", message: "Run it?", title: "Delete", arguments: ["path": "/x"])
    )
    #expect(tool.offeredDecisions == [.accept, .acceptForSession, .acceptAlways, .decline, .cancel])
    let legacy = try await ask("execCommandApproval", Self.legacy)
    #expect(legacy.command == "ls -l")
    await codex.close()
  }

  @Test
  func
    `a typed handler is called before the approval handler, and an elicitation that is not an approval does not reach the approval handler`()
    async throws
  {
    let (codex, server) = try await connect(
      CodexConfiguration(
        approvalHandler: { _ in .accept },
        handlers: .init(fileChangeApproval: { _ in .init(decision: .cancel) })
      )
    )
    try server.send(["id": 1, "method": "item/fileChange/requestApproval", "params": .object(Self.turn)])
    #expect(try await server.nextResponse()["result"] == ["decision": "cancel"])
    let question = Self.tool.merging(["_meta": .null]) { $1 }
    try server.send(["id": 2, "method": "mcpServer/elicitation/request", "params": .object(question)])
    #expect(try await server.nextResponse()["result"] == ["action": "decline"])
    await codex.close()
  }

  @Test func `a handler that fills in forms does not approve tools`() async throws {
    let (codex, server) = try await connect(
      CodexConfiguration(
        approvalHandler: { _ in .decline },
        handlers: .init(elicitation: { _ in .init(action: .accept, content: [:]) })
      )
    )
    try server.send(["id": 1, "method": "mcpServer/elicitation/request", "params": .object(Self.tool)])
    #expect(try await server.nextResponse()["result"] == ["action": "decline"])
    let question = Self.tool.merging(["_meta": .null]) { $1 }
    try server.send(["id": 2, "method": "mcpServer/elicitation/request", "params": .object(question)])
    #expect(try await server.nextResponse()["result"] == ["action": "accept", "content": [:]])
    await codex.close()
  }

  @Test func `askUser without an approval handler throws before anything is sent`() async throws {
    let (codex, server) = try await connect()
    let thread = CodexThread(id: "t", codex: codex)
    let calls: [() async throws -> Void] = [
      { _ = try await codex.startThread(approvalMode: .askUser) },
      { _ = try await codex.resumeThread("t", approvalMode: .askUser) },
      { _ = try await CodexThread(id: "t", codex: codex).fork(approvalMode: .askUser) },
      { _ = try await thread.startTurn("hi", approvalMode: .askUser) },
      { _ = try await thread.run("hi", approvalMode: .askUser) },
    ]
    for call in calls {
      do {
        try await call()
        Issue.record("expected an error")
      } catch CodexError.missingHandler(let handler, let argument) {
        #expect(handler == "CodexConfiguration.approvalHandler")
        #expect(argument == "approvalMode: .askUser")
      }
    }
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test func `askUser with an approval handler sets the approval policy on-request and the reviewer user`() async throws
  {
    let (codex, server) = try await connect(CodexConfiguration(approvalHandler: { _ in .decline }))
    let start = Task { try await codex.startThread(approvalMode: .askUser) }
    let request = try await server.next("thread/start")
    #expect(request["params"]?["approvalPolicy"] == "on-request")
    #expect(request["params"]?["approvalsReviewer"] == "user")
    try server.refuse(request, code: -32600)
    await #expect(throws: CodexError.self) { _ = try await start.value }
    await codex.close()
  }
}

/// Collects the events that `onServerRequestEvent` receives.
final class Events: Sendable {
  private let stream = BufferedStream<ServerRequestEvent>(limit: 100)

  func add(_ event: ServerRequestEvent) { stream.push(event, isDroppable: false)?() }

  /// The next event, or `nil` when no event comes in this time.
  func next(within time: Duration = .seconds(600)) async throws -> ServerRequestEvent? {
    let alarm = Task { [stream] in
      try await Task.sleep(for: time)
      stream.finish()?()
    }
    defer { alarm.cancel() }
    return try await stream.next()
  }
}
