import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("Real app-server: approvals")
struct ReviewTests {
  private static let autoReview: JSONValue = [
    "approvalPolicy": "on-request", "approvalsReviewer": "auto_review", "sandbox": "workspace-write",
  ]

  @Test func theReviewerAllowsAnEscalatedCommand() async throws {
    try await Stage.run { stage in
      let file = stage.harness.pathOutsideWorkspace("allowed.txt")
      stage.model.enqueue(.command("touch \(file)", escalated: "The user asked for it."), .message("Done."))
      stage.model.when(.review, reply: .reviewerAllow)

      let turn = try await stage.startTurn(try await stage.startThread(Self.autoReview), "write outside")
      #expect(try await stage.completion(of: turn)["status"] == "completed")

      let review = stage.params(of: "item/autoApprovalReview/completed", turn: turn).first?["review"]
      #expect(review?["status"] == "approved")
      #expect(FileManager.default.fileExists(atPath: file))
      #expect(stage.model.requests.map(\.isReview) == [false, true, false])
    }
  }

  @Test func theReviewerDeniesAnEscalatedCommand() async throws {
    try await Stage.run { stage in
      let file = stage.harness.pathOutsideWorkspace("denied.txt")
      stage.model.enqueue(.command("touch \(file)", escalated: "I would like to."), .message("I was not allowed to."))
      stage.model.when(.review, reply: .reviewerDeny(riskLevel: .critical, rationale: "Far too risky."))

      let turn = try await stage.startTurn(try await stage.startThread(Self.autoReview), "write outside")
      #expect(try await stage.completion(of: turn)["status"] == "completed")

      let review = stage.params(of: "item/autoApprovalReview/completed", turn: turn).first?["review"]
      #expect(review?["status"] == "denied")
      #expect(review?["riskLevel"] == "critical")
      #expect(review?["userAuthorization"] == "low")
      #expect(review?["rationale"] == "Far too risky.")
      #expect(stage.items("commandExecution", turn: turn).map { $0["status"] } == ["declined"])
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }

  @Test(arguments: ["accept", "decline"])
  func theUserIsAskedAboutAnEscalatedCommand(decision: String) async throws {
    try await Stage.run { stage in
      let file = stage.harness.pathOutsideWorkspace("asked.txt")
      stage.model.enqueue(.command("touch \(file)", escalated: "May I?"), .message("Done."))
      let thread = try await stage.startThread(["approvalPolicy": "on-request", "approvalsReviewer": "user"])

      let turn = try await stage.startTurn(thread, "write outside")
      let request = try await stage.client.message("item/commandExecution/requestApproval")
      #expect(request["params"]?["reason"] == "May I?")
      stage.client.send(["id": request["id"] ?? .null, "result": ["decision": .string(decision)]])

      #expect(try await stage.completion(of: turn)["status"] == "completed")
      #expect(FileManager.default.fileExists(atPath: file) == (decision == "accept"))
    }
  }
}
