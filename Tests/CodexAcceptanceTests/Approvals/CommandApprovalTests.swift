@_spi(Generated) import CodexSDK
import CodexTesting
import CodexWire
import Foundation
import Testing

/// Tests of a command that asks to run outside of its sandbox, for each way to decide about it, with the real
/// app-server.
@Suite("Approval of an escalated command")
struct CommandApprovalTests {
  /// The outcome of a turn in which the model asks to write a file outside of the workspace.
  private struct Outcome {
    var isWritten: Bool
    var itemStatus: CommandExecutionStatus?
    var turnStatus: TurnStatus
    var asked: [ApprovalRequest]
    var events: [ServerRequestEvent]
  }

  private func run(
    _ mode: ApprovalMode,
    over transport: ServerTransport = .stdio,
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
    return try await ScriptedSession.run(over: transport, configure: configure) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      let command = ModelReply.command("echo hello >> \(file)", escalationReason: isEscalated ? "to leave a note" : nil)
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

  @Test("A command that the user accepts runs outside of the sandbox", arguments: ServerTransport.kinds)
  func accepted(transport: ServerTransport) async throws {
    let outcome = try await run(.askUser, over: transport) { _ in .accept }

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

  @Test("A decision that the server does not offer declines the command and is reported as an event")
  func acceptedForSession() async throws {
    let outcome = try await run(.askUser) { _ in .acceptForSession }

    #expect(outcome.asked.first?.offeredDecisions.contains(.acceptForSession) == false)
    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .completed)
    guard case .notOffered("acceptForSession", _)? = outcome.events.first?.kind else {
      Issue.record("\(outcome.events) should contain the event that the decision was not offered")
      return
    }
  }

  @Test("The user is not asked again after accepting a command with the offered rule")
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

  @Test("The user is asked again after accepting a command once")
  func acceptedOnce() async throws {
    let outcome = try await run(.askUser, times: 2) { _ in .accept }

    #expect(outcome.asked.count == 2)
  }

  @Test("A command that the user declines does not run, and the turn continues", arguments: ServerTransport.kinds)
  func declined(transport: ServerTransport) async throws {
    let outcome = try await run(.askUser, over: transport) { _ in .decline }

    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .completed)
    #expect(outcome.events == [])
  }

  @Test("A command that the user cancels does not run, and the turn is interrupted", arguments: ServerTransport.kinds)
  func cancelled(transport: ServerTransport) async throws {
    let outcome = try await run(.askUser, over: transport) { _ in .cancel }

    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .interrupted)
  }

  @Test("A command does not run when the handler throws")
  func throwing() async throws {
    struct Broken: Error {}
    let outcome = try await run(.askUser) { _ in throw Broken() }

    #expect(!outcome.isWritten)
    #expect(outcome.itemStatus == .declined)
    #expect(outcome.turnStatus == .completed)
    #expect(outcome.events.map(\.kind) == [.handlerFailed(reason: "Broken()")])
  }

  @Test("A command does not run with denyAll, and the user is not asked")
  func denyAll() async throws {
    let outcome = try await run(.denyAll) { _ in .accept }

    #expect(!outcome.isWritten)
    #expect(outcome.asked.isEmpty)
    #expect(outcome.turnStatus == .completed)
  }

  @Test("A command runs outside of the sandbox with the bypass, and the user is not asked")
  func bypass() async throws {
    // The command is not escalated: under the policy `never`, the server refuses an escalated command.
    let outcome = try await run(.dangerouslyBypassApprovalsAndSandbox, isEscalated: false) { _ in .decline }

    #expect(outcome.isWritten)
    #expect(outcome.asked.isEmpty)
    #expect(outcome.itemStatus == .completed)
  }

  @Test(
    "Interrupting a turn while the user decides cancels the handler, and the command does not run",
    arguments: ServerTransport.kinds
  )
  func interrupted(transport: ServerTransport) async throws {
    let log = ApprovalLog()
    let (handlerCalls, handlerCall) = AsyncStream.makeStream(of: Void.self)
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { _ in
        handlerCall.yield()
        while true { try await Task.sleep(for: .seconds(600)) }
      }
      configuration.onServerRequestEvent = { log.add($0) }
    }
    try await ScriptedSession.run(over: transport, configure: configure) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "to leave a note"), .message("Done."))
      let thread = try await session.codex.startThread(approvalMode: .askUser)
      let turn = try await thread.startTurn("Leave a note.")
      for await _ in handlerCalls { break }
      try await turn.interrupt()
      #expect(try await turn.result().status == .interrupted)
      #expect(!FileManager.default.fileExists(atPath: file))
      // The connection still works.
      session.model.enqueue(.message("Again."))
      #expect(try await thread.run("Go on.").status == .completed)
      #expect(log.events.count == 1)
      if case .withdrawn? = log.events.first?.kind {} else { Issue.record("\(log.events) should contain a withdrawal") }
    }
  }

  @Test("A command is declined and reported when there is no handler, and the turn continues")
  func unhandled() async throws {
    let log = ApprovalLog()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.onServerRequestEvent = { log.add($0) }
    }
    try await ScriptedSession.run(configure: configure) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "to leave a note"), .message("Done."))
      // Without a handler, only the typed RPC call can select the reviewer `user`; the wrapper throws an error.
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

  @Test("The approval mode of each turn decides about the command of that turn")
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
        session.model.when(.review, reply: .reviewerAllows)
        session.model.enqueue(.command("touch \(file)", escalationReason: "to leave a note"), .message("Done."))
        _ = try await thread.run("Leave a note.", approvalMode: .set(mode))
        #expect(FileManager.default.fileExists(atPath: file) == (mode != .denyAll), "\(mode)")
        if mode == .askUser { asked += 1 }
        #expect(log.requests.count == asked, "\(mode)")
      }
    }
  }
}

/// Records the approval requests and the server request events of a test.
final class ApprovalLog: Sendable {
  private let allRequests = Locked<[ApprovalRequest]>([])
  private let allEvents = Locked<[ServerRequestEvent]>([])

  var requests: [ApprovalRequest] { allRequests.withLock { $0 } }
  var events: [ServerRequestEvent] { allEvents.withLock { $0 } }

  func add(_ request: ApprovalRequest) { allRequests.withLock { $0.append(request) } }
  func add(_ event: ServerRequestEvent) { allEvents.withLock { $0.append(event) } }
}
