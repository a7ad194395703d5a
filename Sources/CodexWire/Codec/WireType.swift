import Foundation

/// What is known of one Swift type at run time: how its values are read, written, compared and hashed, given where they are
/// in memory.
///
/// Everything in it is set before `WireType.of` gives it out, under that function's lock, and never again: so any thread may
/// use it.
class WireType {
  /// The Swift type, of which all pointers below are.
  let swiftType: any WireValue.Type

  init(_ swiftType: any WireValue.Type) { self.swiftType = swiftType }

  /// Looks up the types that this one is made of. Called once, when this type is already known to `of`: it may contain
  /// itself.
  func resolve() {}

  // MARK: The direct path

  /// Reads a value into memory that holds none. When it throws, it holds none after it either.
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) { throw Deferred() }

  /// `read`, for the payload of a union that has its tag in the same object.
  func readBranch(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: TagMember
  ) throws(Deferred) {
    try read(&cursor, into: value)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) { throw Deferred() }

  /// Writes the members of an object without its braces, each with a comma in front.
  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) { throw Deferred() }

  // MARK: As members beside others

  /// Reads the members that are there into a dictionary.
  func readMembers(_ members: [String: JSONCursor], into value: UnsafeMutableRawPointer) throws(Deferred) {
    throw Deferred()
  }

  func writeMembers(_ value: UnsafeRawPointer, except names: Set<String>, to output: JSONOutput) throws(Deferred) {
    throw Deferred()
  }

  func decodeMembers(
    from decoder: any Decoder,
    except names: Set<String>,
    into value: UnsafeMutableRawPointer
  ) throws {}

  func encodeMembers(
    _ value: UnsafeRawPointer,
    except names: Set<String>,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws {}

  // MARK: Any coder

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no \(swiftType)"))
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {}

  // MARK: Values

  /// Makes the value that an absent member stands for; `false` when there is none.
  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool { false }

  /// Whether an optional member with this value is left out.
  func isAbsent(_ value: UnsafeRawPointer) -> Bool { false }

  /// Whether the value, or the branch that it is of, is one that the schema knows.
  func isRecognized(_ value: UnsafeRawPointer) -> Bool { true }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool { false }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {}

  func destroy(_ value: UnsafeMutableRawPointer) {
    func destroy<Value: WireValue>(_ type: Value.Type) { value.assumingMemoryBound(to: type).deinitialize(count: 1) }
    destroy(swiftType)
  }
}

extension WireType {
  final func decodeValue<Value>(from decoder: any Decoder) throws -> Value {
    try withMemory(for: Value.self) { place in
      try decode(from: decoder, into: place)
      return place.assumingMemoryBound(to: Value.self).move()
    }
  }

  /// What an absent member stands for, if anything.
  final func absentValue<Value>() -> Value? {
    withMemory(for: Value.self) { place in
      initializeAbsent(place) ? place.assumingMemoryBound(to: Value.self).move() : nil
    }
  }

  /// The types that have been asked for so far.
  private struct Known {
    var types: [ObjectIdentifier: WireType] = [:]
  }

  private nonisolated(unsafe) static var known = Known()
  // Recursive: resolving a type asks for those it is made of. Guards `known`.
  private static let lock = NSRecursiveLock()

  /// The type's description, made on first use.
  static func of<Value: WireValue>(_ value: Value.Type) -> WireType {
    lock.lock()
    defer { lock.unlock() }
    if let type = known.types[ObjectIdentifier(value)] { return type }
    let description = _WireDescription<Value>()
    Value._describe(description)
    let type = description.type ?? WireType(value)
    known.types[ObjectIdentifier(value)] = type
    type.resolve()
    return type
  }

  static func of(any value: any WireValue.Type) -> WireType { of(value) }
}

/// A member's name, as it is compared and as it is written. Its bytes live as long as the program, like the description that
/// they are of.
struct MemberKey {
  let start: UnsafePointer<UInt8>
  let count: Int
  let word: UInt64
  /// `"name":` with what has to be escaped.
  let prefix: UnsafeBufferPointer<UInt8>

  init(_ name: String) {
    let bytes = Array(name.utf8)
    start = Self.forever(bytes)
    count = bytes.count
    word = MemberName.word(start, count)
    prefix = CodecMemory.withOne { memory in
      let output = JSONOutput(memory: memory)
      output.write(name)
      output.write(byte: UInt8(ascii: ":"))
      return UnsafeBufferPointer(start: Self.forever(Array(output.bytes)), count: output.bytes.count)
    }
  }

  private static func forever(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
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

/// The member of an object that names the branch of a union.
struct TagMember {
  let key: MemberKey
  /// What follows the tag, when that is the first member: reading may go on there.
  var rest: UnsafePointer<UInt8>?
}

/// Carries a value through a coder's container, which knows `Codable` types only.
struct WireCoded<Value: WireValue>: Codable {
  var value: Value

  init(_ value: Value) { self.value = value }

  init(from decoder: any Decoder) throws { value = try WireType.of(Value.self).decodeValue(from: decoder) }

  func encode(to encoder: any Encoder) throws {
    try withUnsafePointer(to: value) { try WireType.of(Value.self).encode(UnsafeRawPointer($0), to: encoder) }
  }
}

/// Gives `body` memory for one value, which is gone when it returns.
@inline(__always)
func withMemory<Value, Result>(
  for type: Value.Type,
  _ body: (UnsafeMutableRawPointer) throws -> Result
) rethrows -> Result {
  // Not `withUnsafeTemporaryAllocation`, which looks up the metadata of its result each time: that costs more.
  let memory = UnsafeMutableRawPointer.allocate(
    byteCount: max(MemoryLayout<Value>.size, 1),
    alignment: MemoryLayout<Value>.alignment
  )
  defer { memory.deallocate() }
  return try body(memory)
}
