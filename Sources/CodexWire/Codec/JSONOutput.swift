import Foundation

/// A growing buffer for the bytes of a JSON text.
final class JSONOutput {
  /// Caches the wire types of the payloads of unions.
  let memory: UnsafeMutablePointer<CodecMemory>
  private let storage: UnsafeMutablePointer<Storage>

  /// Accessed by pointer, so that the compiler adds no exclusivity checks: there would be one per byte.
  private struct Storage {
    var start: UnsafeMutableRawPointer
    var count = 0
    var capacity: Int
    /// How many objects and arrays are open.
    var depth = 0
  }

  init(capacity: Int = 512, memory: UnsafeMutablePointer<CodecMemory>) {
    self.memory = memory
    storage = .allocate(capacity: 1)
    // Allocated by `malloc`, since `take` passes the memory to `Data`, which calls `free`.
    storage.initialize(to: Storage(start: Self.allocated(capacity), capacity: capacity))
  }

  deinit {
    free(storage.pointee.start)
    storage.deallocate()
  }

  private static func allocated(_ size: Int) -> UnsafeMutableRawPointer {
    guard let memory = malloc(size) else { preconditionFailure("out of memory while writing a JSON text") }
    return memory
  }

  /// The text so far.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: storage.pointee.start, count: storage.pointee.count)
  }

  /// Whether more objects and arrays are open than `JSONLimits` allows.
  var isTooDeep: Bool { storage.pointee.depth > JSONLimits.maximumDepth }

  /// Returns the text without copying it, and empties the buffer.
  func take() -> Data {
    let text = storage.pointee
    storage.pointee = Storage(start: Self.allocated(16), capacity: 16)
    return Data(bytesNoCopy: text.start, count: text.count, deallocator: .free)
  }

  /// Makes room for `count` more bytes, and returns their address.
  @inline(__always)
  private func reserve(_ count: Int) -> UnsafeMutableRawPointer {
    if storage.pointee.capacity - storage.pointee.count < count { grow(count) }
    return storage.pointee.start + storage.pointee.count
  }

  private func grow(_ count: Int) {
    let capacity = max(storage.pointee.capacity * 2, storage.pointee.count + count)
    guard let memory = realloc(storage.pointee.start, capacity) else {
      preconditionFailure("out of memory while writing a JSON text")
    }
    storage.pointee.start = memory
    storage.pointee.capacity = capacity
  }

  @inline(__always)
  func write(byte: UInt8) {
    reserve(1).storeBytes(of: byte, as: UInt8.self)
    storage.pointee.count += 1
  }

  /// Writes the opening brace or bracket of an object or array.
  @inline(__always)
  func open(_ byte: UInt8) throws(FastPathUnavailable) {
    storage.pointee.depth += 1
    if storage.pointee.depth > JSONLimits.maximumDepth { throw FastPathUnavailable() }
    write(byte: byte)
  }

  /// Writes the closing brace or bracket of an object or array.
  @inline(__always)
  func close(_ byte: UInt8) {
    storage.pointee.depth -= 1
    write(byte: byte)
  }

  @inline(__always)
  private func write(_ start: UnsafePointer<UInt8>, _ count: Int) {
    reserve(count).copyMemory(from: start, byteCount: count)
    storage.pointee.count += count
  }

  func write(literal text: StaticString) { write(text.utf8Start, text.utf8CodeUnitCount) }

  /// Writes the comma between members, unless the last byte is the opening brace.
  @inline(__always)
  private func separate() {
    let last = storage.pointee.start + (storage.pointee.count - 1)
    if storage.pointee.count > 0, last.load(as: UInt8.self) != UInt8(ascii: "{") { write(byte: UInt8(ascii: ",")) }
  }

  /// Writes a member's name, after a comma unless it is the first member.
  @inline(__always)
  func write(_ key: MemberKey) {
    separate()
    guard let start = key.prefix.baseAddress else { return }
    write(start, key.prefix.count)
  }

  /// Writes a member's name that no description contains, after a comma unless it is the first member.
  func write(name: String) {
    separate()
    write(name)
    write(byte: UInt8(ascii: ":"))
  }

  func write(_ value: some FixedWidthInteger) {
    // The digits from the last to the first: at most 20, since no type of the protocol has more than 64 bits.
    guard var rest = UInt64(exactly: value.magnitude) else { return write(text: String(value)) }
    if value < 0 { write(byte: UInt8(ascii: "-")) }
    var count = 1
    var power: UInt64 = 10
    while count < 20, rest >= power {
      count += 1
      power = count < 20 ? power * 10 : power
    }
    let start = reserve(count)
    for index in (0..<count).reversed() {
      start.storeBytes(of: UInt8(truncatingIfNeeded: rest % 10) + 0x30, toByteOffset: index, as: UInt8.self)
      rest /= 10
    }
    storage.pointee.count += count
  }

  private func write(text: String) {
    var text = text
    text.withUTF8 { text in
      if let start = text.baseAddress { write(start, text.count) }
    }
  }

  func write(_ value: Double) throws(FastPathUnavailable) {
    // JSON cannot represent infinity and NaN: `JSONEncoder` throws the error for them.
    guard value.isFinite else { throw FastPathUnavailable() }
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    write(text: text)
  }

  /// Writes a string in quotes, with escapes.
  func write(_ value: String) {
    write(byte: UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      guard let start = text.baseAddress else { return }
      var plain = 0
      for index in 0..<text.count where start[index] < 0x20 || start[index] == 0x22 || start[index] == 0x5C {
        write(start + plain, index - plain)
        escape(start[index])
        plain = index + 1
      }
      write(start + plain, text.count - plain)
    }
    write(byte: UInt8(ascii: "\""))
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
      for digit in [byte >> 4, byte & 15] { write(byte: digit < 10 ? digit + 0x30 : digit + 0x57) }
    }
  }

  func write(_ value: JSONValue) throws(FastPathUnavailable) {
    switch value {
    case .null: write(literal: "null")
    case .bool(let value): write(literal: value ? "true" : "false")
    case .integer(let value): write(value)
    case .unsignedInteger(let value): write(value)
    case .number(let value): try write(value)
    case .string(let value): write(value)
    case .array(let elements):
      try open(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { write(byte: UInt8(ascii: ",")) }
        try write(element)
      }
      close(UInt8(ascii: "]"))
    case .object(let members):
      try open(UInt8(ascii: "{"))
      try write(members: members)
      close(UInt8(ascii: "}"))
    }
  }

  /// Writes the members of an object without its braces, each after a comma if there is a member before it.
  func write(members: JSONObject) throws(FastPathUnavailable) {
    for (name, value) in members {
      write(name: name)
      try write(value)
    }
  }
}
