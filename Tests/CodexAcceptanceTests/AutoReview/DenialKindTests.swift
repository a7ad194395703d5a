import CodexSDK
import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("Approving denials of each kind of action")
struct DenialKindTests {
  /// The server accepts the approval of any denial that the server can decode, even of a denial that the reviewer never
  /// made. So this test covers kinds of actions that are hard to cause.
  @Test(
    "The server understands an approved denial of each kind",
    arguments: [
      .command(.init(command: "ls", cwd: "/tmp", source: .shell)),
      .command(.init(command: "ls", cwd: "/tmp", source: .unifiedExec)),
      .execve(.init(argv: ["ls", "-l"], cwd: "/tmp", program: "/bin/ls", source: .shell)),
      .writeStdin(.init(approvalID: "a", cwd: "/tmp/with space", processID: "7", stdin: "y\n")),
      .applyPatch(.init(cwd: "/tmp", files: ["/tmp/a"])),
      .networkAccess(.init(host: "h", port: 80, protocol: .http, target: "http://h")),
      .networkAccess(.init(host: "h", port: 443, protocol: .https, target: "https://h")),
      .networkAccess(.init(host: "h", port: 1080, protocol: .socks5TCP, target: "h:1080")),
      .networkAccess(.init(host: "h", port: 1080, protocol: .socks5UDP, target: "h:1080")),
      .mcpToolCall(.init(server: "s", toolName: "n")),
      .mcpToolCall(.init(server: "s", toolName: "n", connectorID: "c", connectorName: "C", toolTitle: "T")),
      .requestPermissions(.init(permissions: RequestPermissionProfile())),
      .requestPermissions(.init(permissions: .init(network: .init(enabled: true)), reason: "r")),
      .requestPermissions(.init(permissions: .init(fileSystem: .init(read: ["/a"], write: ["/b"])))),
      .requestPermissions(
        .init(
          permissions: .init(
            fileSystem: .init(
              entries: [
                .init(access: .write, path: .path(.init(path: "/b"))),
                .init(access: .deny, path: .globPattern(.init(pattern: "/b/*.key"))),
                .init(access: .read, path: .special(.init(value: .projectRoots(.init(subpath: "docs"))))),
              ],
              globScanMaxDepth: 3,
              write: ["/b"]
            )
          )
        )
      ),
    ] as [AutoApprovalReviewAction]
  )
  func understood(action: AutoApprovalReviewAction) async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("Told."))
      let thread = try await session.codex.startThread()
      let denied = ApprovalReview(
        id: "review",
        threadID: thread.id,
        turnID: "turn",
        action: action,
        status: .denied,
        risk: .critical,
        authorization: .unknown,
        rationale: "No.",
        decisionSource: .agent,
        startedAt: Date(timeIntervalSince1970: 1),
        completedAt: Date(timeIntervalSince1970: 2)
      )
      try await thread.approve(denied)
      _ = try await thread.run("I have approved it.")
      let told = session.model.requests.first?.texts(role: "developer") ?? []
      #expect(told.contains { $0.contains("approved a specific action") })
    }
  }

  @Test("A denied request for permissions contains the requested permissions, and can be approved")
  func permissions() async throws {
    try await ScriptedSession.run { session in
      let wanted: JSONValue = ["file_system": ["write": ["/opt"]], "network": ["enabled": true]]
      session.model.enqueue(
        .functionCall("request_permissions", arguments: ["reason": "To install.", "permissions": wanted]),
        .message("Not done."),
        .message("Told.")
      )
      session.model.enqueue(for: .review, .reviewerDenies())
      let thread = try await session.codex.startThread(
        options: .init(config: ["features.request_permissions_tool": true, "features.exec_permission_approvals": true])
      )
      let denied = try #require(try await thread.run("Say hello.").approvalReviews.first)
      guard case .requestPermissions(let request) = denied.action else {
        Issue.record("the action should be a request for permissions, but is: \(denied.action)")
        return
      }
      #expect(request.reason == "To install.")
      #expect(request.permissions.network?.enabled == true)
      #expect(request.permissions.fileSystem?.write == ["/opt"])

      try await thread.approve(denied)
      _ = try await thread.run("I have approved it.")
      let told = session.model.requests.last?.texts(role: "developer") ?? []
      #expect(told.contains { $0.contains("approved a specific action") && $0.contains("/opt") })
    }
  }

  @Test(
    "Input for a running command is reviewed separately under the item of the command, and its denial can be approved"
  )
  func standardInput() async throws {
    try await ScriptedSession.run { session in
      let start: JSONValue = [
        "cmd": .string("cat > \(session.harness.pathOutsideWorkspace("input.txt"))"), "tty": true, "yield_time_ms": 250,
        "sandbox_permissions": "require_escalated", "justification": "To type something.",
      ]
      session.model.enqueue(.functionCall("exec_command", arguments: start), .message("Not done."), .message("Told."))
      session.model.when(RequestMatcher { $0.startedSession != nil }) { request in
        let number = JSONValue.integer(request.startedSession ?? 0)
        return .functionCall("write_stdin", arguments: ["session_id": number, "chars": "hello\n"])
      }
      session.model.enqueue(for: .review, .reviewerAllows, .reviewerDenies())

      let thread = try await session.codex.startThread()
      let reviews = try await thread.run("Say hello.").approvalReviews
      #expect(reviews.map(\.status) == [.approved, .denied])
      let denied = try #require(reviews.last)
      #expect(denied.targetItemID == reviews.first?.targetItemID)
      guard case .writeStdin(let input) = denied.action else {
        Issue.record("the action should be standard input, but is: \(denied.action)")
        return
      }
      #expect(input.stdin == "hello\n")
      #expect(input.cwd == session.harness.workspace)

      try await thread.approve(denied)
      _ = try await thread.run("I have approved it.")
      let told = session.model.requests.last?.texts(role: "developer") ?? []
      #expect(told.contains { $0.contains("approved a specific action") && $0.contains("write_stdin") })
    }
  }
}

extension ModelRequest {
  /// The session id of the running command, from the last tool output that the request reports to the model.
  fileprivate var startedSession: Int64? {
    guard !isReview, let output = functionOutput()?.stringValue,
      let words = output.range(of: "running with session ID ")
    else { return nil }
    return Int64(output[words.upperBound...].prefix { $0.isNumber })
  }
}
