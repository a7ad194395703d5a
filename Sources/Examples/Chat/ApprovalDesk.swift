#if os(macOS) || os(Linux)
import CodexSDK

/// Brings the requests for approval and the user's decisions together. The handler of a request waits until the user has pressed a key.
actor ApprovalDesk {
  private var waiting: [RequestID: CheckedContinuation<ApprovalDecision, any Error>] = [:]

  /// The handler for `CodexConfiguration.approvalHandler`.
  func decide(_ request: ApprovalRequest) async throws -> ApprovalDecision {
    guard let id = request.rawRequest.id else { return .decline }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiting.updateValue(continuation, forKey: id)?.resume(returning: .decline)
      }
    } onCancel: {
      // The server has withdrawn the request.
      Task { await self.remove(id) }
    }
  }

  private func remove(_ id: RequestID) { waiting.removeValue(forKey: id)?.resume(throwing: CancellationError()) }

  /// Takes the user's decision about an open request.
  func answer(_ id: RequestID, _ decision: ApprovalDecision) {
    waiting.removeValue(forKey: id)?.resume(returning: decision)
  }
}

extension ApprovalRequest {
  /// What the agent wants to do, in one line.
  var question: String {
    switch kind {
    case .command: network.map { "reach \($0.host)" } ?? "run: \(command ?? "a command")"
    case .standardInput: "type into: \(command ?? "a running command")"
    case .fileChange: "change \(fileChanges.map(\.path).joined(separator: ", "))"
    case .permissions: "get more permissions"
    case .mcpTool: mcpTool?.message ?? "call a tool"
    default: "do something that this program does not know"
    }
  }

  /// The keys for the decisions that the server offers.
  var choices: [(key: Character, title: String, decision: ApprovalDecision)] {
    var choices: [(Character, String, ApprovalDecision)] = []
    if offers(.accept) { choices.append(("y", "yes", .accept)) }
    let lasting =
      offeredDecisions.first { $0 == .acceptForSession || $0 == .acceptAlways }
      ?? offeredDecisions.first { if case .acceptWithExecPolicyAmendment = $0 { true } else { false } }
    switch lasting {
    case .acceptWithExecPolicyAmendment(let words)?:
      choices.append(("a", "always for \(words.joined(separator: " "))", .acceptWithExecPolicyAmendment(words)))
    case let lasting?: choices.append(("a", "always", lasting))
    case nil: break
    }
    return choices + [("n", "no", .decline), ("s", "no, and stop", .cancel)]
  }
}
#endif
