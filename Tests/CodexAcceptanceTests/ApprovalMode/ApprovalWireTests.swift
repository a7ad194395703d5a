import CodexSDK
import CodexWire
import Foundation
import Testing

@Suite("Approval mode: the fields of requests")
struct ApprovalWireTests {
  @Test("wire-exact: thread/start contains on-request and auto_review when no mode is given")
  func startWithoutMode() async throws {
    try await RefusingServer.run { server in
      let request = try await server.request { try await $0.startThread() }

      #expect(request.json["method"] == "thread/start")
      #expect(request.json["params"] == ["approvalPolicy": "on-request", "approvalsReviewer": "auto_review"])
    }
  }

  @Test("wire-exact: thread/start contains exactly the fields of the given mode", arguments: Mode.allCases)
  func startWithMode(mode: Mode) async throws {
    try await RefusingServer.run { server in
      let request = try await server.request { try await $0.startThread(approvalMode: mode.mode) }

      #expect(request.json["params"] == .object(mode.onThread))
    }
  }

  @Test(
    "wire-exact: thread/resume and thread/fork contain exactly the fields of the given mode",
    arguments: Mode.allCases
  )
  func existingThreadWithMode(mode: Mode) async throws {
    try await RefusingServer.run { server in
      let expected = JSONValue.object(mode.onThread.merging(["threadId": "t", "excludeTurns": true]) { $1 })

      let resume = try await server.request { try await $0.resumeThread("t", approvalMode: .set(mode.mode)) }
      let fork = try await server.request {
        try await CodexThread(id: "t", codex: $0).fork(approvalMode: .set(mode.mode))
      }

      #expect(resume.json["params"] == expected)
      #expect(fork.json["params"] == expected)
    }
  }

  @Test("wire-exact: turn/start contains exactly the fields of the given mode", arguments: Mode.allCases)
  func turnWithMode(mode: Mode) async throws {
    try await RefusingServer.run { server in
      let thread = CodexThread(id: "t", codex: server.codex)
      let expected = JSONValue.object(mode.onTurn.merging(["threadId": "t", "input": hello]) { $1 })

      let run = try await server.request { _ in try await thread.run("Hello.", approvalMode: .set(mode.mode)) }
      let start = try await server.request { _ in try await thread.startTurn("Hello.", approvalMode: .set(mode.mode)) }

      #expect(run.json["params"] == expected)
      #expect(start.json["params"] == expected)
    }
  }

  @Test("wire-exact: resume, fork, startTurn and run without a mode send no approval fields, not even null")
  func inherit() async throws {
    try await RefusingServer.run { server in
      let thread = CodexThread(id: "t", codex: server.codex)

      let resume = try await server.request { try await $0.resumeThread("t") }
      let fork = try await server.request { try await CodexThread(id: "t", codex: $0).fork() }
      let start = try await server.request { _ in try await thread.startTurn("Hello.") }
      let run = try await server.request { _ in try await thread.run("Hello.") }

      for request in [resume, fork] { #expect(request.json["params"] == ["threadId": "t", "excludeTurns": true]) }
      for request in [start, run] { #expect(request.json["params"] == ["threadId": "t", "input": hello]) }
      for request in [resume, fork, start, run] {
        for name in ["approvalPolicy", "approvalsReviewer", "sandbox"] { #expect(!request.text.contains(name)) }
      }
    }
  }

  @Test("legacy-reviewer: guardian_subagent is decoded as autoReview, which is encoded as auto_review")
  func legacyReviewer() throws {
    let legacy = try JSONDecoder().decode([ApprovalsReviewer].self, from: Data(#"["guardian_subagent"]"#.utf8))

    #expect(legacy == [.autoReview])
    #expect(String(decoding: try JSONEncoder().encode(legacy), as: UTF8.self) == #"["auto_review"]"#)
  }

  private var hello: JSONValue { [["type": "text", "text": "Hello."]] }

  /// An approval mode and its fields in requests.
  enum Mode: String, CaseIterable, Sendable {
    case autoReview, denyAll, askUser, bypass

    var mode: ApprovalMode {
      switch self {
      case .autoReview: .autoReview
      case .denyAll: .denyAll
      case .askUser: .askUser
      case .bypass: .dangerouslyBypassApprovalsAndSandbox
      }
    }

    var onThread: [String: JSONValue] {
      switch self {
      case .autoReview: ["approvalPolicy": "on-request", "approvalsReviewer": "auto_review"]
      case .denyAll: ["approvalPolicy": "never"]
      case .askUser: ["approvalPolicy": "on-request", "approvalsReviewer": "user"]
      case .bypass: ["approvalPolicy": "never", "sandbox": "danger-full-access"]
      }
    }

    var onTurn: [String: JSONValue] {
      self == .bypass ? ["approvalPolicy": "never", "sandboxPolicy": ["type": "dangerFullAccess"]] : onThread
    }
  }
}
