import CodexWire
import Foundation

/// Checks a value against the keywords of a schema. Keywords that are not known here, such as `pattern`, are left to the type that
/// decodes the value.
struct KeywordCheck {
  let keywords: [String: JSONValue]

  /// - Throws: `ValueMismatch`.
  func check(_ value: JSONValue, at path: String) throws {
    if let type = keywords["type"] { try check(value, types: type.arrayValue ?? [type], at: path) }
    if let values = keywords["enum"]?.arrayValue, !values.contains(value) {
      throw ValueMismatch(path: path, expected: Self.list(values), got: value)
    }
    if let constant = keywords["const"], constant != value {
      throw ValueMismatch(path: path, expected: ValueMismatch.description(of: constant), got: value)
    }
    try checkNumber(value, at: path)
    try checkCount(value, at: path)
    if keywords["format"] == "date-time", let text = value.stringValue, RFC3339.date(text) == nil {
      throw ValueMismatch(path: path, expected: RFC3339.expectation, got: value)
    }
    if let schemas = keywords["anyOf"]?.arrayValue { try check(value, anyOf: schemas, at: path) }
    try checkParts(of: value, at: path)
  }

  private func check(_ value: JSONValue, types: [JSONValue], at path: String) throws {
    let names = types.compactMap(\.stringValue)
    let isKnown = names.allSatisfy { Self.terms[$0] != nil }
    guard isKnown, !names.contains(where: { Self.has(value, type: $0) }) else { return }
    let expected = names.compactMap { Self.terms[$0] }.joined(separator: " or ")
    throw ValueMismatch(path: path, expected: expected, got: value)
  }

  private static let terms = [
    "string": "a string", "integer": "an integer", "number": "a number", "boolean": "true or false", "null": "null",
    "object": "an object", "array": "an array",
  ]

  private static func has(_ value: JSONValue, type: String) -> Bool {
    switch (type, value) {
    case ("string", .string), ("boolean", .bool), ("null", .null), ("object", .object), ("array", .array): true
    case ("number", _): number(value) != nil
    case ("integer", .integer), ("integer", .unsignedInteger): true
    case ("integer", .number(let number)): number == number.rounded() && number.isFinite
    default: false
    }
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let value): Double(value)
    case .unsignedInteger(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  private func checkNumber(_ value: JSONValue, at path: String) throws {
    guard let number = Self.number(value) else { return }
    let low = keywords["minimum"].flatMap { Self.number($0) }
    let high = keywords["maximum"].flatMap { Self.number($0) }
    if number < low ?? number || number > high ?? number {
      throw ValueMismatch(path: path, expected: "a number " + range("minimum", "maximum"), got: value)
    }
  }

  private func checkCount(_ value: JSONValue, at path: String) throws {
    guard let count = value.arrayValue?.count else { return }
    if count < keywords["minItems"]?.intValue ?? count || count > keywords["maxItems"]?.intValue ?? count {
      let expected = "an array whose number of elements is " + range("minItems", "maxItems")
      throw ValueMismatch(path: path, expected: expected, got: value)
    }
  }

  private func range(_ low: String, _ high: String) -> String {
    let low = keywords[low].map { "at least \(Self.text($0))" }
    let high = keywords[high].map { "at most \(Self.text($0))" }
    return [low, high].compactMap(\.self).joined(separator: " and ")
  }

  private func check(_ value: JSONValue, anyOf schemas: [JSONValue], at path: String) throws {
    // A reference cannot be checked here. The type that decodes the value checks it.
    let isKnown = schemas.allSatisfy { $0["$ref"] == nil && $0.objectValue != nil }
    let matches = schemas.contains { schema in
      (try? KeywordCheck(keywords: Dictionary(schema.objectValue ?? [:])).check(value, at: path)) != nil
    }
    if isKnown, !matches {
      throw ValueMismatch(path: path, expected: "a value of one of the kinds in anyOf", got: value)
    }
  }

  private func checkParts(of value: JSONValue, at path: String) throws {
    if let members = value.objectValue {
      let properties = keywords["properties"]?.objectValue ?? [:]
      for case .string(let name) in keywords["required"]?.arrayValue ?? [] where members[name] == nil {
        throw ValueMismatch(path: path, expected: "an object with the member \(ValueMismatch.quoted(name))", got: value)
      }
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        if let schema = properties[name]?.objectValue {
          try KeywordCheck(keywords: Dictionary(schema)).check(member, at: "\(path)/\(SchemaCheck.token(name))")
        } else if keywords["additionalProperties"] == false {
          let expected = "an object without the member \(ValueMismatch.quoted(name))"
          throw ValueMismatch(path: path, expected: expected, got: value)
        }
      }
    }
    if let elements = value.arrayValue, let schema = keywords["items"]?.objectValue {
      for (index, element) in elements.enumerated() {
        try KeywordCheck(keywords: Dictionary(schema)).check(element, at: "\(path)/\(index)")
      }
    }
  }

  private static func text(_ value: JSONValue) -> String { String(decoding: value.sortedText, as: UTF8.self) }

  private static func list(_ values: [JSONValue]) -> String {
    "one of " + values.prefix(32).map { Self.text($0) }.joined(separator: ", ") + (values.count > 32 ? ", …" : "")
  }
}

/// Dates as texts.
enum RFC3339 {
  static let expectation = "a date and time such as 2026-01-31T12:00:00Z"

  static func date(_ text: String) -> Date? {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime]
    if let date = formatter.date(from: text) { return date }
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    return formatter.date(from: text)
  }
}
