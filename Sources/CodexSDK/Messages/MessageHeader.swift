import CodexWire
import Foundation

/// The parts of a JSON-RPC message that decide how the message is handled: its kind, and the thread and turn it belongs to.
///
/// The initializer reads them in one pass over the bytes, without decoding the message. It looks only at the members of the
/// message and of `params`, and skips nested values without validating them. Invalid JSON inside a nested value is found when
/// the message is decoded.
struct MessageHeader: Equatable, Sendable {
  /// The JSON text of the message's ID. A response repeats the bytes of the request's ID. `nil` when `id` is absent or null.
  var id: Data?
  var method: String?
  var threadID: String?
  var turnID: String?
  /// The JSON text of `params.requestId`.
  var requestID: Data?
  var hasResult = false
  var hasError = false

  /// Returns `nil` when the message is not a JSON object, as far as the scan checks this.
  init?(_ message: Data) {
    let header = message.withUnsafeBytes { bytes -> MessageHeader? in
      var scanner = HeaderScanner(bytes: bytes)
      var header = MessageHeader()
      return scanner.scan(into: &header) ? header : nil
    }
    guard let header else { return nil }
    self = header
  }

  private init() {}

  /// The message's ID when it is an integer. The IDs of the requests that the SDK sends are integers.
  var integerID: Int64? { id.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } }

  /// The turn that the message belongs to, or `nil` when the message does not name a thread and a turn.
  var turn: TurnKey? {
    guard let threadID, let turnID else { return nil }
    return TurnKey(threadID: threadID, turnID: turnID)
  }
}

/// Scans the bytes of a message for its header. Each read is checked against the end of the buffer.
private struct HeaderScanner {
  let bytes: UnsafeRawBufferPointer
  var offset = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func scan(into header: inout MessageHeader) -> Bool {
    let isObject = object { scanner, name in
      switch name {
      case "id": return scanner.raw().map { header.id = $0 } != nil
      case "method": return scanner.text { header.method = $0 }
      case "result":
        header.hasResult = true
        return scanner.skipValue()
      case "error":
        header.hasError = true
        return scanner.skipValue()
      case "params": return scanner.params(into: &header)
      default: return scanner.skipValue()
      }
    }
    guard isObject else { return false }
    skipWhitespace()
    return offset == bytes.count
  }

  private mutating func params(into header: inout MessageHeader) -> Bool {
    skipWhitespace()
    guard peek() == UInt8(ascii: "{") else { return skipValue() }
    return object { scanner, name in
      switch name {
      case "threadId": return scanner.text { header.threadID = $0 }
      case "turnId": return scanner.text { header.turnID = $0 }
      case "requestId": return scanner.raw().map { header.requestID = $0 } != nil
      case "turn":
        scanner.skipWhitespace()
        guard scanner.peek() == UInt8(ascii: "{") else { return scanner.skipValue() }
        return scanner.object { scanner, name in
          name == "id" ? scanner.text { header.turnID = header.turnID ?? $0 } : scanner.skipValue()
        }
      default: return scanner.skipValue()
      }
    }
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

  /// Reads a value and passes it to `use` when it is a string. A value of another type is skipped.
  private mutating func text(_ use: (String) -> Void) -> Bool {
    skipWhitespace()
    guard peek() == UInt8(ascii: "\"") else { return skipValue() }
    guard let text = string() else { return false }
    use(text)
    return true
  }

  /// Reads a value and returns its bytes. The outer optional is `nil` when the value is not valid JSON, the inner one when
  /// the value is null.
  private mutating func raw() -> Data?? {
    skipWhitespace()
    let start = offset
    guard skipValue() else { return nil }
    let value = Data(bytes[start..<offset])
    return .some(value == Data("null".utf8) ? nil : value)
  }

  private mutating func string() -> String? {
    let start = offset
    guard skipString() else { return nil }
    let inside = bytes[start + 1..<offset - 1]
    if inside.contains(UInt8(ascii: "\\")) {
      return (try? JSONValue(parsing: bytes[start..<offset]))?.stringValue
    }
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
