/// Takes the bytes of a JSON text.
final class JSONOutput {
  @exclusivity(unchecked) private(set) var bytes: [UInt8] = []

  init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  @inline(__always)
  func write(byte: UInt8) { bytes.append(byte) }

  @inline(__always)
  func write(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

  func write(literal text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A member's name behind a comma, or behind the opening brace.
  @inline(__always)
  func write(_ key: MemberKey) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: key.prefix)
  }

  /// A member's name that is not known beforehand.
  func write(name: String) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    write(name)
    bytes.append(UInt8(ascii: ":"))
  }

  func write(_ value: some BinaryInteger) { bytes.append(contentsOf: String(value).utf8) }

  func write(_ value: Double) throws(Deferred) {
    // What JSON has no form for, `JSONEncoder` refuses in its own words.
    guard value.isFinite else { throw Deferred() }
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    bytes.append(contentsOf: text.utf8)
  }

  /// A string with its quotes.
  func write(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      var start = 0
      for index in text.indices where text[index] < 0x20 || text[index] == 0x22 || text[index] == 0x5C {
        bytes.append(contentsOf: text[start..<index])
        escape(text[index])
        start = index + 1
      }
      bytes.append(contentsOf: text[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): write(literal: #"\""#)
    case UInt8(ascii: "\\"): write(literal: #"\\"#)
    case 0x08: write(literal: #"\b"#)
    case 0x0C: write(literal: #"\f"#)
    case 0x0A: write(literal: #"\n"#)
    case 0x0D: write(literal: #"\r"#)
    case 0x09: write(literal: #"\t"#)
    default:
      write(literal: #"\u00"#)
      for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? digit + 0x30 : digit + 0x57) }
    }
  }

  func write(_ value: JSONValue) throws(Deferred) {
    switch value {
    case .null: write(literal: "null")
    case .bool(let value): write(literal: value ? "true" : "false")
    case .integer(let value): write(value)
    case .unsignedInteger(let value): write(value)
    case .number(let value): try write(value)
    case .string(let value): write(value)
    case .array(let elements):
      write(byte: UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { write(byte: UInt8(ascii: ",")) }
        try write(element)
      }
      write(byte: UInt8(ascii: "]"))
    case .object(let members):
      write(byte: UInt8(ascii: "{"))
      try write(members: members)
      write(byte: UInt8(ascii: "}"))
    }
  }

  /// The members of an object, without its braces.
  func write(members: [String: JSONValue]) throws(Deferred) {
    for (name, value) in members {
      write(name: name)
      try write(value)
    }
  }
}
