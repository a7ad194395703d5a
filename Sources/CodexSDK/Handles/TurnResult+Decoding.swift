import CodexWire
import Foundation

extension TurnResult {
  /// Decodes the final response, which must be JSON.
  ///
  /// - Parameter type: The type of the decoded value.
  /// - Throws: `CodexError.outputMismatch` when the turn has no final response, or when it cannot be decoded. The error contains
  ///   this result. Besides the texts that `JSONDecoder` refuses, texts cannot be decoded that are nested deeper than 128
  ///   levels, that contain numbers of more than 100 characters, or objects with two names that differ only in their
  ///   composition of characters.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    guard let finalResponse else {
      throw mismatch("", expected: "a final response", got: "none: the turn ended with the status \(status.rawValue)")
    }
    do {
      let json = Data(finalResponse.utf8)
      return try JSONDecoder().decodeUntrusted(type, from: json, keepsEquivalentNames: type == JSONValue.self)
    } catch {
      throw mismatch(error, of: type, in: finalResponse)
    }
  }

  private func mismatch(_ path: String, expected: String, got: String) -> CodexError {
    .outputMismatch(OutputMismatch(path: path, expected: expected, got: got, text: finalResponse, result: self))
  }

  private func mismatch(_ error: any Error, of type: Any.Type, in text: String) -> CodexError {
    guard let json = try? JSONValue(parsing: text.utf8) else {
      return mismatch("", expected: "JSON", got: "the text \(Self.quoted(text))")
    }
    let path = DecodingFailure(error).pointer
    let got = Self.description(of: Self.value(at: path, in: json))
    switch error as? DecodingError {
    case .keyNotFound(let key, _)?:
      return mismatch(path, expected: "an object with the member \(Self.quoted(key.stringValue))", got: got)
    case .typeMismatch(let expected, _)?, .valueNotFound(let expected, _)?:
      return mismatch(path, expected: Self.name(of: expected), got: got)
    case .dataCorrupted(let context)?:
      return mismatch(path, expected: "a value for \(type)", got: "\(got) (\(context.debugDescription))")
    default: return mismatch(path, expected: "a value for \(type)", got: "\(got) (\(error))")
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

  private static func description(of value: JSONValue?) -> String {
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
  private static func quoted(_ text: String) -> String {
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
