/// Settings that a call asked for and that are not in effect. The value of `CodexError.notApplied`.
///
/// A program that continues after this error must not rely on the settings. For example, a turn that was to deny every request
/// for approval may be one that grants them.
public struct SettingsNotApplied: Error, Hashable, Sendable {
  /// The settings, by the names of the call's arguments, such as `approvalMode` and `sandbox`.
  public var settings: [String]
  /// The thread that the call is about.
  public var threadID: String
  /// The turn that is under way with other settings. `nil` when the call is not about a turn, and when the ID of the turn is
  /// not known.
  public var turnID: String?
  /// Whether the server has received the request. When it has, the input of a turn was added to the turn that is under way.
  public var wasSent: Bool
  /// Why the settings are not in effect, and what the reader can do.
  public var reason: String

  /// Makes an error, for example for the tests of your error handling.
  public init(settings: [String], threadID: String, turnID: String? = nil, wasSent: Bool, reason: String) {
    self.settings = settings
    self.threadID = threadID
    self.turnID = turnID
    self.wasSent = wasSent
    self.reason = reason
  }
}

extension SettingsNotApplied: CustomStringConvertible {
  /// Which settings are not in effect, why, and what the reader can do.
  public var description: String {
    let verb = settings.count == 1 ? "is" : "are"
    return "\(settings.joined(separator: ", ")) \(verb) not in effect on the thread \(threadID): \(reason)"
  }
}

extension SettingsNotApplied {
  /// A turn is under way, and the request was not sent.
  static func underWay(_ settings: [String], threadID: String, turnID: String?) -> Self {
    Self(
      settings: settings,
      threadID: threadID,
      turnID: turnID,
      wasSent: false,
      reason: """
        the turn\(turnID.map { " \($0)" } ?? "") is under way, and the server adds new input to it without changing its \
        settings. Nothing was sent. Wait until the turn has ended, interrupt it, or omit the settings to add the input to \
        the running turn.
        """
    )
  }

  /// The server added the input to a turn that was already under way.
  static func joined(_ settings: [String], threadID: String, turnID: String) -> Self {
    Self(
      settings: settings,
      threadID: threadID,
      turnID: turnID,
      wasSent: true,
      reason: """
        the turn \(turnID) was already under way. The server added the input to this turn, which keeps its own settings, and \
        stored the given settings for later turns of the thread. Interrupt the turn if it must not handle the input without them.
        """
    )
  }
}

extension CodexError {
  /// The settings that are not in effect, when the error is `.notApplied`; otherwise `nil`.
  public var settingsNotApplied: SettingsNotApplied? {
    if case .notApplied(let settings) = self { settings } else { nil }
  }
}
