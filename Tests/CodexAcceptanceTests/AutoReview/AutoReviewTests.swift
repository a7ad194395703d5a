import CodexSDK
import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("Auto-review")
struct AutoReviewTests {
  @Test("review-allow: the reviewer allows, the file exists, the events come in order")
  func allow() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("allowed.txt")
      session.model.enqueue(.command("touch \(file)", escalated: "The user wants it."), .message("Done."))
      session.model.enqueue(for: .review, .reviewerAllow)

      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Make the file.")
      let steps = try await reviewSteps(of: turn)
      let result = try await turn.result()

      #expect(
        steps == ["command inProgress", "review inProgress", "warning", "review approved", "command completed"]
      )
      #expect(FileManager.default.fileExists(atPath: file))
      let review = try #require(result.approvalReviews.first)
      #expect(result.approvalReviews.count == 1)
      #expect(review.status == .approved)
      #expect(review.risk == .low)
      #expect(review.authorization == .unknown)
      #expect(review.rationale?.isEmpty == false)
      #expect(review.decisionSource == .agent)
      #expect((review.duration ?? .seconds(-1)) >= .zero)
      #expect(review.turnID == turn.id)
      let command = try #require(result.commands.first)
      #expect(review.targetItemID == command.id)
      guard case .command(let action) = review.action else {
        Issue.record("the action should be a command: \(review.action)")
        return
      }
      #expect(action.command.contains("touch \(file)"))
      #expect(action.cwd == session.harness.workspace)
      #expect(action.source == .unifiedExec)
    }
  }

  @Test("review-deny: the reviewer denies, the file does not exist, the item is declined")
  func deny() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("denied.txt")
      session.model.enqueue(.command("touch \(file)", escalated: "I want it."), .message("Not done."))
      session.model.enqueue(
        for: .review,
        .reviewerDeny(riskLevel: .high, userAuthorization: .low, rationale: "The user asked for no file.")
      )

      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Say hello.")
      let steps = try await reviewSteps(of: turn)
      let result = try await turn.result()

      #expect(steps == ["command inProgress", "review inProgress", "warning", "review denied", "command declined"])
      #expect(!FileManager.default.fileExists(atPath: file))
      let review = try #require(result.approvalReviews.first)
      #expect(review.status == .denied)
      #expect(review.risk == .high)
      #expect(review.authorization == .low)
      #expect(review.rationale == "The user asked for no file.")
      #expect(review.targetItemID == result.commands.first?.id)
      #expect(result.approvalWarnings.first?.contains("The user asked for no file.") == true)
    }
  }

  @Test("denied-action-approved: the model is told, and the reviewer may allow the repeated action")
  func approveDenied() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("approved.txt")
      session.model.enqueue(
        .command("touch \(file)", escalated: "I want it."),
        .message("Not done."),
        .command("touch \(file)", escalated: "The user has approved it."),
        .message("Done.")
      )
      session.model.enqueue(for: .review, .reviewerDeny(), .reviewerAllow)

      let thread = try await session.codex.startThread()
      let denied = try #require(try await thread.run("Say hello.").approvalReviews.first)
      try await thread.approve(denied)
      #expect(!FileManager.default.fileExists(atPath: file))
      let requestsBefore = session.model.requests.count
      let result = try await thread.run("I have approved it.")

      let told = session.model.requests[requestsBefore].texts(role: "developer")
      #expect(told.contains { $0.contains("approved a specific action") && $0.contains("touch \(file)") })
      #expect(result.approvalReviews.map(\.status) == [.approved])
      #expect(FileManager.default.fileExists(atPath: file))
    }
  }

  @Test("parallel reviews: both are under way at once, and each ends as it was decided")
  func parallel() async throws {
    try await ScriptedSession.run { session in
      let allowed = session.harness.pathOutsideWorkspace("allowed.txt")
      let denied = session.harness.pathOutsideWorkspace("denied.txt")
      let commands = ModelReply.command("touch \(allowed)", escalated: "One.")
        .then(.command("touch \(denied)", escalated: "Two."))
      session.model.enqueue(commands, .message("Done."))
      let gate = Gate()
      session.model.enqueue(for: .reviewing(denied), ModelReply.reviewerDeny().held(at: gate))
      session.model.enqueue(for: .reviewing(allowed), ModelReply.reviewerAllow.held(at: gate))

      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Make the files.")
      _ = try await session.model.firstRequest(.reviewing(allowed))
      _ = try await session.model.firstRequest(.reviewing(denied))
      gate.open()
      let result = try await turn.result()

      #expect(result.approvalReviews.count == 2)
      #expect(Set(result.approvalReviews.map(\.reviewID)).count == 2)
      for review in result.approvalReviews {
        let isAllowed = "\(review.action)".contains(allowed)
        #expect(review.status == (isAllowed ? .approved : .denied))
        #expect(result.commands.contains { $0.id == review.targetItemID })
      }
      #expect(FileManager.default.fileExists(atPath: allowed))
      #expect(!FileManager.default.fileExists(atPath: denied))
    }
  }

  @Test("three denials in a row: the turn is interrupted, and the warning that says so is the turn's")
  func tooManyDenials() async throws {
    try await ScriptedSession.run { session in
      for number in 1...4 { session.model.enqueue(.command("touch /nowhere/\(number)", escalated: "Please.")) }
      session.model.when(.review, reply: .reviewerDeny())

      let result = try await session.codex.startThread().run("Try.")

      #expect(result.status == .interrupted)
      #expect(result.approvalReviews.map(\.status) == [.denied, .denied, .denied])
      #expect(result.approvalWarnings.last?.contains("too many") == true)
    }
  }

  @Test("a patch that is denied changes nothing, and its denial can be approved")
  func patch() async throws {
    try await ScriptedSession.run { session in
      let patch = "apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: note.txt\n+hello\n*** End Patch\nEOF\n"
      session.model.enqueue(.command(patch), .message("Not done."), .message("Told."))
      session.model.enqueue(for: .review, .reviewerDeny())

      let thread = try await session.codex.startThread()
      let denied = try #require(try await thread.run("Say hello.").approvalReviews.first)
      try await thread.approve(denied)
      _ = try await thread.run("I have approved it.")

      let note = session.harness.workspace + "/note.txt"
      #expect(denied.action == .applyPatch(.init(cwd: session.harness.workspace, files: [note])))
      #expect(!FileManager.default.fileExists(atPath: note))
      let told = session.model.requests.last?.texts(role: "developer") ?? []
      #expect(told.contains { $0.contains("approved a specific action") && $0.contains(note) })
    }
  }

  @Test("a turn that is interrupted while its action is reviewed lists the review, which approves nothing")
  func interrupted() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("late.txt")
      session.model.enqueue(.command("touch \(file)", escalated: "Please."))
      let gate = Gate()
      session.model.enqueue(for: .review, ModelReply.reviewerAllow.held(at: gate))

      let turn = try await session.codex.startThread().startTurn("Make the file.")
      _ = try await session.model.firstRequest(.review)
      try await turn.interrupt()
      let result = try await turn.result()
      gate.open()

      #expect(result.status == .interrupted)
      // The server may tell the end of the review after that of the turn, when it is nobody's any more.
      let statuses = result.approvalReviews.map(\.status)
      #expect(statuses == [.aborted] || statuses == [.inProgress])
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }
}

/// What a turn's events say of reviews and of the commands that are reviewed.
private func reviewSteps(of turn: CodexTurn) async throws -> [String] {
  var steps: [String] = []
  for try await event in turn.events {
    switch event {
    case .itemStarted(let message):
      if case .commandExecution(let command) = message.item { steps.append("command \(command.status.rawValue)") }
    case .itemCompleted(let message):
      if case .commandExecution(let command) = message.item { steps.append("command \(command.status.rawValue)") }
    case .itemAutoApprovalReviewStarted(let message): steps.append("review \(message.review.status.rawValue)")
    case .itemAutoApprovalReviewCompleted(let message): steps.append("review \(message.review.status.rawValue)")
    case .autoReviewWarning: steps.append("warning")
    default: break
    }
  }
  return steps
}

extension TurnResult {
  fileprivate var commands: [ThreadItem.CommandExecution] {
    items.compactMap { if case .commandExecution(let command) = $0 { command } else { nil } }
  }
}

extension RequestMatcher {
  /// The auto-reviewer's request about an action that names `text`. The transcript before it names other actions, too.
  fileprivate static func reviewing(_ text: String) -> RequestMatcher {
    RequestMatcher { request in
      guard request.isReview, let question = request.lastUserText,
        let start = question.range(of: "APPROVAL REQUEST START", options: .backwards)
      else { return false }
      return question[start.upperBound...].contains(text)
    }
  }
}
