import CodexWire
import Testing

@Suite("The requests of wrappers with presets")
struct PresetCallTests {
  private let codex = Codex(answering: #"{"thread":{"id":"t"},"turnId":"u"}"#)
  private var thread: CodexThread { CodexThread(codex: codex, id: "t") }

  @Test("The default case is sent, and nothing else")
  func defaultCase() async throws {
    _ = try await codex.startThread()
    #expect(
      await codex.sent == [#"thread/start {"approvalPolicy":"on-request","approvalsReviewer":"auto_review"}"#]
    )
  }

  @Test("Inherited settings send nothing, neither null nor a default")
  func inherit() async throws {
    _ = try await codex.resumeThread("t")
    _ = try await thread.startTurn("hi")
    _ = try await thread.run("hi")
    #expect(
      await codex.sent == [
        #"thread/resume {"threadId":"t"}"#,
        #"turn/start {"input":[{"text":"hi"}],"threadId":"t"}"#,
        #"turn/start {"input":[{"text":"hi"}],"threadId":"t"}"#,
      ]
    )
  }

  @Test("A case sets the properties that the method has: a sandbox on threads, a policy on turns")
  func fieldsOfTheMethod() async throws {
    _ = try await codex.resumeThread("t", approvalMode: .denyAll, sandbox: .readOnly, in: "/", model: "m")
    _ = try await thread.startTurn("hi", sandbox: .readOnly, model: "m", retries: 2)
    _ = try await thread.run("hi", approvalMode: .bypass)
    #expect(
      await codex.sent == [
        #"thread/resume {"approvalPolicy":"never","cwd":"/","model":"m","sandbox":"read-only","threadId":"t"}"#,
        #"turn/start {"input":[{"text":"hi"}],"model":"m","retries":2,"sandboxPolicy":"#
          + #"{"network":true,"roots":["/","/tmp"],"type":"readOnly"},"threadId":"t"}"#,
        #"turn/start {"approvalPolicy":"never","input":[{"text":"hi"}],"sandboxPolicy":{"type":"full"},"threadId":"t"}"#,
      ]
    )
  }

  @Test("A case with the name none is sent as a value")
  func none() async throws {
    _ = try await codex.startThread(approvalMode: .denyAll, sandbox: .off, focus: .default)
    #expect(await codex.sent == [#"thread/start {"approvalPolicy":"never","focus":"default","sandbox":"none"}"#])
  }

  @Test("A case sets or clears a three-state property; without a case, nothing is sent")
  func threeState() async throws {
    _ = try await thread.run("hi", speed: .fast)
    _ = try await thread.startTurn("hi", speed: .normal)
    #expect(
      await codex.sent == [
        #"turn/start {"input":[{"text":"hi"}],"threadId":"t","tier":"fast"}"#,
        #"turn/start {"input":[{"text":"hi"}],"threadId":"t","tier":null}"#,
      ]
    )
  }

  @Test("An experimental field of a case is set only with the trait")
  func gatedField() async throws {
    _ = try await codex.startThread(approvalMode: .denyAll, focus: .deep)
    #if ExperimentalAPI
    #expect(await codex.sent == [#"thread/start {"approvalPolicy":"never","depth":3,"focus":"deep"}"#])
    #else
    #expect(await codex.sent == [#"thread/start {"approvalPolicy":"never","focus":"deep"}"#])
    #endif
  }

  @Test("A conflict is thrown before anything is sent")
  func conflicts() async throws {
    let conflict = CodexError.conflict("sandbox", "approvalMode: .bypass")
    await #expect(throws: conflict) { try await codex.startThread(approvalMode: .bypass, sandbox: .readOnly) }
    await #expect(throws: conflict) {
      try await codex.resumeThread("t", approvalMode: .bypass, sandbox: .off)
    }
    await #expect(throws: conflict) { try await thread.startTurn("hi", approvalMode: .bypass, sandbox: .off) }
    // A preset with a default argument always has a value.
    await #expect(throws: conflict) { try await codex.startReadingThread(approvalMode: .bypass) }
    #expect(await codex.sent == [])

    _ = try await codex.startThread(approvalMode: .bypass)
    #expect(await codex.sent == [#"thread/start {"approvalPolicy":"never","sandbox":"full"}"#])
  }

  @Test("A case that the configuration of the connection does not allow throws before anything is sent")
  func requirements() async throws {
    let missing = CodexError.missing(.approvalHandler, "approvalMode: .askUser")
    await #expect(throws: missing) { try await codex.startThread(approvalMode: .askUser) }
    await #expect(throws: missing) { try await thread.startTurn("hi", approvalMode: .askUser) }
    await #expect(throws: missing) { try await thread.run("hi", approvalMode: .askUser) }
    #expect(await codex.sent == [])

    let asking = Codex(answering: #"{"thread":{"id":"t"}}"#, hasApprovalHandler: true)
    _ = try await asking.startThread(approvalMode: .askUser)
    #expect(await asking.sent == [#"thread/start {"approvalPolicy":"on-request"}"#])
  }

  @Test("A value that an adapter rejects is not sent")
  func adapterThrows() async throws {
    await #expect(throws: CodexError.invalidInput) { try await thread.run("") }
    #expect(await codex.sent == [])
  }

  @Test("Where the properties of a preset are only hidden, there is no parameter and nothing is sent")
  func hiddenIn() async throws {
    let turn = CodexTurn(codex: codex, threadID: "t", id: "u")
    try await turn.updateSettings()
    try await turn.updateSettings(model: "m")
    #expect(
      await codex.sent == [
        #"turn/settings/update {"threadId":"t","turnId":"u"}"#,
        #"turn/settings/update {"model":"m","threadId":"t","turnId":"u"}"#,
      ]
    )
  }
}
