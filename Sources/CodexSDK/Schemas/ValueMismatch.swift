import CodexWire
import Foundation

/// A JSON value that does not have the form that the program expects.
struct ValueMismatch: Error, Hashable, Sendable {
  /// The place of the value, as a JSON pointer. Empty for the whole value.
  var path: String
  /// What the program expects, such as `an integer`.
  var expected: String
  /// What the value is, such as `the string "seven"`.
  var got: String
}

extension ValueMismatch: CustomStringConvertible, LocalizedError {
  var description: String {
    "The value\(path.isEmpty ? "" : " at \(path)") does not match the JSON Schema: expected \(expected), but got \(got)."
  }

  var errorDescription: String? { description }
}

extension ValueMismatch {
  init(path: String, expected: String, got value: JSONValue?) {
    self.init(path: path, expected: expected, got: Self.description(of: value))
  }

  /// - Parameters:
  ///   - error: The error that a decoder has thrown.
  ///   - type: The type of the decoded value.
  ///   - text: The decoded text.
  init(_ error: any Error, of type: Any.Type, in text: String) {
    guard let json = try? JSONValue(parsing: text.utf8) else {
      self.init(path: "", expected: "JSON", got: "the text \(Self.quoted(text))")
      return
    }
    let path = DecodingFailure(error).pointer
    let value = Self.value(at: path, in: json)
    switch error as? DecodingError {
    case .keyNotFound(let key, _)?:
      self.init(path: path, expected: "an object with the member \(Self.quoted(key.stringValue))", got: value)
    case .typeMismatch(let expected, _)?, .valueNotFound(let expected, _)?:
      self.init(path: path, expected: Self.name(of: expected), got: value)
    case .dataCorrupted(let context)?:
      let got = "\(Self.description(of: value)) (\(context.debugDescription))"
      self.init(path: path, expected: "a value for \(type)", got: got)
    default: self.init(path: path, expected: "a value for \(type)", got: "\(Self.description(of: value)) (\(error))")
    }
  }

  /// The JSON term for a Swift type.
  private static func name(of type: Any.Type) -> String {
    switch type {
    case is any BinaryInteger.Type: "an integer"
    case is any BinaryFloatingPoint.Type, is Decimal.Type: "a number"
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    case is [String: Any].Type: "an object"
    case is [Any].Type: "an array"
    default: "a value for \(type)"
    }
  }

  static func description(of value: JSONValue?) -> String {
    switch value {
    case nil: "nothing"
    case .null?: "null"
    case .bool(let value)?: "\(value)"
    case .string(let text)?: "the string \(quoted(text))"
    case .array(let elements)?: "an array with \(elements.count) elements"
    case .object(let members)? where members.isEmpty: "an object without members"
    case .object(let members)?:
      "an object with the members " + members.keys.sorted().prefix(16).map(quoted).joined(separator: ", ")
    case let number?:
      "the number \((try? JSONEncoder().encode(number)).map { String(decoding: $0, as: UTF8.self) } ?? "")"
    }
  }

  /// A text for an error message, of which the first 200 characters are shown.
  static func quoted(_ text: String) -> String {
    "\"\(String(text.prefix(200)).withoutTerminalControls)\(text.count > 200 ? "…" : "")\""
  }

  private static func value(at pointer: String, in json: JSONValue) -> JSONValue? {
    var value: JSONValue? = json
    for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let name = token.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
      if let elements = value?.arrayValue {
        value = Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      } else {
        value = value?.objectValue?[name]
      }
    }
    return value
  }
}
