@_spi(Generated) import CodexSDK
import CodexTesting
import CodexWire
import Foundation
import Testing

/// Tests of the other requests of the real app-server to the client.
@Suite("Other requests of the app-server")
struct OtherRequestTests {
  @Test("A file change is made only if the user accepts it", arguments: [true, false], ServerTransport.kinds)
  func fileChange(isAccepted: Bool, transport: ServerTransport) async throws {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { request in
        log.add(request)
        return isAccepted ? .accept : .decline
      }
    }
    try await ScriptedSession.run(over: transport, configure: configure) { session in
      session.model.enqueue(
        .command("apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: note.txt\n+hello\n*** End Patch\nEOF\n"),
        .message("Done.")
      )
      let thread = try await session.codex.startThread(approvalMode: .askUser, sandbox: .readOnly)
      let result = try await thread.run("Write a note.")
      let text = try? String(contentsOfFile: session.harness.workspace + "/note.txt", encoding: .utf8)
      #expect(text == (isAccepted ? "hello\n" : nil))
      let request = try #require(log.requests.first)
      #expect(request.kind == .fileChange)
      #expect(request.fileChanges.map(\.kind) == [.add])
      #expect(request.fileChanges.first?.path.hasSuffix("note.txt") == true)
      let statuses = result.items.compactMap { item -> PatchApplyStatus? in
        if case .fileChange(let change) = item { change.status } else { nil }
      }
      #expect(statuses.last == (isAccepted ? .completed : .declined))
    }
  }

  @Test(
    "An invalid response to an approval request changes no files, and the turn completes",
    arguments: [["decision": "perhaps"], ["nonsense": true], "nonsense"] as [JSONValue]
  )
  func invalidResponse(result: JSONValue) async throws {
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.onServerRequest = { _ in .result(result) }
    }
    try await ScriptedSession.run(configure: configure) { session in
      session.model.enqueue(
        .command("apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: note.txt\n+hello\n*** End Patch\nEOF\n"),
        .message("Done.")
      )
      let start = RPC.ThreadStart(
        ThreadStartParams(approvalPolicy: .onRequest, approvalsReviewer: .user, sandbox: .readOnly)
      )
      let thread = try await CodexThread._open(start, on: session.codex)
      #expect(try await thread.run("Write a note.").status == .completed)
      #expect(!FileManager.default.fileExists(atPath: session.harness.workspace + "/note.txt"))
      // The connection still works.
      session.model.enqueue(.message("Again."))
      #expect(try await thread.run("Go on.").finalResponse == "Again.")
    }
  }

  @Test("The user is not asked again about a file after accepting its changes for the session")
  func fileChangeForSession() async throws {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { request in
        log.add(request)
        return .acceptForSession
      }
    }
    try await ScriptedSession.run(configure: configure) { session in
      session.model.enqueue(
        .command("apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: note.txt\n+hello\n*** End Patch\nEOF\n"),
        .command("apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: note.txt\n-hello\n+bye\n*** End Patch\nEOF\n"),
        .message("Done.")
      )
      let thread = try await session.codex.startThread(approvalMode: .askUser, sandbox: .readOnly)
      _ = try await thread.run("Write a note.")
      let text = try? String(contentsOfFile: session.harness.workspace + "/note.txt", encoding: .utf8)
      #expect(text == "bye\n")
      #expect(log.requests.count == 1)
    }
  }

  @Test("A request for permissions grants the permissions that the user grants", arguments: ServerTransport.kinds)
  func permissions(transport: ServerTransport) async throws {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { request in
        log.add(request)
        return .grant(.init(fileSystem: request.permissions?.fileSystem), scope: .session)
      }
      configuration.onServerRequestEvent = { log.add($0) }
    }
    try await ScriptedSession.run(over: transport, configure: configure) { session in
      session.model.enqueue(
        .functionCall(
          "request_permissions",
          arguments: ["reason": "to install", "permissions": ["file_system": ["write": ["/opt"]]]]
        ),
        .message("Done.")
      )
      let thread = try await session.codex.startThread(
        approvalMode: .askUser,
        options: .init(config: ["features.request_permissions_tool": true, "features.exec_permission_approvals": true])
      )
      _ = try await thread.run("Ask for permissions.")
      let request = try #require(log.requests.first)
      #expect(request.kind == .permissions)
      #expect(request.reason == "to install")
      #expect(request.permissions?.fileSystem?.write == ["/opt"])
      #expect(log.events == [])
      let output = try await session.model.request(at: 1).input.last
      #expect(output.map { "\($0)" }?.contains("/opt") == true)
    }
  }

  @Test("Cancelling a request for permissions stops the turn, and the thread still works")
  func cancelledPermissions() async throws {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { request in
        log.add(request)
        return .cancel
      }
      configuration.onServerRequestEvent = { log.add($0) }
    }
    try await ScriptedSession.run(configure: configure) { session in
      session.model.enqueue(
        .functionCall(
          "request_permissions",
          arguments: ["reason": "to install", "permissions": ["file_system": ["write": ["/opt"]]]]
        )
      )
      // If the turn went on, it would take this reply.
      session.model.enqueue(.message("After it."))
      let thread = try await session.codex.startThread(
        approvalMode: .askUser,
        options: .init(config: ["features.request_permissions_tool": true, "features.exec_permission_approvals": true])
      )

      let result = try await thread.run("Ask for permissions.")
      let next = try await thread.run("Go on.", approvalMode: .denyAll)

      #expect(result.status == .interrupted)
      #expect(log.requests.first?.offeredDecisions.contains(.cancel) == true)
      #expect(log.events.allSatisfy { if case .withdrawn = $0.kind { true } else { false } })
      #expect(next.finalResponse == "After it.")
    }
  }

  @Test("The tool of an MCP server is approved, its elicitation gets a response, and its result reaches the model")
  func elicitation() async throws {
    let log = ApprovalLog()
    var options = AppServerHarness.Options()
    let script = try MCPScript()
    defer { script.remove() }
    options.configurationTables = """
      [mcp_servers.asker]
      command = "python3"
      args = ["\(script.path)"]
      """
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { request in
        log.add(request)
        return .acceptForSession
      }
      // This handler gets the elicitation of the MCP server. The approval of the tool call goes to the handler above.
      configuration.handlers.elicitation = { params in
        params.serverName == "asker" ? .init(action: .accept, content: ["name": "Ada"]) : .init(action: .cancel)
      }
    }
    try await ScriptedSession.run(options: options, configure: configure) { session in
      let greet = ModelReply.functionCall("greet", namespace: "mcp__asker")
      session.model.enqueue(greet, greet, .message("Done."))
      let notifications = session.codex.notifications
      let thread = try await session.codex.startThread(approvalMode: .askUser)
      // The model gets the tools of an MCP server only after the MCP server has started.
      for try await notification in notifications {
        if case .mcpServerStartupStatusUpdated(let update) = notification, update.name == "asker",
          update.status == .ready
        {
          break
        }
      }
      let result = try await thread.run("Greet.")
      #expect(result.finalResponse == "Done.")
      let output = try await session.model.request(at: 1).input.last
      #expect(output.map { "\($0)" }?.contains("Hello, Ada") == true)
      // The tool is called twice, but the first approval is for the session.
      #expect(log.requests.map(\.kind) == [.mcpTool])
      #expect(log.requests.first?.mcpTool?.server == "asker")
      #expect(log.requests.first?.offeredDecisions == [.accept, .acceptForSession, .acceptAlways, .decline, .cancel])
      #expect(log.requests.first?.turnID == result.id)
    }
  }

  #if ExperimentalAPI
  @Test("A request for user input is answered by its typed handler", arguments: ServerTransport.kinds)
  func userInput(transport: ServerTransport) async throws {
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.handlers.userInput = { params in
        .init(
          answers: Dictionary(
            uniqueKeysWithValues: params.questions.map { ($0.id, ToolRequestUserInputAnswer(answers: ["blue"])) }
          )
        )
      }
    }
    try await ScriptedSession.run(over: transport, configure: configure) { session in
      session.model.enqueue(
        .functionCall(
          "request_user_input",
          arguments: [
            "questions": [
              [
                "id": "color", "header": "Color", "question": "Which color?",
                "options": [
                  ["label": "blue", "description": "Like the sky."], ["label": "red", "description": "Like a rose."],
                ],
              ]
            ]
          ]
        ),
        .message("Done.")
      )
      let thread = try await session.codex.startThread(approvalMode: .denyAll)
      let mode = CollaborationMode(mode: .plan, settings: .init(model: "mock-model"))
      _ = try await thread.run("Ask me.", options: .init(collaborationMode: mode))
      let output = try await session.model.request(at: 1).input.last
      #expect(output.map { "\($0)" }?.contains("blue") == true)
    }
  }

  @Test("A call of a dynamic tool runs the closure of the tool", arguments: ServerTransport.kinds)
  func dynamicTool(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      session.model.enqueue(.functionCall("add", arguments: ["a": 2, "b": 3]), .message("5."))
      let add = DynamicTool(
        name: "add",
        description: "Adds two numbers.",
        parameters: [
          "type": "object", "properties": ["a": ["type": "integer"], "b": ["type": "integer"]],
        ]
      ) { arguments in "The sum is \((arguments["a"]?.intValue ?? 0) + (arguments["b"]?.intValue ?? 0))." }
      let thread = try await session.codex.startThread(tools: [add])
      #expect(try await thread.run("Add.").finalResponse == "5.")
      let output = try await session.model.request(at: 1).input.last
      #expect(output.map { "\($0)" }?.contains("The sum is 5.") == true)
    }
  }
  #endif
}

/// A Python script that is an MCP server. Its tool `greet` asks for a name with an elicitation, and returns a greeting.
private struct MCPScript {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "asker-\(UUID().uuidString).py"
    try Self.text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  private static let text = """
    import json, sys
    def send(m):
        m["jsonrpc"] = "2.0"
        print(json.dumps(m), flush=True)
    call = None
    for line in sys.stdin:
        m = json.loads(line)
        method, id = m.get("method"), m.get("id")
        if method == "initialize":
            send({"id": id, "result": {"protocolVersion": m["params"]["protocolVersion"],
                "capabilities": {"tools": {}}, "serverInfo": {"name": "asker", "version": "1"}}})
        elif method == "tools/list":
            send({"id": id, "result": {"tools": [{"name": "greet", "description": "Greets.",
                "inputSchema": {"type": "object", "properties": {}}}]}})
        elif method == "tools/call":
            call = id
            send({"id": 900, "method": "elicitation/create", "params": {"message": "What is your name?",
                "requestedSchema": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}}})
        elif id == 900:
            name = (m.get("result") or {}).get("content", {}).get("name", "nobody")
            send({"id": call, "result": {"content": [{"type": "text", "text": "Hello, " + name}]}})
        elif id is not None:
            send({"id": id, "result": {}})
    """
}
