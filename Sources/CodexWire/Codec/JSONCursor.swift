/// Thrown when the fast path cannot read or write a value. `WireDecoder` and `WireEncoder` catch it and use `JSONDecoder`
/// or `JSONEncoder` for the whole value, which decide whether the value is an error.
struct FastPathUnavailable: Error {}

/// A position in a JSON text, and functions that read the value at that position.
///
/// A cursor accepts only text that `JSONDecoder` reads in the same way. For all other text, such as a value of a wrong type
/// or an unusual escape, its functions throw `FastPathUnavailable`.
///
/// Every access is between `position` and `end`.
struct JSONCursor {
  var position: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// How many objects and arrays contain the position.
  var depth = 0
  let memory: UnsafeMutablePointer<CodecMemory>

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>, memory: UnsafeMutablePointer<CodecMemory>) {
    position = start
    end = start + bytes.count
    self.memory = memory
  }

  @inline(__always)
  mutating func skipWhitespace() {
    while position < end, position.pointee <= 0x20 {
      switch position.pointee {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// Skips whitespace and returns the first byte of the next value; 0 at the end of the text.
  @inline(__always)
  mutating func peek() -> UInt8 {
    skipWhitespace()
    return position < end ? position.pointee : 0
  }

  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < end, position.pointee == byte else {
      skipWhitespace()
      guard position < end, position.pointee == byte else { return false }
      position += 1
      return true
    }
    position += 1
    return true
  }

  @inline(__always)
  mutating func expect(_ byte: UInt8) throws(FastPathUnavailable) {
    if !take(byte) { throw FastPathUnavailable() }
  }

  @inline(__always)
  mutating func open(_ byte: UInt8) throws(FastPathUnavailable) {
    try expect(byte)
    depth += 1
    if depth > JSONLimits.maximumDepth { throw FastPathUnavailable() }
  }

  /// Whether another member or element follows the one before the cursor. Skips the comma or the closing `byte`.
  @inline(__always)
  mutating func hasNext(before byte: UInt8) throws(FastPathUnavailable) -> Bool {
    if take(UInt8(ascii: ",")) { return true }
    try expect(byte)
    depth -= 1
    return false
  }

  /// Whether the object or array that was just opened is empty. Skips the closing `byte` if it is.
  @inline(__always)
  mutating func isEmpty(before byte: UInt8) -> Bool {
    guard take(byte) else { return false }
    depth -= 1
    return true
  }

  /// Skips `null`. Returns `false` when the next value is something else.
  @inline(__always)
  mutating func takeNull() throws(FastPathUnavailable) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try literal("null")
    return true
  }

  mutating func boolean() throws(FastPathUnavailable) -> Bool {
    switch peek() {
    case UInt8(ascii: "t"):
      try literal("true")
      return true
    case UInt8(ascii: "f"):
      try literal("false")
      return false
    default: throw FastPathUnavailable()
    }
  }

  private mutating func literal(_ text: StaticString) throws(FastPathUnavailable) {
    let count = text.utf8CodeUnitCount
    guard end - position >= count else { throw FastPathUnavailable() }
    for index in 0..<count where position[index] != text.utf8Start[index] { throw FastPathUnavailable() }
    position += count
  }
}
