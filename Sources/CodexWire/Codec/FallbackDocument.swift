import Foundation

/// A text that `JSONDecoder` reads, parsed by this module, for the parts of the text that `JSONDecoder` would lose.
///
/// `JSONDecoder` keeps the members of an object in a dictionary with `String` keys, and so drops one of two members whose
/// names are canonically equivalent. For a text with such names, the decoder has the document in its `userInfo`, and
/// `JSONValue` takes its value from there.
struct FallbackDocument: Sendable {
  private let root: JSONValue

  init(_ root: JSONValue) { self.root = root }

  private static let userInfoKey = CodingUserInfoKey(rawValue: "CodexWire.FallbackDocument")

  /// Gives the document to a decoder.
  func attach(to decoder: JSONDecoder) {
    if let key = Self.userInfoKey { decoder.userInfo[key] = self }
  }

  /// The value that `decoder` decodes; `nil` when no document is attached to `decoder`.
  static func value(of decoder: any Decoder) -> JSONValue? {
    guard let key = userInfoKey, !decoder.userInfo.isEmpty,
      let document = decoder.userInfo[key] as? FallbackDocument
    else { return nil }
    var value = document.root
    for step in decoder.codingPath {
      guard let next = step.intValue.map({ value[$0] }) ?? value[step.stringValue] else { return nil }
      value = next
    }
    return value
  }

  /// - Throws: `DecodingError` when the object that `decoder` decodes has names that a dictionary with `String` keys cannot
  ///   distinguish.
  static func checkNames(of decoder: any Decoder) throws {
    guard case .object(let members)? = value(of: decoder), members.hasEquivalentNames else { return }
    throw error(at: decoder.codingPath)
  }

  static func error(at codingPath: [any CodingKey]) -> DecodingError {
    let reason = "two names in one object differ only in their composition of characters"
    return DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: reason))
  }
}
