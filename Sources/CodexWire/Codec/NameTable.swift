/// Finds the place of a name in a list: the members of a struct, the tags of a union.
///
/// Names are told apart by their first and last eight bytes and their length, which is cheaper than a hash of all bytes; what
/// is found is compared as a whole.
struct NameTable {
  private let names: UnsafeMutableBufferPointer<MemberKey>
  /// Where a name leads by its hash: its place, or -1. A power of two of them, at least twice as many as names.
  private let slots: UnsafeMutableBufferPointer<Int16>
  private let shift: UInt64

  /// Of no names. Shared, since a table is never freed.
  nonisolated(unsafe) static let empty = NameTable([])

  /// The table lives as long as the program, like the description that it is of.
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
      // The first of two equal names is found.
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
