import Foundation

/// The caches and temporary memory of one decoder: short strings, such as the ids that every notification of a turn
/// repeats, the wire types that were used, and the order of members.
///
/// One decoding or encoding uses it at a time. It is accessed by pointer, since a class would be retained and released for
/// each string.
struct CodecMemory {
  /// A cached string of 16 to 64 ASCII characters, without quotes, backslashes and control characters.
  struct Text {
    /// The length of `string`; 0 when the text is not used yet.
    private(set) var count = 0
    private var bytes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
    private(set) var string = ""

    /// Whether the text is equal to the bytes at `start`, of which at least `count` can be read.
    @inline(__always)
    mutating func matches(_ start: UnsafePointer<UInt8>) -> Bool {
      withUnsafeBytes(of: &bytes) { bytes in
        bytes.baseAddress.map { count > 0 && equalBytes($0, start, count) } ?? false
      }
    }

    fileprivate mutating func set(_ start: UnsafePointer<UInt8>, _ count: Int) {
      self.count = count
      withUnsafeMutableBytes(of: &bytes) { $0.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count)) }
      string = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
  }

  /// What the last values of a struct were like.
  struct StructureMemory {
    /// At index 0 the property that came first, at index n + 1 the one after property n, and at the last index the one after
    /// the nested member. The value is the number of a property, `nestedMember` or `nothingFollows`.
    let order: UnsafeMutablePointer<UInt8>
    /// The last string of each property, if it is cached.
    let texts: UnsafeMutablePointer<UnsafeMutablePointer<Text>?>

    fileprivate init(properties count: Int) {
      order = .allocate(capacity: count + 2)
      order.initialize(repeating: CodecMemory.nothingFollows, count: count + 2)
      texts = .allocate(capacity: count)
      texts.initialize(repeating: nil, count: count)
    }

    fileprivate func deallocate() {
      order.deallocate()
      texts.deallocate()
    }
  }

  /// A stack of memory for values that are read before they are moved to their destination.
  private let stack: UnsafeMutableRawPointer
  private var used = 0

  /// For each struct, by its number: the order of its members and their strings the last time. A server writes the members
  /// of a type always in the same order, which is not the order of the description, and often with the same ids.
  private var structures: [StructureMemory?] = []

  private static let stackSize = 16 << 10
  private static let textCount = 64
  private static let typeCount = 512

  private var texts: UnsafeMutablePointer<Text>?
  private let types: UnsafeMutablePointer<(key: ObjectIdentifier?, type: (any WireType)?)>

  static func make() -> UnsafeMutablePointer<CodecMemory> {
    let memory = UnsafeMutablePointer<CodecMemory>.allocate(capacity: 1)
    memory.initialize(to: CodecMemory())
    return memory
  }

  /// Calls `body` with a memory that no other caller uses at the same time: an idle one, or a new one.
  static func withOne<Result>(_ body: (UnsafeMutablePointer<CodecMemory>) throws -> Result) rethrows -> Result {
    lock.lock()
    let memory = idle.popLast()
    lock.unlock()
    let own = memory ?? make()
    defer {
      lock.lock()
      idle.append(own)
      lock.unlock()
    }
    return try body(own)
  }

  // Grows to the largest number of encodings that ran at the same time. Guarded by `lock`.
  private nonisolated(unsafe) static var idle: [UnsafeMutablePointer<CodecMemory>] = []
  private static let lock = NSLock()

  private init() {
    stack = .allocate(byteCount: Self.stackSize, alignment: 16)
    types = .allocate(capacity: Self.typeCount)
    types.initialize(repeating: (nil, nil), count: Self.typeCount)
  }

  /// Frees all memory.
  func destroy() {
    stack.deallocate()
    types.deinitialize(count: Self.typeCount)
    types.deallocate()
    texts?.deinitialize(count: Self.textCount)
    texts?.deallocate()
    for structure in structures { structure?.deallocate() }
  }

  /// The value in an order for "no property is known to follow".
  static let nothingFollows: UInt8 = .max

  /// The value in an order for the nested member, see `NestedMember`. A struct on the fast path has at most 64 properties.
  static let nestedMember: UInt8 = .max - 1

  /// The memory of a struct with `count` properties.
  @inline(__always)
  mutating func structure(_ number: Int, properties count: Int) -> StructureMemory {
    if number < structures.count, let structure = structures[number] { return structure }
    return makeStructure(number, count)
  }

  private mutating func makeStructure(_ number: Int, _ count: Int) -> StructureMemory {
    while structures.count <= number { structures.append(nil) }
    let structure = StructureMemory(properties: count)
    structures[number] = structure
    return structure
  }

  /// Uninitialized memory for one value. Borrowed memory is given back in the opposite order.
  @inline(__always)
  mutating func borrow<Value>(for type: Value.Type) -> BorrowedMemory {
    // Uses size and alignment only, since looking up the metadata of a generic type would take longer than the rest.
    let size = MemoryLayout<Value>.size
    let alignment = MemoryLayout<Value>.alignment
    let start = (used + alignment - 1) & ~(alignment - 1)
    guard alignment <= 16, start + size <= Self.stackSize else {
      return BorrowedMemory(start: .allocate(byteCount: max(size, 1), alignment: alignment), mark: -1)
    }
    let mark = used
    used = start + size
    return BorrowedMemory(start: stack + start, mark: mark)
  }

  @inline(__always)
  mutating func giveBack(_ memory: BorrowedMemory) {
    if memory.mark < 0 { memory.start.deallocate() } else { used = memory.mark }
  }

  /// The cached text of `count` bytes as described for `Text`; `nil` when strings of this length are not cached.
  @inline(__always)
  mutating func text(_ start: UnsafePointer<UInt8>, _ count: Int) -> UnsafeMutablePointer<Text>? {
    // A string of up to 15 bytes needs no allocation, and longer strings are seldom repeated.
    count > 15 && count <= 64 ? cached(start, count) : nil
  }

  private mutating func cached(_ start: UnsafePointer<UInt8>, _ count: Int) -> UnsafeMutablePointer<Text> {
    let raw = UnsafeRawPointer(start)
    let first = raw.loadUnaligned(as: UInt64.self)
    let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    let hash = (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(count)
    let texts = texts ?? makeTexts()
    let text = texts + Int(truncatingIfNeeded: (hash ^ hash >> 29) & UInt64(Self.textCount - 1))
    if text.pointee.count != count || !text.pointee.matches(start) { text.pointee.set(start, count) }
    return text
  }

  private mutating func makeTexts() -> UnsafeMutablePointer<Text> {
    let texts = UnsafeMutablePointer<Text>.allocate(capacity: Self.textCount)
    texts.initialize(repeating: Text(), count: Self.textCount)
    self.texts = texts
    return texts
  }

  @inline(__always)
  mutating func type<Value: WireValue>(of value: Value.Type) -> any WireType {
    let key = ObjectIdentifier(value)
    let bits = UInt(bitPattern: key)
    let slot = types + Int(bitPattern: (bits >> 4 ^ bits >> 13) & UInt(Self.typeCount - 1))
    if slot.pointee.key == key, let type = slot.pointee.type { return type }
    let type = WireTypeRegistry.type(of: value)
    slot.pointee = (key, type)
    return type
  }
}

/// Memory from the stack of `CodecMemory`, or an allocation of its own when the stack is full.
struct BorrowedMemory {
  let start: UnsafeMutableRawPointer
  /// How many bytes of the stack were in use before; -1 for an allocation of its own.
  fileprivate let mark: Int
}

/// Whether the `count` bytes at both addresses are equal. `count` is at least 8.
@inline(__always)
func equalBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  var offset = 0
  while count - offset > 8 {
    if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    {
      return false
    }
    offset += 8
  }
  return left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    == right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
}
