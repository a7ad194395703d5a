import CodexWire

/// Scalars and untyped values for instances: the extremes of their types, and values that are difficult to encode or decode.
enum SampleValues {
  /// The possible numbers of elements of an array or members of a dictionary.
  static let counts = [0, 1, 2, 3]

  static func strings(ofLength minimum: Int) -> [String] { strings.filter { $0.unicodeScalars.count >= minimum } }

  private static let strings = [
    "", "text", "with \"quotes\", \\backslash\\ and /slash/", "line\nbreak\ttab\r\u{8}\u{C}\u{0}\u{1F}\u{7F}",
    "ünïcødé — 漢字 العربية", "e\u{301} is not \u{E9}", "👩‍👩‍👧‍👦 🇺🇳 🫠", "\u{2028}\u{2029}\u{FEFF}\u{FFFD}\u{10FFFF}",
    "null", "0", "-1.5e3", "{\"type\":\"text\"}", String(repeating: "long ", count: 200),
  ]

  static let numbers: [JSONValue] = [
    0, 1, -1, 0.1, -2.5, 1e-7, 1e21, 0x1p53, .number(.greatestFiniteMagnitude), .number(.leastNonzeroMagnitude),
  ]

  static func integers(_ limits: SchemaNode.IntegerLimits) -> [JSONValue] {
    var values: [JSONValue] = [.integer(limits.minimum), .unsigned(limits.maximum)]
    for value: Int64 in [0, 1, -1, 42, 1 << 31, 1 << 53 + 1] where value > limits.minimum {
      if value < 0 || UInt64(value) < limits.maximum { values.append(.integer(value)) }
    }
    return values
  }

  static let untyped: [JSONValue] = [
    .null, true, 0, "text", [], [:], -0.5, .unsignedInteger(.max), .integer(.min), [1, .null, ["deep": [[]]]],
    ["null": .null, "type": "text", "": "no name", "a/b~c": 1, "list": [.null, false]],
  ]

  /// Names of members that no schema declares; some look like an index or a pointer.
  static let names = ["", "plain", "snake_case", "007", "a/b~c", "ключ 🔑", "with \"quotes\"", "$ref"]
}

extension JSONValue {
  /// An integer as the enum case that the parser makes of it.
  static func unsigned(_ value: UInt64) -> JSONValue {
    Int64(exactly: value).map { .integer($0) } ?? .unsignedInteger(value)
  }
}
