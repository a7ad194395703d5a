import CodexWire

extension JSONTree {
  /// Whether the tree means the same JSON as a value of the package: numbers by value, strings by code points, and of
  /// members with one name the last one.
  func means(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.literal("null"), .null), (.literal("true"), .bool(true)), (.literal("false"), .bool(false)): return true
    case (.literal(let text), _): return Self.number(text, means: value)
    case (.string(let text), .string(let other)): return text.unicodeScalars.elementsEqual(other.unicodeScalars)
    case (.array(let elements), .array(let others)):
      return elements.count == others.count && zip(elements, others).allSatisfy { $0.means($1) }
    case (.object(let members), .object(let others)):
      var named: [[UInt8]: JSONTree] = [:]
      for member in members { named[Array(member.name.utf8)] = member.value }
      return named.count == others.count
        && others.allSatisfy { name, other in named[Array(name.utf8)]?.means(other) ?? false }
    default: return false
    }
  }

  private static func number(_ text: String, means value: JSONValue) -> Bool {
    switch value {
    case .integer(let integer): Int64(text) == integer || Double(text) == Double(integer) && Int64(text) == nil
    case .unsignedInteger(let integer):
      UInt64(text) == integer || Double(text) == Double(integer) && UInt64(text) == nil
    case .number(let number): Double(text) == number
    default: false
    }
  }
}
