import Foundation

/// What the reader has to know of a message before anything is decoded: what it is, and whom it is for.
///
/// Found by one pass over the bytes that looks only at the outermost members and those of `params`. It does not validate:
/// what is no JSON fails when it is decoded.
struct MessageHeader: Equatable {
  /// The id as it stands on the wire, to be echoed as it came. `nil` when absent or null.
  var id: Data?
  var method: String?
  var threadID: String?
  var turnID: String?
  /// `params.requestId`, as it stands on the wire.
  var requestID: Data?
  var hasResult = false
  var hasError = false

  /// `nil` when the message is no JSON object as far as the scan looks.
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

  /// The id as a number, which ids of our own requests are.
  var integerID: Int64? { id.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } }
}

/// Reads the header of a message. Each read is checked against the end of the buffer.
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

  /// Reads an object; `member` reads each value. `false` when there is none, or it is broken.
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

  /// Reads a value that is wanted when it is a string.
  private mutating func text(_ use: (String) -> Void) -> Bool {
    skipWhitespace()
    guard peek() == UInt8(ascii: "\"") else { return skipValue() }
    guard let text = string() else { return false }
    use(text)
    return true
  }

  /// Reads a value and keeps its bytes; the outer `nil` is a broken value, the inner one null.
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
      return try? JSONDecoder().decode(String.self, from: Data(bytes[start..<offset]))
    }
    return String(decoding: inside, as: UTF8.self)
  }

  private mutating func skipString() -> Bool {
    guard take(UInt8(ascii: "\"")), let base = bytes.baseAddress else { return false }
    // By `memchr`, not byte by byte: strings make up most of a long message.
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

  /// Counts brackets instead of recursing, so that no depth exhausts the stack.
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
