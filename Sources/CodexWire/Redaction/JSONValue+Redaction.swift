extension JSONValue: CustomReflectable {
  /// The value for descriptions, `dump` and debuggers.
  ///
  /// Untyped JSON may contain secrets, for example when a newer server sends a message that this release does not know. So
  /// strings in members whose names look like names of secrets, such as `accessToken`, are shown as `<redacted>`. The value
  /// itself, its JSON text and its comparison are not affected.
  public var customMirror: Mirror {
    switch self {
    case .null: Mirror(self, children: EmptyCollection(), displayStyle: .enum)
    case .bool(let value): mirror("bool", value)
    case .integer(let value): mirror("integer", value)
    case .unsignedInteger(let value): mirror("unsignedInteger", value)
    case .number(let value): mirror("number", value)
    case .string(let value): mirror("string", value)
    case .array(let elements): mirror("array", elements)
    case .object(let members): mirror("object", members)
    }
  }

  private func mirror(_ name: String, _ value: Any) -> Mirror {
    Mirror(self, children: [name: value], displayStyle: .enum)
  }

  /// The value with `<redacted>` in place of every string. Numbers stay, because most numbers with such a name count tokens.
  var redacted: JSONValue {
    switch self {
    case .string: .string(Redaction.placeholder)
    case .array(let elements): .array(elements.map(\.redacted))
    case .object(let members): .object(members.mapValues(\.redacted))
    case .null, .bool, .integer, .unsignedInteger, .number: self
    }
  }
}
