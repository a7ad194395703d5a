import Foundation

/// What one decoder remembers from value to value: short texts, such as the ids that every notification of a turn repeats,
/// and the descriptions of the types it has met.
///
/// It belongs to one decoding at a time, and is reached by pointer only: a class would be retained and released for each text.
struct CodecMemory {
  private struct Text {
    var count = 0
    /// The bytes of `string`.
    var bytes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
    var string = ""
  }

  /// Room for values that are read before they get to their place, last in, first out.
  private let room: UnsafeMutableRawPointer
  private var used = 0

  /// For each struct, by its number: which member came after which the last time. A server writes the members of a type in
  /// one order, which is not that of the description.
  private var orders: [UnsafeMutablePointer<UInt8>?] = []

  private static let roomSize = 16 << 10
  private static let textCount = 64
  private static let typeCount = 512

  private var texts: UnsafeMutablePointer<Text>?
  private let types: UnsafeMutablePointer<(key: ObjectIdentifier?, type: WireType?)>

  static func make() -> UnsafeMutablePointer<CodecMemory> {
    let memory = UnsafeMutablePointer<CodecMemory>.allocate(capacity: 1)
    memory.initialize(to: CodecMemory())
    return memory
  }

  /// Gives `body` a memory that nobody else has meanwhile: one that was used before, if there is one.
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

  // As many as there ever were encodings at the same time. Guarded by the lock.
  private nonisolated(unsafe) static var idle: [UnsafeMutablePointer<CodecMemory>] = []
  private static let lock = NSLock()

  private init() {
    room = .allocate(byteCount: Self.roomSize, alignment: 16)
    types = .allocate(capacity: Self.typeCount)
    types.initialize(repeating: (nil, nil), count: Self.typeCount)
  }

  /// Gives all memory back.
  func destroy() {
    room.deallocate()
    types.deinitialize(count: Self.typeCount)
    types.deallocate()
    texts?.deinitialize(count: Self.textCount)
    texts?.deallocate()
    for order in orders { order?.deallocate() }
  }

  /// Says that nothing is known to follow.
  static let nothingFollows: UInt8 = .max

  /// What followed each of the members of a struct: at 0 what came first, at n + 1 what came after member n.
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

  /// Memory for one value, to be given back in the opposite order.
  @inline(__always)
  mutating func borrow<Value>(for type: Value.Type) -> BorrowedMemory {
    // By size and alignment alone: asking for the metadata of anything generic would cost more than the rest.
    let size = MemoryLayout<Value>.size
    let alignment = MemoryLayout<Value>.alignment
    let start = (used + alignment - 1) & ~(alignment - 1)
    guard alignment <= 16, start + size <= Self.roomSize else {
      return BorrowedMemory(start: .allocate(byteCount: max(size, 1), alignment: alignment), mark: -1)
    }
    let mark = used
    used = start + size
    return BorrowedMemory(start: room + start, mark: mark)
  }

  @inline(__always)
  mutating func giveBack(_ memory: BorrowedMemory) {
    if memory.mark < 0 { memory.start.deallocate() } else { used = memory.mark }
  }

  /// The text of `count` bytes of ASCII.
  @inline(__always)
  mutating func string(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    // Up to 15 bytes a string has no storage of its own, and long ones are seldom repeated.
    guard count > 15, count <= 64 else {
      return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
    return remembered(start, count)
  }

  private mutating func remembered(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
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
  mutating func type<Value: WireValue>(of value: Value.Type) -> WireType {
    let key = ObjectIdentifier(value)
    let bits = UInt(bitPattern: key)
    let slot = types + Int(bitPattern: (bits >> 4 ^ bits >> 13) & UInt(Self.typeCount - 1))
    if slot.pointee.key == key, let type = slot.pointee.type { return type }
    let type = WireType.of(value)
    slot.pointee = (key, type)
    return type
  }
}

/// Memory that `CodecMemory` has lent.
struct BorrowedMemory {
  let start: UnsafeMutableRawPointer
  /// How much was in use before; -1 when this is memory of its own.
  fileprivate let mark: Int
}

/// Whether two places hold the same `count` bytes, which are 8 at least.
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
