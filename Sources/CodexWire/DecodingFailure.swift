/// Why a value did not decode, in a form that can be compared, kept and shown.
public struct DecodingFailure: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  /// Where in the message, as a JSON pointer such as `/params/turn/items/0`.
  public var pointer: String
  /// What is wrong there.
  public var reason: String

  public init(pointer: String, reason: String) {
    self.pointer = pointer
    self.reason = reason
  }

  /// The failure that `error` describes; of an error that is no `DecodingError` only the text is kept.
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

  public var description: String { pointer.isEmpty ? reason : "\(pointer): \(reason)" }

  private static func pointer(_ path: [any CodingKey]) -> String {
    path.map { "/" + JSONPointer.escape(token($0)) }.joined()
  }

  /// The name of a member or the index of an element. That a key has an `intValue` does not make it an index: a
  /// dictionary's key "007" has one too.
  private static func token(_ key: any CodingKey) -> String {
    if let index = key.intValue, key.stringValue == "Index \(index)" { "\(index)" } else { key.stringValue }
  }
}

/// JSON pointers (RFC 6901).
public enum JSONPointer {
  /// `token` with `~` and `/` written as the RFC wants them.
  public static func escape(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    // By scalar, since a combining mark makes one character with the "/" before it.
    return token.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
