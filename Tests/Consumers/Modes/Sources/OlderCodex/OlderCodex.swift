import CodexSDK

extension Older.ThreadItem {
  /// The generated types refer to each other inside of the namespace.
  public var agentText: String? { if case .agentMessage(let message) = self { message.text } else { nil } }
}
