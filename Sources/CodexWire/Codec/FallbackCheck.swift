import Foundation

/// Looks at a text that the fast path did not read, before `JSONDecoder` reads it.
///
/// Some texts must not get there: nesting of which the stack may not be large enough, or for which `JSONDecoder` takes a
/// time that grows with the square of the depth; numbers for which it stops the program. Of other texts it would
/// silently drop a member. The check itself needs no stack and one pass.
struct FallbackCheck {
  private let json: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0
  /// Whether the name of a member has an escape or a character beyond ASCII.
  private var hasUnusualName = false

  private init(_ json: UnsafeBufferPointer<UInt8>) { self.json = json }

  /// - Returns: The document, when it contains an object of which `JSONDecoder` would drop a member, because the names of
  ///   two members are canonically equivalent.
  /// - Throws: `DecodingError` when `JSONDecoder` must not read the text.
  static func check(_ json: UnsafeBufferPointer<UInt8>) throws -> FallbackDocument? {
    var check = FallbackCheck(json)
    try check.scan()
    guard check.hasUnusualName else { return nil }
    return JSONValue.documentWithEquivalentNames(in: json).map(FallbackDocument.init)
  }

  private static func failure(_ reason: String) -> DecodingError {
    DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: reason))
  }

  private mutating func scan() throws {
    while position < json.count {
      let byte = json[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > JSONLimits.maximumDepth { throw Self.failure(JSONLimits.depthProblem) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
      // `JSONDecoder` reads UTF-16 and UTF-32, too. There every bracket has a byte of zero beside it.
      case 0: throw Self.failure("the JSON is not in UTF-8, or has a byte of zero")
      default: break
      }
    }
  }

  /// Skips the rest of a string, and notes whether it is the name of a member that is not plain ASCII.
  private mutating func skipString() {
    var isUnusual = false
    while position < json.count, json[position] != UInt8(ascii: "\"") {
      if json[position] == UInt8(ascii: "\\") { position += 1 }
      if position < json.count, json[position] >= 0x80 || json[position - 1] == UInt8(ascii: "\\") { isUnusual = true }
      position += 1
    }
    position += 1
    guard isUnusual, !hasUnusualName else { return }
    var next = position
    while next < json.count, json[next] <= 0x20 { next += 1 }
    hasUnusualName = next < json.count && json[next] == UInt8(ascii: ":")
  }

  private mutating func skipNumber() throws {
    let start = position - 1
    while position < json.count, Self.isPartOfNumber(json[position]) { position += 1 }
    if position - start > JSONLimits.maximumNumberLength {
      throw Self.failure("a number has more than \(JSONLimits.maximumNumberLength) characters")
    }
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
