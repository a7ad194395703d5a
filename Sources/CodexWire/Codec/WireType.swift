/// How values of one Swift type are read, written, compared and hashed, given pointers to them.
///
/// Each kind of type (string, struct, union, array, …) has one class that conforms. The requirements without a default
/// implementation are those that every kind needs, so the compiler reports a class that lacks one.
///
/// Thread safety: an instance is changed only by its `_describe(_:)` and `resolve()`, under the lock of
/// `WireTypeRegistry`, before the registry returns the instance. Afterwards any thread may use it.
protocol WireType: AnyObject {
  /// The Swift type that all pointers below point to.
  var swiftType: any WireValue.Type { get }

  /// Looks up the types that this type is made of. The registry calls it once and knows this type by then, since a type
  /// may contain itself.
  func resolve()

  // MARK: Fast path

  /// Reads a value into uninitialized memory. When it throws, the memory is uninitialized again.
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable)

  /// Reads the payload of a union whose tag is a member of the same object. The default implementation calls `read`.
  func readBranch(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: BranchTag
  ) throws(FastPathUnavailable)

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable)

  /// Writes the members of an object without its braces, each after a comma if there is a member before it.
  ///
  /// The default implementation, for values that are not JSON objects, leaves the value to `JSONEncoder`.
  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable)

  // MARK: Fallback: any decoder and encoder

  /// Decodes a value into uninitialized memory. When it throws, the memory is uninitialized again.
  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws

  // MARK: Values

  /// Initializes the value that stands for an absent member, such as `nil`.
  ///
  /// - Returns: `false`, and the memory stays uninitialized, when the type has no such value. That is the default.
  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool

  /// Whether the value is the one that stands for an absent member. `false` by default.
  func isAbsent(_ value: UnsafeRawPointer) -> Bool

  /// Whether the schema knows the value; `false` for `unrecognized(…)`. `true` by default.
  func isRecognized(_ value: UnsafeRawPointer) -> Bool

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher)
}

extension WireType {
  func readBranch(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: BranchTag
  ) throws(FastPathUnavailable) {
    try read(&cursor, into: value)
  }

  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    throw FastPathUnavailable()
  }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool { false }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool { false }

  func isRecognized(_ value: UnsafeRawPointer) -> Bool { true }
}

extension WireType {
  func destroy(_ value: UnsafeMutableRawPointer) {
    func destroy<Value: WireValue>(_ type: Value.Type) { value.assumingMemoryBound(to: type).deinitialize(count: 1) }
    destroy(swiftType)
  }

  /// Decodes a value. `Value` is the type's `swiftType`.
  func decodeValue<Value>(from decoder: any Decoder) throws -> Value {
    try withMemory(for: Value.self) { memory in
      try decode(from: decoder, into: memory)
      return memory.assumingMemoryBound(to: Value.self).move()
    }
  }

  /// The value that stands for an absent member; `nil` when the type has none. `Value` is the type's `swiftType`.
  func absentValue<Value>() -> Value? {
    withMemory(for: Value.self) { memory in
      initializeAbsent(memory) ? memory.assumingMemoryBound(to: Value.self).move() : nil
    }
  }
}

/// The type of a nested value until `resolve()` has looked it up. Every use is a mistake in this module.
final class UnresolvedType: WireType {
  // An instance has no state, so any thread may use it.
  nonisolated(unsafe) static let placeholder: any WireType = UnresolvedType()

  var swiftType: any WireValue.Type { fail() }

  func resolve() { fail() }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) { fail() }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) { fail() }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws { fail() }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws { fail() }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool { fail() }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) { fail() }

  private func fail() -> Never { preconditionFailure("a wire type was used before resolve() looked up its parts") }
}

/// The tag by which an internally tagged union names its branch: a member of the object that also holds the payload.
struct BranchTag {
  let key: MemberKey
  /// The text after the tag when the tag is the first member of the object, so that reading can continue there.
  var textAfterTag: UnsafePointer<UInt8>?
}

/// Carries a value through a container of a decoder or encoder, which accepts `Codable` types only.
struct WireCoded<Value: WireValue>: Codable {
  var value: Value

  init(_ value: Value) { self.value = value }

  init(from decoder: any Decoder) throws {
    value = try WireTypeRegistry.type(of: Value.self).decodeValue(from: decoder)
  }

  func encode(to encoder: any Encoder) throws {
    let type = WireTypeRegistry.type(of: Value.self)
    try withUnsafePointer(to: value) { try type.encode(UnsafeRawPointer($0), to: encoder) }
  }
}

/// Calls `body` with uninitialized memory for one value, and deallocates the memory afterwards.
@inline(__always)
func withMemory<Value, Result>(
  for type: Value.Type,
  _ body: (UnsafeMutableRawPointer) throws -> Result
) rethrows -> Result {
  // `withUnsafeTemporaryAllocation` is slower: it looks up the metadata of its result each time.
  let memory = UnsafeMutableRawPointer.allocate(
    byteCount: max(MemoryLayout<Value>.size, 1),
    alignment: MemoryLayout<Value>.alignment
  )
  defer { memory.deallocate() }
  return try body(memory)
}
