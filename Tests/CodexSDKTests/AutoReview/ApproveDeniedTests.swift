import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Approving a denied action` {
  @Test func `sends the denial in the form that the server expects`() async throws {
    let (codex, server) = try await connect()
    let thread = CodexThread(id: "t", codex: codex)
    async let approval: Void = thread.approve(denial())
    let request = try await server.next("thread/approveGuardianDeniedAction")
    #expect(
      request["params"] == [
        "threadId": "t",
        "event": [
          "id": "r1", "target_item_id": "i1", "turn_id": "u", "started_at_ms": 1000, "completed_at_ms": 1250,
          "status": "denied", "risk_level": "high", "user_authorization": "low", "rationale": "no",
          "decision_source": "agent",
          "action": ["type": "command", "source": "unified_exec", "command": "ls", "cwd": "/w"],
        ],
      ]
    )
    try server.reply(to: request, [:])
    try await approval
    await codex.close()
  }

  @Test func `accepts the event and the review of the result`() async throws {
    let (codex, server) = try await connect()
    let event = ItemAutoApprovalReviewCompletedNotification(
      action: .command(.init(command: "ls", cwd: "/w", source: .shell)),
      completedAtMilliseconds: 2,
      decisionSource: .agent,
      review: AutoApprovalReview(status: .denied),
      reviewID: "r1",
      startedAtMilliseconds: 1,
      threadID: "t",
      turnID: "u"
    )
    async let approval: Void = CodexThread(id: "t", codex: codex).approve(event)
    let request = try await server.next("thread/approveGuardianDeniedAction")
    #expect(
      request["params"]?["event"] == [
        "id": "r1", "target_item_id": .null, "turn_id": "u", "started_at_ms": 1, "completed_at_ms": 2,
        "status": "denied", "risk_level": .null, "user_authorization": .null, "rationale": .null,
        "decision_source": "agent", "action": ["type": "command", "source": "shell", "command": "ls", "cwd": "/w"],
      ]
    )
    try server.reply(to: request, [:])
    try await approval
    await codex.close()
  }

  /// The action in the notification, and the action in the parameter of the request.
  @Test(
    arguments: [
      (
        ["type": "execve", "source": "shell", "program": "/bin/ls", "argv": ["ls", "-l"], "cwd": "/w"],
        ["type": "execve", "source": "shell", "program": "/bin/ls", "argv": ["ls", "-l"], "cwd": "/w"]
      ),
      (
        ["type": "writeStdin", "approvalId": "a", "processId": "7", "stdin": "y\n", "cwd": "/my work#1"],
        [
          "type": "write_stdin", "approval_id": "a", "process_id": "7", "stdin": "y\n",
          "cwd": "file:///my%20work%231",
        ]
      ),
      (
        ["type": "writeStdin", "approvalId": "a", "processId": "7", "stdin": "", "cwd": #"C:\work"#],
        ["type": "write_stdin", "approval_id": "a", "process_id": "7", "stdin": "", "cwd": "file:///C:/work"]
      ),
      (
        ["type": "applyPatch", "cwd": "/w", "files": ["/w/a", "/w/b"]],
        ["type": "apply_patch", "cwd": "/w", "files": ["/w/a", "/w/b"]]
      ),
      (
        ["type": "networkAccess", "host": "h", "port": 1080, "protocol": "socks5Tcp", "target": "t"],
        ["type": "network_access", "host": "h", "port": 1080, "protocol": "socks5_tcp", "target": "t"]
      ),
      (
        ["type": "mcpToolCall", "server": "s", "toolName": "n", "connectorId": "c", "toolTitle": "T"],
        [
          "type": "mcp_tool_call", "server": "s", "tool_name": "n", "connector_id": "c", "connector_name": .null,
          "tool_title": "T",
        ]
      ),
      (
        [
          "type": "requestPermissions", "reason": "r",
          "permissions": [
            "network": ["enabled": true],
            "fileSystem": [
              "read": .null, "write": ["/opt"], "globScanMaxDepth": 3,
              "entries": [["path": ["type": "path", "path": "/opt"], "access": "write"]],
            ],
          ],
        ],
        [
          "type": "request_permissions", "reason": "r",
          "permissions": [
            "network": ["enabled": true],
            "file_system": [
              "glob_scan_max_depth": 3,
              "entries": [["path": ["type": "path", "path": "/opt"], "access": "write"]],
            ],
          ],
        ]
      ),
      (
        ["type": "requestPermissions", "permissions": ["fileSystem": ["read": ["/a"], "write": ["/b"]]]],
        [
          "type": "request_permissions", "reason": .null,
          "permissions": ["file_system": ["read": ["/a"], "write": ["/b"]]],
        ]
      ),
    ] as [(JSONValue, JSONValue)]
  )
  func `translates every kind of action`(notified: JSONValue, expected: JSONValue) throws {
    let action = try JSONDecoder().decode(AutoApprovalReviewAction.self, from: JSONEncoder().encode(notified))
    #expect(action.isRecognized)
    #expect(try GuardianAssessmentEvent.json(of: denial(of: action))["action"] == expected)
  }

  @Test(
    arguments: [.inProgress, .approved, .timedOut, .aborted, .unrecognized("new")] as [AutoApprovalReviewStatus]
  )
  func `refuses a review that was not denied, and sends nothing`(status: AutoApprovalReviewStatus) async throws {
    var review = denial()
    review.status = status
    try await expectRefusal(of: review)
  }

  @Test func `refuses a review of another thread, and sends nothing`() async throws {
    var review = denial()
    review.threadID = "t2"
    try await expectRefusal(of: review)
  }

  @Test func `refuses an action that this release does not know, and sends nothing`() async throws {
    try await expectRefusal(of: denial(of: .unrecognized(["type": "teleport"])))
  }

  private func expectRefusal(of review: ApprovalReview) async throws {
    let (codex, server) = try await connect()
    await #expect {
      try await CodexThread(id: "t", codex: codex).approve(review)
    } throws: {
      if case CodexError.invalidInput = $0 { true } else { false }
    }
    await codex.close()
    #expect(try await server.next() == nil)
  }

  private func denial(
    of action: AutoApprovalReviewAction = .command(.init(command: "ls", cwd: "/w", source: .unifiedExec))
  ) -> ApprovalReview {
    ApprovalReview(
      id: "r1",
      threadID: "t",
      turnID: "u",
      targetItemID: "i1",
      action: action,
      status: .denied,
      risk: .high,
      authorization: .low,
      rationale: "no",
      decisionSource: .agent,
      startedAt: Date(timeIntervalSince1970: 1),
      completedAt: Date(timeIntervalSince1970: 1.25)
    )
  }
}
