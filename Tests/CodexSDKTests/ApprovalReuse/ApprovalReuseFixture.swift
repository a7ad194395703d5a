import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

/// What a request says otherwise than `command(item:)`.
struct RequestChange: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let apply: @Sendable (inout ApprovalRequest) throws -> Void

  init(_ name: String, _ apply: @escaping @Sendable (inout ApprovalRequest) throws -> Void) {
    testDescription = name
    self.apply = apply
  }
}

/// Somebody who always gives the same answer, and what they were asked.
final class ReuseDesk: Sendable {
  let reuse: ApprovalReuse
  private let state: Locked<State>

  private struct State {
    var asked: [String] = []
    var reuses: [ApprovalReuse.Reuse] = []
  }

  init(capacity: Int = 10, answering verdict: ApprovalVerdict) {
    let state = Locked(State())
    self.state = state
    reuse = ApprovalReuse(
      capacity: capacity,
      onReuse: { reuse in state.withLock { $0.reuses.append(reuse) } },
      ask: { request in
        state.withLock { $0.asked.append(request.itemID ?? "none") }
        return verdict
      }
    )
  }

  /// The items that somebody was asked about.
  var asked: [String] { state.withLock { $0.asked } }
  var reuses: [ApprovalReuse.Reuse] { state.withLock { $0.reuses } }

  /// Decides these, one after the other, and tells what was asked so far.
  func asks(_ requests: ApprovalRequest...) async throws -> [String] {
    for request in requests { _ = try await reuse.decide(request) }
    return asked
  }
}

/// Requests for approval as the server makes them.
enum Asking {
  static func command(_ text: String = "ls", item: String, thread: String = "t") throws -> ApprovalRequest {
    ApprovalRequest(
      kind: .command,
      command: text,
      cwd: "/w",
      threadID: thread,
      turnID: "u",
      itemID: item,
      rawRequest: try rawCommand()
    )
  }

  static func fileChange(item: String, _ files: [(String, PatchChangeKind)]) throws -> ApprovalRequest {
    ApprovalRequest(
      kind: .fileChange,
      fileChanges: files.map { FileUpdateChange(diff: "new for \(item)", kind: $0.1, path: $0.0) },
      threadID: "t",
      turnID: "u",
      itemID: item,
      rawRequest: try rawRequest(
        "item/fileChange/requestApproval",
        ["itemId": "i", "startedAtMs": 1, "threadId": "t", "turnId": "u"]
      )
    )
  }

  static func rawCommand(environment: JSONValue = .null) throws -> ServerRequest {
    try rawRequest(
      "item/commandExecution/requestApproval",
      ["itemId": "i", "startedAtMs": 1, "threadId": "t", "turnId": "u", "environmentId": environment]
    )
  }

  static func legacyCommand() throws -> ServerRequest {
    try rawRequest(
      "execCommandApproval",
      ["callId": "i", "conversationId": "t", "command": ["ls"], "cwd": "/w", "parsedCmd": []]
    )
  }

  private static func rawRequest(_ method: JSONValue, _ params: JSONValue) throws -> ServerRequest {
    let message: JSONValue = ["id": 0, "method": method, "params": params]
    return try JSONDecoder().decode(ServerRequest.self, from: JSONEncoder().encode(message))
  }
}
