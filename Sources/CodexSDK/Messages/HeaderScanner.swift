import CodexWire
import Foundation

/// Scans the bytes of a message for its header. Each read is checked against the end of the buffer.
struct HeaderScanner {
  /// What the scan has read until now.
  private(set) var header = MessageHeader()
  /// Why the message is malformed, or `nil`.
  private(set) var fault: String?

  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var seen: Members = []
  private var idOfTurn: String?
  /// Whether a member that names the turn occurs twice. Then neither value can be trusted.
  private var isTurnAmbiguous = false

  /// The texts of the messages before.
  private(set) var recent: RecentTexts

  init(bytes: UnsafeRawBufferPointer, recent: RecentTexts = RecentTexts()) {
    self.bytes = bytes
    self.recent = recent
  }

  /// The members that the scan reads.
  private struct Members: OptionSet {
    var rawValue: UInt16

    static let id = Members(rawValue: 1 << 0)
    static let method = Members(rawValue: 1 << 1)
    static let params = Members(rawValue: 1 << 2)
    static let result = Members(rawValue: 1 << 3)
    static let error = Members(rawValue: 1 << 4)
    static let threadID = Members(rawValue: 1 << 5)
    static let turnID = Members(rawValue: 1 << 6)
    static let requestID = Members(rawValue: 1 << 7)
    static let turn = Members(rawValue: 1 << 8)
    static let idOfTurn = Members(rawValue: 1 << 9)
  }

  /// Scans the whole message.
  mutating func scan() {
    let isObject = object { scanner, name in scanner.member(name) }
    skipWhitespace()
    if !isObject || offset < bytes.count { fault = "the message is not a JSON object" }
    header.turnID = header.turnID ?? idOfTurn
    guard isTurnAmbiguous else { return }
    header.threadID = nil
    header.turnID = nil
    header.requestID = nil
  }

  private mutating func member(_ name: String) -> Bool {
    switch name {
    case "id":
      guard isFirst(.id, name) else {
        // Neither ID can be trusted.
        header.id = nil
        return skipValue()
      }
      return identifier(isRequired: true).map { header.id = $0 } != nil
    case "method":
      guard isFirst(.method, name) else { return skipValue() }
      return text(.method).map { header.method = $0 } != nil
    case "result":
      header.hasResult = isFirst(.result, name) || header.hasResult
      return skipValue()
    case "error":
      header.hasError = isFirst(.error, name) || header.hasError
      return skipValue()
    case "emittedAtMs": return integer().map { header.emittedAtMilliseconds = $0 } != nil
    case "params": return isFirstInParams(.params, name) ? params() : skipValue()
    default: return skipValue()
    }
  }

  private mutating func params() -> Bool {
    skipWhitespace()
    guard peek() == UInt8(ascii: "{") else { return skipValue() }
    return object { scanner, name in
      switch name {
      case "threadId":
        guard scanner.isFirstInParams(.threadID, name) else { return scanner.skipValue() }
        return scanner.text(.threadID).map { scanner.header.threadID = $0 } != nil
      case "turnId":
        guard scanner.isFirstInParams(.turnID, name) else { return scanner.skipValue() }
        return scanner.text(.turnID).map { scanner.header.turnID = $0 } != nil
      case "requestId":
        guard scanner.isFirstInParams(.requestID, name) else { return scanner.skipValue() }
        return scanner.identifier(isRequired: false).map { scanner.header.requestID = $0 } != nil
      case "turn": return scanner.isFirstInParams(.turn, name) ? scanner.turn() : scanner.skipValue()
      default: return scanner.skipValue()
      }
    }
  }

  private mutating func turn() -> Bool {
    skipWhitespace()
    guard peek() == UInt8(ascii: "{") else { return skipValue() }
    return object { scanner, name in
      guard name == "id", scanner.isFirstInParams(.idOfTurn, name) else { return scanner.skipValue() }
      return scanner.text(.turnID).map { scanner.idOfTurn = $0 } != nil
    }
  }

  /// Marks a member as read. When the member occurs a second time, the message is malformed.
  private mutating func isFirst(_ member: Members, _ name: String) -> Bool {
    if seen.insert(member).inserted { return true }
    fault = fault ?? "the member \"\(name)\" occurs twice"
    return false
  }

  private mutating func isFirstInParams(_ member: Members, _ name: String) -> Bool {
    let isFirst = isFirst(member, name)
    if !isFirst { isTurnAmbiguous = true }
    return isFirst
  }

  /// Reads an object. `member` reads the value of each member.
  ///
  /// - Returns: `false` when there is no object, or when it is not valid JSON.
  private mutating func object(_ member: (inout Self, String) -> Bool) -> Bool {
    skipWhitespace()
    guard take(UInt8(ascii: "{")) else { return false }
    skipWhitespace()
    if take(UInt8(ascii: "}")) { return true }
    while true {
      skipWhitespace()
      guard let name = string() else { return false }
      skipWhitespace()
      guard take(UInt8(ascii: ":")), member(&self, name) else { return false }
      skipWhitespace()
      if take(UInt8(ascii: "}")) { return true }
      guard take(UInt8(ascii: ",")) else { return false }
    }
  }

  /// Reads a value. The outer optional is `nil` when the value is not valid JSON, the inner one when it is not a string.
  private mutating func text(_ kind: RecentTexts.Kind) -> String?? {
    skipWhitespace()
    guard peek() == UInt8(ascii: "\"") else { return skipValue() ? .some(nil) : nil }
    return string(kind).map { .some($0) }
  }

  /// Reads an integer. The outer optional is `nil` when the value is not valid JSON, the inner one when it is not an integer.
  private mutating func integer() -> Int64?? {
    skipWhitespace()
    let start = offset
    guard skipValue() else { return nil }
    var value: Int64 = 0
    for byte in bytes[start..<offset] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return .some(nil) }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, exceeds) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !isTooLarge, !exceeds else { return .some(nil) }
      value = sum
    }
    return .some(value)
  }

  /// Reads an ID and returns its JSON text. The outer optional is `nil` when the value is not valid JSON, the inner one when
  /// the ID is null or not valid.
  ///
  /// - Parameter isRequired: Whether an ID that is not valid makes the message malformed.
  private mutating func identifier(isRequired: Bool) -> Data?? {
    skipWhitespace()
    let start = offset
    guard skipValue() else { return nil }
    let text = bytes[start..<offset]
    if text.elementsEqual("null".utf8) { return .some(nil) }
    let identifier = Self.identifier(text)
    if isRequired, identifier == nil {
      fault = fault ?? "its ID is neither an integer nor a string of at most \(Self.longestID) bytes"
    }
    return .some(identifier)
  }

  /// The longest JSON text of an ID, in bytes.
  private static let longestID = 1024

  /// The JSON text of an ID, or `nil` when the ID is not valid.
  private static func identifier(_ text: Slice<UnsafeRawBufferPointer>) -> Data? {
    guard text.count <= longestID else { return nil }
    if text.first == UInt8(ascii: "\"") {
      let isPlain = text.dropFirst().dropLast().allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
      if isPlain { return Data(text) }
      guard let string = (try? JSONValue(parsing: text))?.stringValue else { return nil }
      return try? WireEncoder.encode(string)
    }
    // The comparison excludes forms such as "+1", "01" and "-0".
    let text = String(decoding: text, as: UTF8.self)
    guard let integer = Int64(text), "\(integer)" == text else { return nil }
    return Data(text.utf8)
  }

  /// - Parameter kind: What the text is, when it probably repeats.
  private mutating func string(_ kind: RecentTexts.Kind? = nil) -> String? {
    let start = offset
    guard skipString() else { return nil }
    let inside = UnsafeRawBufferPointer(rebasing: bytes[start + 1..<offset - 1])
    if let base = inside.baseAddress, !inside.isEmpty, memchr(base, 0x5C, inside.count) != nil {
      return (try? JSONValue(parsing: bytes[start..<offset]))?.stringValue
    }
    if let kind { return recent.text(of: kind, inside) }
    return String(decoding: inside, as: UTF8.self)
  }

  private mutating func skipString() -> Bool {
    guard take(UInt8(ascii: "\"")), let base = bytes.baseAddress else { return false }
    // `memchr` is much faster than a loop over the bytes, and a long message consists mostly of strings.
    while offset < bytes.count, let quote = memchr(base + offset, 0x22, bytes.count - offset) {
      let end = UnsafeRawPointer(quote) - base
      var backslashes = 0
      while end - backslashes > offset, bytes[end - backslashes - 1] == UInt8(ascii: "\\") { backslashes += 1 }
      offset = end + 1
      if backslashes.isMultiple(of: 2) { return true }
    }
    return false
  }

  private mutating func skipValue() -> Bool {
    skipWhitespace()
    guard let first = peek() else { return false }
    switch first {
    case UInt8(ascii: "\""): return skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
    default:
      let start = offset
      while let byte = peek(), !Self.endsScalar(byte) { offset += 1 }
      return offset > start
    }
  }

  /// Skips an object or an array. Counts brackets instead of recursing, so that deep nesting cannot overflow the stack.
  private mutating func skipNested() -> Bool {
    var depth = 0
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      offset += 1
      if depth == 0 { return true }
    }
    return false
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || isWhitespace(byte)
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipWhitespace() {
    while let byte = peek(), Self.isWhitespace(byte) { offset += 1 }
  }
}
