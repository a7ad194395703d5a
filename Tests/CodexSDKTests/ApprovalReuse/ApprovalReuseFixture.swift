import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

/// The properties of a request that differ from those of `command(item:)`.
struct RequestChange: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let apply: @Sendable (inout ApprovalRequest) throws -> Void

  init(_ name: String, _ apply: @escaping @Sendable (inout ApprovalRequest) throws -> Void) {
    testDescription = name
    self.apply = apply
  }
}

/// A handler that always makes the same decision, and the requests that it received.
final class ReuseFixture: Sendable {
  let reuse: ApprovalReuse
  private let state: Locked<State>

  private struct State {
    var asked: [String] = []
    var reuses: [ApprovalReuse.Reuse] = []
  }

  init(capacity: Int = 10, deciding verdict: ApprovalVerdict) {
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

  /// The items of the requests that the handler received.
  var asked: [String] { state.withLock { $0.asked } }
  var reuses: [ApprovalReuse.Reuse] { state.withLock { $0.reuses } }

  /// Decides about requests one after the other, and returns the items that the handler was asked about.
  func asks(_ requests: ApprovalRequest...) async throws -> [String] {
    for request in requests { _ = try await reuse.decide(request) }
    return asked
  }
}

/// Requests for approval like those of the server.
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
