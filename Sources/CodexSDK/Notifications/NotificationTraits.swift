import CodexProtocol

extension ServerNotification {
  /// Whether a reader who falls behind can do without it: `item/completed` repeats all that these say.
  ///
  /// Deltas of `command/exec` and `process` are not among them: nothing repeats those.
  var isExpendable: Bool {
    switch self {
    case .itemAgentMessageDelta, .itemPlanDelta, .itemReasoningTextDelta, .itemReasoningSummaryTextDelta,
      .itemReasoningSummaryPartAdded, .itemCommandExecutionOutputDelta, .itemFileChangeOutputDelta,
      .itemMCPToolCallProgress:
      true
    default: false
    }
  }

  /// `isExpendable` before anything is decoded.
  static func isExpendable(method: String) -> Bool { expendableMethods.contains(method) }

  private static let expendableMethods: Set<String> = [
    "item/agentMessage/delta", "item/plan/delta", "item/reasoning/textDelta", "item/reasoning/summaryTextDelta",
    "item/reasoning/summaryPartAdded", "item/commandExecution/outputDelta", "item/fileChange/outputDelta",
    "item/mcpToolCall/progress",
  ]

  /// Whether the SDK itself goes by it, whoever listens: see `ServerRequests.note` and `ApprovalReuse.note`.
  static func isNoted(method: String) -> Bool { notedMethods.contains(method) }

  private static let notedMethods: Set<String> = [
    "item/started", "item/fileChange/patchUpdated", "item/completed", "turn/completed", "thread/closed",
    "thread/archived", "thread/deleted", "thread/status/changed", "serverRequest/resolved",
  ]
}
