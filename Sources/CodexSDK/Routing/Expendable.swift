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
}
