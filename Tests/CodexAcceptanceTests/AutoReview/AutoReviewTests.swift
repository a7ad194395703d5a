import CodexSDK
import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("Auto-review")
struct AutoReviewTests {
  @Test("review-allow: an allowed command runs, and its events arrive in order")
  func allow() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("allowed.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "The user wants it."), .message("Done."))
      session.model.enqueue(for: .review, .reviewerAllows)

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
        Issue.record("the action should be a command, but is: \(review.action)")
        return
      }
      #expect(action.command.contains("touch \(file)"))
      #expect(action.cwd == session.harness.workspace)
      #expect(action.source == .unifiedExec)
    }
  }

  @Test("review-deny: a denied command does not run, and its item has the status declined")
  func deny() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("denied.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "I want it."), .message("Not done."))
      session.model.enqueue(
        for: .review,
        .reviewerDenies(riskLevel: .high, userAuthorization: .low, rationale: "The user asked for no file.")
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

  @Test(
    "denied-action-approved: the model learns of an approved denial, and the repeated action can be allowed"
  )
  func approveDenied() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("approved.txt")
      session.model.enqueue(
        .command("touch \(file)", escalationReason: "I want it."),
        .message("Not done."),
        .command("touch \(file)", escalationReason: "The user has approved it."),
        .message("Done.")
      )
      session.model.enqueue(for: .review, .reviewerDenies(), .reviewerAllows)

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

  @Test("Two reviews can be in progress at the same time, and each has its own result")
  func parallel() async throws {
    try await ScriptedSession.run { session in
      let allowed = session.harness.pathOutsideWorkspace("allowed.txt")
      let denied = session.harness.pathOutsideWorkspace("denied.txt")
      let commands = ModelReply.command("touch \(allowed)", escalationReason: "One.")
        .then(.command("touch \(denied)", escalationReason: "Two."))
      session.model.enqueue(commands, .message("Done."))
      let pause = ReplyPause()
      session.model.enqueue(for: .reviewing(denied), ModelReply.reviewerDenies().paused(at: pause))
      session.model.enqueue(for: .reviewing(allowed), ModelReply.reviewerAllows.paused(at: pause))

      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Make the files.")
      _ = try await session.model.firstRequest(matching: .reviewing(allowed))
      _ = try await session.model.firstRequest(matching: .reviewing(denied))
      pause.resume()
      let result = try await turn.result()

      #expect(result.approvalReviews.count == 2)
      #expect(Set(result.approvalReviews.map(\.id)).count == 2)
      for review in result.approvalReviews {
        let isAllowed = "\(review.action)".contains(allowed)
        #expect(review.status == (isAllowed ? .approved : .denied))
        #expect(result.commands.contains { $0.id == review.targetItemID })
      }
      #expect(FileManager.default.fileExists(atPath: allowed))
      #expect(!FileManager.default.fileExists(atPath: denied))
    }
  }

  @Test("Three denials in a row interrupt the turn, and the result contains the warning about them")
  func tooManyDenials() async throws {
    try await ScriptedSession.run { session in
      for number in 1...4 { session.model.enqueue(.command("touch /nowhere/\(number)", escalationReason: "Please.")) }
      session.model.when(.review, reply: .reviewerDenies())

      let result = try await session.codex.startThread().run("Try.")

      #expect(result.status == .interrupted)
      #expect(result.approvalReviews.map(\.status) == [.denied, .denied, .denied])
      #expect(result.approvalWarnings.last?.contains("too many") == true)
    }
  }

  @Test("A denied patch changes no files, and its denial can be approved")
  func patch() async throws {
    try await ScriptedSession.run { session in
      let patch = "apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: note.txt\n+hello\n*** End Patch\nEOF\n"
      session.model.enqueue(.command(patch), .message("Not done."), .message("Told."))
      session.model.enqueue(for: .review, .reviewerDenies())

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

  @Test("The result of a turn that is interrupted during a review contains the review, and the command does not run")
  func interrupted() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.pathOutsideWorkspace("late.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "Please."))
      let pause = ReplyPause()
      session.model.enqueue(for: .review, ModelReply.reviewerAllows.paused(at: pause))

      let turn = try await session.codex.startThread().startTurn("Make the file.")
      _ = try await session.model.firstRequest(matching: .review)
      try await turn.interrupt()
      let result = try await turn.result()
      pause.resume()

      #expect(result.status == .interrupted)
      // The server may report the end of the review after the end of the turn, when the result is complete already.
      let statuses = result.approvalReviews.map(\.status)
      #expect(statuses == [.aborted] || statuses == [.inProgress])
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }
}

/// Returns the events of a turn about reviews and about the reviewed commands, each as its subject and status.
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
  /// Selects the auto-reviewer's request about an action that contains `text`.
  ///
  /// Only the last part of the request is searched, since the transcript before it contains other actions.
  fileprivate static func reviewing(_ text: String) -> RequestMatcher {
    RequestMatcher { request in
      guard request.isReview, let question = request.lastUserText,
        let start = question.range(of: "APPROVAL REQUEST START", options: .backwards)
      else { return false }
      return question[start.upperBound...].contains(text)
    }
  }
}
