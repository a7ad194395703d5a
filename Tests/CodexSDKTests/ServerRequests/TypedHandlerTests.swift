import CodexTesting
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Typed handlers` {
  private static let handlers = ServerRequestHandlers(
    authTokensRefresh: { params in .init(accessToken: "\(params.reason.rawValue)", chatGPTAccountID: "a") },
    applyPatchApproval: { _ in .init(decision: .approved) },
    attestation: { _ in .init(token: "attested") },
    execCommandApproval: { params in .init(decision: params.command == ["ls"] ? .approvedForSession : .abort) },
    commandExecutionApproval: { params in .init(decision: params.command == "ls" ? .accept : .cancel) },
    fileChangeApproval: { _ in .init(decision: .acceptForSession) },
    permissionsApproval: { _ in .init(permissions: .init(network: .init(enabled: false)), scope: .session) },
    toolCall: { call in .init(contentItems: [.inputText(.init(text: call.tool))], success: true) },
    userInput: { params in
      .init(answers: [params.questions.first?.id ?? "": .init(answers: ["blue"])])
    },
    elicitation: { _ in .init(action: .accept, content: ["name": "Ada"]) }
  )

  @Test func `each server request is handled with the types of its method`() async throws {
    let server = InMemoryAppServer()
    let codex = try await Codex(
      transport: server.transport,
      configuration: CodexConfiguration(handlers: Self.handlers)
    )
    let refresh = RPC.AccountChatGPTAuthTokensRefresh(.init(reason: .unauthorized))
    #expect(try await server.request(refresh) == .init(accessToken: "unauthorized", chatGPTAccountID: "a"))
    let patch = RPC.ApplyPatchApproval(.init(callID: "c", conversationID: "t", fileChanges: [:]))
    #expect(try await server.request(patch) == .init(decision: .approved))
    #expect(try await server.request(RPC.AttestationGenerate(.init())) == .init(token: "attested"))
    let legacy = RPC.ExecCommandApproval(
      .init(callID: "c", command: ["ls"], conversationID: "t", cwd: "/", parsedCommands: [])
    )
    #expect(try await server.request(legacy) == .init(decision: .approvedForSession))
    let command = RPC.ItemCommandExecutionRequestApproval(
      .init(itemID: "i", startedAtMilliseconds: 1, threadID: "t", turnID: "u", command: "ls")
    )
    #expect(try await server.request(command) == .init(decision: .accept))
    let change = RPC.ItemFileChangeRequestApproval(
      .init(itemID: "i", startedAtMilliseconds: 1, threadID: "t", turnID: "u")
    )
    #expect(try await server.request(change) == .init(decision: .acceptForSession))
    let permissions = RPC.ItemPermissionsRequestApproval(
      .init(cwd: "/", itemID: "i", permissions: .init(), startedAtMilliseconds: 1, threadID: "t", turnID: "u")
    )
    #expect(
      try await server.request(permissions)
        == .init(permissions: .init(network: .init(enabled: false)), scope: .session)
    )
    let call = RPC.ItemToolCall(.init(arguments: [:], callID: "c", threadID: "t", tool: "clock", turnID: "u"))
    #expect(try await server.request(call) == .init(contentItems: [.inputText(.init(text: "clock"))], success: true))
    let response = try await server.request(
      "item/tool/requestUserInput",
      [
        "isBlocking": true, "itemId": "i", "threadId": "t", "turnId": "u",
        "questions": [["id": "color", "header": "Color", "question": "Which?"]],
      ]
    )
    #expect(response == ["answers": ["color": ["answers": ["blue"]]]])
    let elicitation = try await server.request("mcpServer/elicitation/request", .object(Approvals.tool))
    #expect(elicitation == ["action": "accept", "content": ["name": "Ada"]])
    await codex.close()
  }

  #if ExperimentalAPI
  @Test func `the handler for the current time replaces the automatic response`() async throws {
    let server = InMemoryAppServer()
    let codex = try await Codex(
      transport: server.transport,
      configuration: CodexConfiguration(handlers: .init(currentTime: { _ in .init(currentTimeAtSeconds: 7) }))
    )
    #expect(try await server.request(RPC.CurrentTimeRead(.init(threadID: "t"))) == .init(currentTimeAtSeconds: 7))
    await codex.close()
  }
  #endif

  @Test func `a request of an unknown method reaches onServerRequest`() async throws {
    let server = InMemoryAppServer()
    let codex = try await Codex(
      transport: server.transport,
      configuration: CodexConfiguration(
        handlers: Self.handlers,
        onServerRequest: { request in request.method == "new/thing" ? .result(["is": "new"]) : nil }
      )
    )
    #expect(try await server.request("new/thing", [:]) == ["is": "new"])
    #expect(try await server.request(RPC.AttestationGenerate(.init())) == .init(token: "attested"))
    await #expect(throws: RPCError.self) { try await server.request("newer/thing", [:]) }
    await codex.close()
  }
}
