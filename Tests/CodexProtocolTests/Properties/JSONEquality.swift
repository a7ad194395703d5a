@testable import CodexWire

extension JSONValue {
  /// Whether two values are the same JSON: numbers by value, strings by code point (Swift's `==` takes "é" for "é" written
  /// with a combining accent).
  func isSameJSON(as other: JSONValue) -> Bool { Self.difference(self, other) == nil }

  /// The first difference of two values and its position, as a sentence; `nil` when they are the same JSON.
  static func difference(_ left: JSONValue, _ right: JSONValue, at pointer: String = "") -> String? {
    let place = pointer.isEmpty ? "the whole value" : pointer
    switch (left.normalized, right.normalized) {
    case (.object(let left), .object(let right)):
      for name in Set(left.keys).union(right.keys).sorted() {
        let inner = pointer + "/" + JSONPointer.escape(name)
        switch (left[name], right[name]) {
        case (let left?, let right?):
          if let difference = difference(left, right, at: inner) { return difference }
        case (let left?, nil): return "\(inner): only the first has \(left.excerpt)"
        case (nil, let right?): return "\(inner): only the second has \(right.excerpt)"
        case (nil, nil): break
        }
      }
      return nil
    case (.array(let left), .array(let right)):
      if left.count != right.count { return "\(place): \(left.count) elements and \(right.count)" }
      for (index, pair) in zip(left, right).enumerated() {
        if let difference = difference(pair.0, pair.1, at: "\(pointer)/\(index)") { return difference }
      }
      return nil
    case (.string(let left), .string(let right)) where left.utf8.elementsEqual(right.utf8): return nil
    case (.string, .string): return "\(place): \(left.excerpt) and \(right.excerpt)"
    case (let first, let second): return first == second ? nil : "\(place): \(left.excerpt) and \(right.excerpt)"
    }
  }

  /// An integral number as the enum case that the parser makes of it.
  private var normalized: JSONValue {
    guard case .number(let value) = self else { return self }
    if let whole = Int64(exactly: value) { return .integer(whole) }
    if let whole = UInt64(exactly: value) { return .unsignedInteger(whole) }
    return self
  }

  /// The number of values in this value, including itself.
  var size: Int {
    switch self {
    case .object(let members): members.values.reduce(1) { $0 + $1.size }
    case .array(let elements): elements.reduce(1) { $0 + $1.size }
    default: 1
    }
  }

  private var excerpt: String {
    let text = "\(self)"
    return text.count > 200 ? text.prefix(200) + "…" : text
  }
}
