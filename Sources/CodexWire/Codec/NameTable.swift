/// A hash table that finds the index of a name in a list: the members of a struct, or the tags of a union.
///
/// The hash uses the first and last eight bytes of a name and its length, which is faster than hashing all bytes. A name
/// that is found is compared as a whole.
struct NameTable {
  private let names: UnsafeMutableBufferPointer<MemberKey>
  /// The index of a name, or -1, in each slot of the table. The number of slots is a power of two, at least twice the
  /// number of names.
  private let slots: UnsafeMutableBufferPointer<Int16>
  private let shift: UInt64

  /// The table without names. It is shared, since a table is never freed.
  nonisolated(unsafe) static let empty = NameTable([])

  /// Makes a table, which is never freed: its wire type lives as long as the process.
  init(_ list: [MemberKey]) {
    names = .allocate(capacity: list.count)
    _ = names.initialize(from: list)
    var bits: UInt64 = 2
    while 1 << bits < list.count * 2 { bits += 1 }
    shift = 64 - bits
    slots = .allocate(capacity: 1 << Int(bits))
    slots.initialize(repeating: -1)
    for (index, name) in list.enumerated() {
      let name = MemberName(start: name.start, count: name.count, word: name.word)
      // Of two equal names, the first one stays in the table.
      guard self.index(of: name) == nil else { continue }
      var slot = slot(of: name)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int16(index)
    }
  }

  @inline(__always)
  private func slot(of name: MemberName) -> Int {
    var bits = name.word ^ UInt64(truncatingIfNeeded: name.count)
    if name.count > 8 {
      let last = UnsafeRawPointer(name.start).loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self)
      bits ^= last.littleEndian &* 0xC2B2_AE3D_27D4_EB4F
    }
    return Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  @inline(__always)
  func index(of name: MemberName) -> Int? {
    var slot = slot(of: name)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if names[index].matches(name) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
