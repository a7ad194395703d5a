import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("Approvals with the real app-server")
struct ApprovalTests {
  private static let autoReview: JSONValue = [
    "approvalPolicy": "on-request", "approvalsReviewer": "auto_review", "sandbox": "workspace-write",
  ]

  @Test("A command that the scripted auto-reviewer allows runs outside of the sandbox")
  func allowedByReviewer() async throws {
    try await RawSession.run { session in
      let file = session.harness.pathOutsideWorkspace("allowed.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "The user asked for it."), .message("Done."))
      session.model.when(.review, reply: .reviewerAllows)

      let turn = try await session.startTurn(try await session.startThread(Self.autoReview), "write outside")
      #expect(try await session.completion(of: turn)["status"] == "completed")

      let review = session.params(of: "item/autoApprovalReview/completed", turn: turn).first?["review"]
      #expect(review?["status"] == "approved")
      #expect(FileManager.default.fileExists(atPath: file))
      #expect(session.model.requests.map(\.isReview) == [false, true, false])
    }
  }

  @Test("A command that the scripted auto-reviewer denies does not run")
  func deniedByReviewer() async throws {
    try await RawSession.run { session in
      let file = session.harness.pathOutsideWorkspace("denied.txt")
      session.model.enqueue(
        .command("touch \(file)", escalationReason: "I would like to."),
        .message("I was not allowed to.")
      )
      session.model.when(.review, reply: .reviewerDenies(riskLevel: .critical, rationale: "Far too risky."))

      let turn = try await session.startTurn(try await session.startThread(Self.autoReview), "write outside")
      #expect(try await session.completion(of: turn)["status"] == "completed")

      let review = session.params(of: "item/autoApprovalReview/completed", turn: turn).first?["review"]
      #expect(review?["status"] == "denied")
      #expect(review?["riskLevel"] == "critical")
      #expect(review?["userAuthorization"] == "low")
      #expect(review?["rationale"] == "Far too risky.")
      #expect(session.items("commandExecution", turn: turn).map { $0["status"] } == ["declined"])
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }

  @Test("A command runs outside of the sandbox only if the user accepts it", arguments: ["accept", "decline"])
  func decidedByUser(decision: String) async throws {
    try await RawSession.run { session in
      let file = session.harness.pathOutsideWorkspace("asked.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "May I?"), .message("Done."))
      let thread = try await session.startThread(["approvalPolicy": "on-request", "approvalsReviewer": "user"])

      let turn = try await session.startTurn(thread, "write outside")
      let request = try await session.client.message("item/commandExecution/requestApproval")
      #expect(request["params"]?["reason"] == "May I?")
      session.client.send(["id": request["id"] ?? .null, "result": ["decision": .string(decision)]])

      #expect(try await session.completion(of: turn)["status"] == "completed")
      #expect(FileManager.default.fileExists(atPath: file) == (decision == "accept"))
    }
  }
}
