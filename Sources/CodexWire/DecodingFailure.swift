/// Why a value could not be decoded, as a value that can be compared, stored and printed.
public struct DecodingFailure: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  /// The part of the message that could not be decoded, as a JSON pointer such as `/params/turn/items/0`.
  public var pointer: String
  /// The reason, such as `the member "id" is missing`.
  public var reason: String

  /// Creates a failure.
  ///
  /// - Parameters:
  ///   - pointer: A JSON pointer to the part of the message that could not be decoded; empty for the whole message.
  ///   - reason: What is wrong with that part.
  public init(pointer: String, reason: String) {
    self.pointer = pointer
    self.reason = reason
  }

  /// Creates a failure from an error.
  ///
  /// - Parameter error: Usually a `DecodingError`. For any other error the pointer is empty, and the reason is the
  ///   error's description.
  public init(_ error: any Error) {
    guard let error = error as? DecodingError else {
      self.init(pointer: "", reason: "\(error)")
      return
    }
    switch error {
    case .keyNotFound(let key, let context):
      self.init(pointer: Self.pointer(context.codingPath), reason: "the member \"\(key.stringValue)\" is missing")
    case .typeMismatch(let type, let context):
      self.init(pointer: Self.pointer(context.codingPath), reason: "expected \(type): \(context.debugDescription)")
    case .valueNotFound(let type, let context):
      self.init(pointer: Self.pointer(context.codingPath), reason: "expected \(type), found null")
    case .dataCorrupted(let context):
      self.init(pointer: Self.pointer(context.codingPath), reason: context.debugDescription)
    @unknown default:
      self.init(pointer: "", reason: "\(error)")
    }
  }

  /// The pointer and the reason.
  public var description: String { pointer.isEmpty ? reason : "\(pointer): \(reason)" }

  private static func pointer(_ path: [any CodingKey]) -> String {
    path.map { "/" + JSONPointer.escape(token($0)) }.joined()
  }

  /// The name of a member or the index of an element. A key with an `intValue` is not always an index: the key "007" of a
  /// dictionary has one, too.
  private static func token(_ key: any CodingKey) -> String {
    if let index = key.intValue, key.stringValue == "Index \(index)" { "\(index)" } else { key.stringValue }
  }
}

/// JSON pointers (RFC 6901).
package enum JSONPointer {
  /// Escapes the characters `~` and `/` in a reference token.
  package static func escape(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    // A combining mark and the "/" before it are one character, so the loop looks at Unicode scalars.
    return token.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
