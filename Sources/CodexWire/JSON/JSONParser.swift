/// The first error in a text that is not valid JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line of the first offending byte, counted from 1.
  public var line: Int
  /// The column of the first offending byte, counted from 1 in bytes.
  public var column: Int
  /// What is wrong at that position.
  public var reason: String

  public var description: String { "line \(line), column \(column): \(reason)" }
}

extension JSONValue {
  /// Parses a JSON text (RFC 8259).
  ///
  /// The parser is stricter than `JSONDecoder` in three points. Two members of an object must not have the same name, since
  /// one of their values would be lost. A comma after the last element or member is an error. Objects and arrays may be nested
  /// 128 levels deep. Names that are canonically equivalent but have different code points, such as "é" as one scalar and as
  /// two, are different names, of which `JSONDecoder` drops one.
  ///
  /// - Parameter utf8: The text in UTF-8.
  /// - Throws: `JSONSyntaxError` with line and column.
  public init(parsing utf8: some Sequence<UInt8>) throws {
    self = try Self.parse(utf8, equivalentNames: .areDifferent)
  }

  /// Parses a JSON text like `init(parsing:)`, but two names of members in one object must not be canonically equivalent. For
  /// programs that use the names as keys of dictionaries or as names in Swift.
  ///
  /// - Parameter utf8: The text in UTF-8.
  /// - Throws: `JSONSyntaxError` with line and column.
  package init(parsingDistinctNames utf8: some Sequence<UInt8>) throws {
    self = try Self.parse(utf8, equivalentNames: .areErrors)
  }

  private static func parse(
    _ utf8: some Sequence<UInt8>,
    equivalentNames: JSONParser.EquivalentNames
  ) throws -> JSONValue {
    let bytes = ContiguousArray(utf8)
    return try bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer, equivalentNames: equivalentNames)
      return try parser.document()
    }
  }
}

extension JSONValue {
  /// The document `json`, if the names of two members in one of its objects are canonically equivalent, but differ in their
  /// code points. Of members with the same name, the document has the first one, as `JSONDecoder` reads it.
  ///
  /// `nil` when there are no such names, and when `json` is not a JSON text.
  static func documentWithEquivalentNames(in json: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    var parser = JSONParser(bytes: json, equivalentNames: .areNoted)
    guard let document = try? parser.document(), parser.foundEquivalentNames else { return nil }
    return document
  }
}

/// A recursive-descent parser for UTF-8. All bytes are read through `peek`, which checks for the end of the buffer.
private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  var depth = 0

  /// What the parser does with names in one object that are canonically equivalent, but differ in their code points.
  enum EquivalentNames {
    case areDifferent
    case areErrors
    /// The parser sets `foundEquivalentNames`, and accepts members with the same name, too.
    case areNoted
  }

  let equivalentNames: EquivalentNames
  var foundEquivalentNames = false

  init(bytes: UnsafeBufferPointer<UInt8>, equivalentNames: EquivalentNames) {
    self.bytes = bytes
    self.equivalentNames = equivalentNames
  }

  mutating func document() throws -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    let value = try value()
    skipWhitespace()
    if let extra = peek() { throw error("\(name(of: extra)) after the end of the document") }
    return value
  }

  // The functions that call themselves are small: without optimization, the stack has room for each temporary value of a
  // function at each level of nesting.
  private mutating func value() throws -> JSONValue {
    skipWhitespace()
    switch peek() {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    default: return try scalar()
    }
  }

  private mutating func scalar() throws -> JSONValue {
    guard let byte = peek() else { throw error("the text ends where a value should be") }
    switch byte {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("\(name(of: byte)) where a value should be")
    }
  }

  /// Skips the opening bracket of an object or array.
  private mutating func open() throws {
    depth += 1
    guard depth <= JSONLimits.maximumDepth else {
      throw error("nested deeper than \(JSONLimits.maximumDepth) levels")
    }
    offset += 1
    skipWhitespace()
  }

  /// Skips `byte` if it is next, and closes the object or array then.
  private mutating func close(_ byte: UInt8) -> Bool {
    guard take(byte) else { return false }
    depth -= 1
    return true
  }

  private mutating func object() throws -> JSONObject {
    var members = JSONObject()
    var names: Set<String> = []
    try open()
    if close(UInt8(ascii: "}")) { return members }
    repeat {
      let name = try memberName()
      let value = try value()
      try insert(value, name, into: &members, names: &names)
    } while try hasNext(before: UInt8(ascii: "}"), "',' or '}' in an object")
    return members
  }

  private mutating func array() throws -> [JSONValue] {
    var elements: [JSONValue] = []
    try open()
    if close(UInt8(ascii: "]")) { return elements }
    repeat { elements.append(try value()) } while try hasNext(before: UInt8(ascii: "]"), "',' or ']' in an array")
    return elements
  }

  /// Whether a comma follows, and not the closing bracket `byte`. Skips either.
  private mutating func hasNext(before byte: UInt8, _ wanted: String) throws -> Bool {
    skipWhitespace()
    if close(byte) { return false }
    guard take(UInt8(ascii: ",")) else { throw unexpected(wanted) }
    return true
  }

  /// Reads the name of a member and skips the colon after it.
  ///
  /// - Returns: The name, and the offset at which it starts.
  private mutating func memberName() throws -> (text: String, start: Int) {
    skipWhitespace()
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("a member's name in quotes") }
    let start = offset
    let name = try string()
    skipWhitespace()
    guard take(UInt8(ascii: ":")) else { throw unexpected("':' after a member's name") }
    return (name, start)
  }

  private mutating func insert(
    _ value: JSONValue,
    _ name: (text: String, start: Int),
    into members: inout JSONObject,
    names: inout Set<String>
  ) throws {
    if let first = members.updateValue(value, forKey: name.text) {
      guard equivalentNames == .areNoted else {
        throw error("the member \"\(name.text)\" occurs twice in one object", at: name.start)
      }
      members[name.text] = first
    } else if equivalentNames != .areDifferent, !names.insert(name.text).inserted {
      guard equivalentNames == .areNoted else {
        let reason = "the member \"\(name.text)\" differs from another one only in its composition of characters"
        throw error(reason, at: name.start)
      }
      foundEquivalentNames = true
    }
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws -> JSONValue {
    let start = offset
    for index in 0..<text.utf8CodeUnitCount {
      guard take(text.utf8Start[index]) else { throw error("a word that is not \(text)", at: start) }
    }
    return value
  }

  private mutating func number() throws -> JSONValue {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    guard let value = JSONNumber.value(of: UnsafeBufferPointer(rebasing: bytes[start..<offset])) else {
      throw error("a number too large to represent", at: start)
    }
    return value
  }

  private mutating func digits() throws {
    let start = offset
    while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { offset += 1 }
    if offset == start { throw unexpected("a digit") }
  }

  private mutating func string() throws -> String {
    let opening = offset
    offset += 1
    var start = offset
    var text = ""
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        text += try run(from: start)
        offset += 1
        return text
      case UInt8(ascii: "\\"):
        text += try run(from: start)
        offset += 1
        text.unicodeScalars.append(try escape())
        start = offset
      case 0..<0x20: throw error("a control character in a string; write it as \\u00\(hex(byte))")
      default: offset += 1
      }
    }
    throw error("a string that does not end", at: opening)
  }

  /// The string of the bytes from `start` to the current position, which contain no quote and no escape.
  private func run(from start: Int) throws -> String {
    let run = bytes[start..<offset]
    let text = String(decoding: run, as: UTF8.self)
    // Decoding replaces invalid UTF-8, so the bytes are valid if decoding did not change them. The initializer that
    // validates needs macOS 15.
    guard text.utf8.elementsEqual(run) else {
      throw error("bytes that are not UTF-8", at: start + wellFormedPrefix(of: run))
    }
    return text
  }

  /// How many bytes of `run` come before the first invalid sequence.
  private func wellFormedPrefix(of run: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = run.makeIterator()
    var count = 0
    while case .valid(let scalar) = parser.parseScalar(from: &rest) { count += scalar.count }
    return count
  }

  private mutating func escape() throws -> Unicode.Scalar {
    guard let byte = peek() else { throw error("the text ends inside an escape") }
    offset += 1
    if let byte = JSONEscape.byte(byte) { return Unicode.Scalar(byte) }
    guard byte == UInt8(ascii: "u") else { throw error("an unknown escape", at: offset - 2) }
    let start = offset - 2
    let unit = try codeUnit()
    if JSONEscape.isHighSurrogate(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
      guard let scalar = JSONEscape.scalar(high: unit, low: try codeUnit()) else {
        throw error("half of a surrogate pair", at: start)
      }
      return scalar
    }
    guard let scalar = Unicode.Scalar(unit) else { throw error("half of a surrogate pair", at: start) }
    return scalar
  }

  private mutating func codeUnit() throws -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek().flatMap(JSONEscape.hexadecimalDigit) else {
        throw unexpected("four hexadecimal digits after \\u")
      }
      unit = unit << 4 | digit
      offset += 1
    }
    return unit
  }

  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipWhitespace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private func unexpected(_ wanted: String) -> JSONSyntaxError {
    guard let byte = peek() else { return error("the text ends, \(wanted) should be here") }
    return error("\(name(of: byte)), \(wanted) should be here")
  }

  private func name(of byte: UInt8) -> String {
    (0x21..<0x7F).contains(byte) ? "'\(Unicode.Scalar(byte))'" : "byte 0x\(hex(byte))"
  }

  private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }

  private func error(_ reason: String, at position: Int? = nil) -> JSONSyntaxError {
    let before = bytes[..<(position ?? offset)]
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return JSONSyntaxError(line: line, column: before.count - lineStart + 1, reason: reason)
  }
}
