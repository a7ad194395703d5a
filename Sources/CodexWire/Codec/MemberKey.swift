/// The name of a JSON object's member, prepared for comparing and for writing.
///
/// The bytes are never freed, since the types that own the names live as long as the process.
struct MemberKey {
  let start: UnsafePointer<UInt8>
  let count: Int
  /// The first eight bytes, see `MemberName.word`.
  let word: UInt64
  /// The name as JSON text with quotes, escapes and a colon: `"name":`.
  let prefix: UnsafeBufferPointer<UInt8>

  init(_ name: String) {
    let bytes = Array(name.utf8)
    start = Self.permanentCopy(of: bytes)
    count = bytes.count
    word = MemberName.word(start, count)
    prefix = CodecMemory.withOne { memory in
      let output = JSONOutput(memory: memory)
      output.write(name)
      output.write(byte: UInt8(ascii: ":"))
      return UnsafeBufferPointer(start: Self.permanentCopy(of: Array(output.bytes)), count: output.bytes.count)
    }
  }

  private static func permanentCopy(of bytes: [UInt8]) -> UnsafePointer<UInt8> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    copy.initialize(from: bytes, count: bytes.count)
    return UnsafePointer(copy)
  }

  @inline(__always)
  func matches(_ name: MemberName) -> Bool {
    guard word == name.word, count == name.count else { return false }
    return count <= 8 || equalBytes(start, name.start, count)
  }

  var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  var key: WireKey { WireKey(string) }
}
