import CodexProtocol
import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

@Suite struct `Auto-review in a turn` {
  @Test func `parallel reviews are listed in the order in which they started, with their final status`() async throws {
    let result = try await resultOfTurn { server in
      try server.reviewStarted("r1", startedAtMilliseconds: 1000)
      try server.reviewStarted("r2", startedAtMilliseconds: 1010)
      try server.reviewCompleted(
        "r2",
        status: "denied",
        risk: "high",
        authorization: "low",
        completedAtMilliseconds: 1050
      )
      try server.reviewCompleted(
        "r1",
        status: "approved",
        risk: "low",
        authorization: "medium",
        completedAtMilliseconds: 1250
      )
    }
    #expect(
      result.approvalReviews == [
        ApprovalReview(
          id: "r1",
          threadID: "t",
          turnID: "u",
          targetItemID: "item of r1",
          action: .command(.init(command: "ls", cwd: "/w", source: .unifiedExec)),
          status: .approved,
          risk: .low,
          authorization: .medium,
          rationale: "since",
          decisionSource: .agent,
          startedAt: Date(timeIntervalSince1970: 1),
          completedAt: Date(timeIntervalSince1970: 1.25)
        ),
        ApprovalReview(
          id: "r2",
          threadID: "t",
          turnID: "u",
          targetItemID: "item of r2",
          action: .command(.init(command: "ls", cwd: "/w", source: .unifiedExec)),
          status: .denied,
          risk: .high,
          authorization: .low,
          rationale: "since",
          decisionSource: .agent,
          startedAt: Date(timeIntervalSince1970: 1),
          completedAt: Date(timeIntervalSince1970: 1.05)
        ),
      ]
    )
    #expect(result.approvalReviews.first?.duration == .milliseconds(250))
    #expect(result.approvalReviews.first?.startedAt == Date(timeIntervalSince1970: 1))
  }

  @Test func `a review that did not complete is listed as in progress`() async throws {
    let result = try await resultOfTurn { try $0.reviewStarted("r1", startedAtMilliseconds: 1000) }
    let review = try #require(result.approvalReviews.first)
    #expect(result.approvalReviews.count == 1)
    #expect(review.status == .inProgress)
    #expect(review.risk == nil)
    #expect(review.decisionSource == nil)
    #expect(review.completedAt == nil)
    #expect(review.duration == nil)
  }

  @Test func `a completion is used without its start and before its start`() async throws {
    let result = try await resultOfTurn { server in
      try server.reviewCompleted("r1", status: "timedOut", completedAtMilliseconds: 1001)
      try server.reviewStarted("r1", startedAtMilliseconds: 1000)
      try server.reviewCompleted("r2", status: "aborted", completedAtMilliseconds: 1001)
    }
    #expect(result.approvalReviews.map(\.id) == ["r1", "r2"])
    #expect(result.approvalReviews.map(\.status) == [.timedOut, .aborted])
  }

  @Test func `a review of network access has no target item`() async throws {
    let access: JSONValue = [
      "type": "networkAccess", "host": "example.com", "port": 443, "protocol": "https", "target": "https://example.com",
    ]
    let result = try await resultOfTurn { server in
      try server.reviewStarted("r1", target: .null, action: access, startedAtMilliseconds: 1000)
      try server.reviewCompleted("r1", status: "approved", target: .null, action: access, completedAtMilliseconds: 1001)
    }
    let review = try #require(result.approvalReviews.first)
    #expect(review.targetItemID == nil)
    #expect(
      review.action
        == .networkAccess(.init(host: "example.com", port: 443, protocol: .https, target: "https://example.com"))
    )
  }

  @Test func `an action of an unknown kind is listed`() async throws {
    let result = try await resultOfTurn { server in
      try server.reviewCompleted("r1", status: "denied", action: ["type": "teleport"], completedAtMilliseconds: 1)
    }
    #expect(result.approvalReviews.first?.action == .unrecognized(["type": "teleport"]))
  }

  @Test func `the result of a failed turn contains the reviews`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    try server.reviewCompleted("r1", status: "denied", completedAtMilliseconds: 1001)
    try server.completed(turn: "u", status: "failed", error: ["message": "no"])
    do {
      _ = try await turn.result()
      Issue.record("the turn should have failed")
    } catch CodexError.turnFailed(let result) {
      #expect(result.approvalReviews.map(\.status) == [.denied])
    }
    await codex.close()
  }

  @Test func `a review, a warning and the demand for strict review are events of the turn, in order`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    try server.notify(
      "autoApprovalReview/strictReviewRequired",
      ["threadId": "t", "turnId": "u", "startedAtMs": 1]
    )
    try server.reviewStarted("r1", startedAtMilliseconds: 1000)
    try server.warning("careful", thread: "t")
    try server.reviewCompleted("r1", status: "approved", completedAtMilliseconds: 1001)
    try server.completed(turn: "u")
    var methods: [String?] = []
    for try await event in turn.events { methods.append(event.method) }
    #expect(
      methods == [
        "autoApprovalReview/strictReviewRequired", "item/autoApprovalReview/started", "guardianWarning",
        "item/autoApprovalReview/completed", "turn/completed",
      ]
    )
    #expect(try await turn.result().approvalWarnings == ["careful"])
    await codex.close()
  }

  @Test func `a warning that comes before the response to the start is an event of the turn`() async throws {
    let (codex, server) = try await connect()
    async let opening = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    let request = try await server.next("turn/start")
    try server.delta("a", turn: "u")
    try server.warning("early", thread: "t")
    try server.replyToTurnStart(request, turn: "u")
    try server.completed(turn: "u")
    #expect(try await opening.result().approvalWarnings == ["early"])
    await codex.close()
  }

  @Test func `a warning of a thread where no turn runs goes to the subscribers`() async throws {
    let (codex, server) = try await connect()
    let notifications = codex.notifications
    let turn = try await open(codex, server)
    try server.warning("of another thread", thread: "t2")
    try server.completed(turn: "u")
    try server.warning("after the turn", thread: "t")
    #expect(try await turn.result().approvalWarnings == [])
    var iterator = notifications.makeAsyncIterator()
    for expected in ["of another thread", "after the turn"] {
      guard case .autoReviewWarning(let message)? = try await iterator.next() else {
        Issue.record("a warning should have come")
        return
      }
      #expect(message.message == expected)
    }
    await codex.close()
  }

  private func open(_ codex: Codex, _ server: FakeServer) async throws -> CodexTurn {
    async let turn = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    return try await turn
  }

  /// The result of a turn during which the server sends the notifications of `body`.
  private func resultOfTurn(_ body: (FakeServer) throws -> Void) async throws -> TurnResult {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    try body(server)
    try server.completed(turn: "u")
    let result = try await turn.result()
    await codex.close()
    return result
  }
}

extension FakeServer {
  private static let listing: JSONValue = ["type": "command", "command": "ls", "cwd": "/w", "source": "unifiedExec"]

  fileprivate func reviewStarted(
    _ id: String,
    target: JSONValue? = nil,
    action: JSONValue = listing,
    startedAtMilliseconds: Int64
  ) throws {
    try notify(
      "item/autoApprovalReview/started",
      [
        "threadId": "t", "turnId": "u", "reviewId": .string(id), "targetItemId": target ?? .string("item of \(id)"),
        "startedAtMs": .integer(startedAtMilliseconds), "action": action,
        "review": ["status": "inProgress", "riskLevel": .null],
      ]
    )
  }

  fileprivate func reviewCompleted(
    _ id: String,
    status: JSONValue,
    risk: JSONValue = .null,
    authorization: JSONValue = .null,
    target: JSONValue? = nil,
    action: JSONValue = listing,
    completedAtMilliseconds: Int64
  ) throws {
    try notify(
      "item/autoApprovalReview/completed",
      [
        "threadId": "t", "turnId": "u", "reviewId": .string(id), "targetItemId": target ?? .string("item of \(id)"),
        "startedAtMs": 1000, "completedAtMs": .integer(completedAtMilliseconds), "decisionSource": "agent",
        "action": action,
        "review": ["status": status, "riskLevel": risk, "userAuthorization": authorization, "rationale": "since"],
      ]
    )
  }

  fileprivate func warning(_ message: String, thread: String) throws {
    try notify("guardianWarning", ["threadId": .string(thread), "message": .string(message)])
  }
}
