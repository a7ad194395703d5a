import Foundation

/// The caches and temporary memory of one decoder: short strings, such as the ids that every notification of a turn
/// repeats, the wire types that were used, and the order of members.
///
/// One decoding or encoding uses it at a time. It is accessed by pointer, since a class would be retained and released for
/// each string.
struct CodecMemory {
  private struct Text {
    var count = 0
    /// The bytes of `string`.
    var bytes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
    var string = ""
  }

  /// A stack of memory for values that are read before they are moved to their destination.
  private let stack: UnsafeMutableRawPointer
  private var used = 0

  /// For each struct, by its number: the property that came after each property the last time. A server writes the members
  /// of a type always in the same order, which is not the order of the description.
  private var orders: [UnsafeMutablePointer<UInt8>?] = []

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
    for order in orders { order?.deallocate() }
  }

  /// The value in an order for "no property is known to follow".
  static let nothingFollows: UInt8 = .max

  /// The order of a struct's members: at index 0 the property that came first, at index n + 1 the one after property n.
  @inline(__always)
  mutating func order(ofStruct number: Int, count: Int) -> UnsafeMutablePointer<UInt8> {
    if number < orders.count, let order = orders[number] { return order }
    return makeOrder(number, count)
  }

  private mutating func makeOrder(_ number: Int, _ count: Int) -> UnsafeMutablePointer<UInt8> {
    while orders.count <= number { orders.append(nil) }
    let order = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 1)
    order.initialize(repeating: Self.nothingFollows, count: count + 1)
    orders[number] = order
    return order
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

  /// The string of `count` bytes of ASCII, which is cached when it has 16 to 64 bytes.
  @inline(__always)
  mutating func string(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    // A string of up to 15 bytes needs no allocation, and longer strings are seldom repeated.
    guard count > 15, count <= 64 else {
      return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
    return cached(start, count)
  }

  private mutating func cached(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    let raw = UnsafeRawPointer(start)
    let first = raw.loadUnaligned(as: UInt64.self)
    let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    let hash = (first &* 0x9E37_79B9_7F4A_7C15) ^ (last &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(count)
    let texts = texts ?? makeTexts()
    let text = texts + Int(truncatingIfNeeded: (hash ^ hash >> 29) & UInt64(Self.textCount - 1))
    let isSame =
      text.pointee.count == count
      && withUnsafeBytes(of: &text.pointee.bytes) { bytes in
        bytes.baseAddress.map { equalBytes($0, raw, count) } ?? false
      }
    if isSame { return text.pointee.string }
    text.pointee.count = count
    withUnsafeMutableBytes(of: &text.pointee.bytes) { bytes in
      bytes.baseAddress?.copyMemory(from: raw, byteCount: count)
    }
    text.pointee.string = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    return text.pointee.string
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
