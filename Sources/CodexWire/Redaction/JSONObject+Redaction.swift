extension JSONObject: CustomReflectable, CustomStringConvertible, CustomDebugStringConvertible {
  /// The object for descriptions, `dump` and debuggers: the members sorted by name, with `<redacted>` in place of the
  /// strings in members whose names look like names of secrets, such as `accessToken`.
  public var customMirror: Mirror { Mirror(self, unlabeledChildren: shownMembers, displayStyle: .dictionary) }

  /// The members as Swift writes a dictionary, sorted by name, with `<redacted>` in place of the strings in members whose
  /// names look like names of secrets, such as `accessToken`.
  public var description: String {
    if isEmpty { return "[:]" }
    return "["
      + shownMembers.map { "\($0.key.debugDescription): \(String(reflecting: $0.value))" }.joined(separator: ", ") + "]"
  }

  /// The same text as `description`.
  public var debugDescription: String { description }

  private var shownMembers: [(key: String, value: JSONValue)] {
    sortedMembers.map { ($0.key, Redaction.isSecretName($0.key) ? $0.value.redacted : $0.value) }
  }
}
