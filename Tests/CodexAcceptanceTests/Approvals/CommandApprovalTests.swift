import CodexSDK
import CodexTesting
import CodexWire
import Foundation
import Testing

/// A command that wants out of its sandbox, under each way to decide about it, against the real app-server.
@Suite("An escalated command")
struct CommandApprovalTests {
  /// What came of a turn whose model wants to write a file outside the workspace.
  private struct Outcome {
    var isWritten: Bool
    var itemStatus: CommandExecutionStatus?
    var turnStatus: TurnStatus
    var asked: [ApprovalRequest]
    var events: [ServerRequestEvent]
  }

  private func run(
    _ mode: ApprovalMode,
    sandbox: Sandbox? = nil,
    times: Int = 1,
    isEscalated: Bool = true,
    decision: (@Sendable (ApprovalRequest) async throws -> ApprovalDecision)? = nil
  ) async throws -> Outcome {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      if let decision {
        configuration.approvalHandler = { request in
          log.add(request)
          return try await decision(request)
        }
      }
      configuration.onServerRequestEvent = { log.add($0) }
    }
    return try await ScriptedSession.run(configure: configure) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      let command = ModelReply.command("echo hello >> \(file)", escalated: isEscalated ? "to leave a note" : nil)
      for _ in 0..<times { session.model.enqueue(command) }
      session.model.enqueue(.message("Done."))
      let thread = try await session.codex.startThread(approvalMode: mode, sandbox: sandbox)
      let result = try await thread.run("Leave a note.")
      let statuses = result.items.compactMap { item -> CommandExecutionStatus? in
        if case .commandExecution(let command) = item { command.status } else { nil }
      }
      return Outcome(
        isWritten: FileManager.default.fileExists(atPath: file),
        itemStatus: statuses.last,
        turnStatus: result.status,
        asked: log.requests,
        events: log.events
      )
    }
  }

  @Test("that the user accepts is run outside the sandbox")
  func accepted() async throws {
    let outcome = try await run(.askUser) { _ in .accept }
    #expect(outcome.isWritten)
    #expect(outcome.itemStatus == .completed)
    #expect(outcome.turnStatus == .completed)
    #expect(outcome.events == [])
    let request = try #require(outcome.asked.first)
    #expect(request.kind == .command)
    #expect(request.command?.contains("echo hello") == true)
    #expect(request.cwd != nil)
    #expect(request.reason == "to leave a note")
    #expect(request.itemID != nil)
    #expect(request.offeredDecisions.contains(.accept))
  }

  @Test("has no decision for the session on offer: that one is refused here, and reported")
  func acceptedForSession() async throws {
    let outcome = try await run(.askUser) { _ in .acceptForSession }
    #expect(outcome.asked.first?.offeredDecisions.contains(.acceptForSession) == false)
    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .completed)
    guard case .notOffered("acceptForSession", _)? = outcome.events.first?.kind else {
      Issue.record("\(outcome.events) should tell that the decision was not offered")
      return
    }
  }

  @Test("that the user accepts with the rule on offer is not asked for again")
  func acceptedWithRule() async throws {
    let outcome = try await run(.askUser, times: 2) { request in
      for decision in request.offeredDecisions {
        if case .acceptWithExecPolicyAmendment = decision { return decision }
      }
      return .decline
    }
    #expect(outcome.isWritten)
    #expect(outcome.itemStatus == .completed)
    #expect(outcome.asked.count == 1)
    #expect(outcome.events == [])
  }

  @Test("that the user accepts once is asked for again")
  func acceptedOnce() async throws {
    let outcome = try await run(.askUser, times: 2) { _ in .accept }
    #expect(outcome.asked.count == 2)
  }

  @Test("that the user declines is not run, and the turn goes on")
  func declined() async throws {
    let outcome = try await run(.askUser) { _ in .decline }
    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .completed)
    #expect(outcome.events == [])
  }

  @Test("that the user cancels is not run, and the turn stops")
  func cancelled() async throws {
    let outcome = try await run(.askUser) { _ in .cancel }
    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .interrupted)
  }

  @Test("is not run when the handler throws")
  func throwing() async throws {
    struct Broken: Error {}
    let outcome = try await run(.askUser) { _ in throw Broken() }
    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .completed)
    #expect(outcome.events.map(\.kind) == [.handlerFailed(reason: "Broken()")])
  }

  @Test("is not run when all is denied, and nobody is asked")
  func denyAll() async throws {
    let outcome = try await run(.denyAll) { _ in .accept }
    #expect(!outcome.isWritten)
    #expect(outcome.asked.isEmpty)
    #expect(outcome.turnStatus == .completed)
  }

  @Test("needs no escalation when approvals and sandbox are bypassed, and is run without a question")
  func bypass() async throws {
    // One that asks to be escalated all the same is refused by the server, which has nobody to ask under `never`.
    let outcome = try await run(.dangerouslyBypassApprovalsAndSandbox, isEscalated: false) { _ in .decline }
    #expect(outcome.isWritten)
    #expect(outcome.asked.isEmpty)
    #expect(outcome.itemStatus == .completed)
  }

  @Test("of a turn that is interrupted while the user thinks: the handler is cancelled, nothing is run")
  func interrupted() async throws {
    let log = ApprovalLog()
    let asked = Gate()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { _ in
        asked.open()
        while true { try await Task.sleep(for: .seconds(600)) }
      }
      configuration.onServerRequestEvent = { log.add($0) }
    }
    try await ScriptedSession.run(configure: configure) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(.command("touch \(file)", escalated: "to leave a note"), .message("Done."))
      let thread = try await session.codex.startThread(approvalMode: .askUser)
      let turn = try await thread.startTurn("Leave a note.")
      try await asked.pass()
      try await turn.interrupt()
      #expect(try await turn.result().status == .interrupted)
      #expect(!FileManager.default.fileExists(atPath: file))
      // The connection lives.
      session.model.enqueue(.message("Again."))
      #expect(try await thread.run("Go on.").status == .completed)
      #expect(log.events.count == 1)
      if case .withdrawn? = log.events.first?.kind {} else { Issue.record("\(log.events) should be a withdrawal") }
    }
  }

  @Test("of a client without a handler is declined and reported, and the turn goes on")
  func unhandled() async throws {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.onServerRequestEvent = { log.add($0) }
    }
    try await ScriptedSession.run(configure: configure) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(.command("touch \(file)", escalated: "to leave a note"), .message("Done."))
      // Only the raw call can ask for what nobody would answer.
      let start = RPC.ThreadStart(ThreadStartParams(approvalPolicy: .onRequest, approvalsReviewer: .user))
      let thread = try await CodexThread._open(start, on: session.codex)
      let result = try await thread.run("Leave a note.")
      #expect(result.finalResponse == "Done.")
      #expect(!FileManager.default.fileExists(atPath: file))
      #expect(log.events.map(\.kind) == [.unhandled])
      #expect(log.events.first?.method == "item/commandExecution/requestApproval")
      #expect(log.events.first?.turnID == result.id)
    }
  }

  @Test("follows the mode of each turn, in every direction")
  func switching() async throws {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { request in
        log.add(request)
        return .accept
      }
    }
    try await ScriptedSession.run(configure: configure) { session in
      let thread = try await session.codex.startThread(approvalMode: .denyAll)
      var asked = 0
      for (index, mode) in [ApprovalMode.askUser, .denyAll, .autoReview, .askUser].enumerated() {
        let file = session.harness.pathOutsideWorkspace("note\(index).txt")
        session.model.when(.review, reply: .reviewerAllow)
        session.model.enqueue(.command("touch \(file)", escalated: "to leave a note"), .message("Done."))
        _ = try await thread.run("Leave a note.", approvalMode: .set(mode))
        #expect(FileManager.default.fileExists(atPath: file) == (mode != .denyAll), "\(mode)")
        if mode == .askUser { asked += 1 }
        #expect(log.requests.count == asked, "\(mode)")
      }
    }
  }
}

/// What the hooks of a test's configuration were told.
final class ApprovalLog: Sendable {
  private let allRequests = Locked<[ApprovalRequest]>([])
  private let allEvents = Locked<[ServerRequestEvent]>([])

  var requests: [ApprovalRequest] { allRequests.withLock { $0 } }
  var events: [ServerRequestEvent] { allEvents.withLock { $0 } }

  func add(_ request: ApprovalRequest) { allRequests.withLock { $0.append(request) } }
  func add(_ event: ServerRequestEvent) { allEvents.withLock { $0.append(event) } }
}
