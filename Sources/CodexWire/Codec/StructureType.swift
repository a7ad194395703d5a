/// A struct: a JSON object with a member for each property.
final class StructureType: WireType {
  enum Presence: UInt8 {
    /// Always there.
    case required
    /// Always written, `nil` as null; may be absent where it is read.
    case nullable
    /// Left out when there is no value.
    case optional
  }

  /// The kinds of members that occur most are read without asking their type.
  enum Kind: UInt8 {
    case string, optionalString, integer, optionalInteger, boolean, other
  }

  struct Member {
    let key: MemberKey
    let offset: Int
    let presence: Presence
    let kind: Kind
    let swiftType: any WireValue.Type
    unowned(unsafe) var type: WireType
  }

  /// A property whose own members stand in the object of the struct.
  struct Part {
    let offset: Int
    let swiftType: any WireValue.Type
    unowned(unsafe) var type: WireType
  }

  @exclusivity(unchecked) private(set) var members: [Member] = []
  @exclusivity(unchecked) private(set) var flattened: [Part] = []
  @exclusivity(unchecked) private(set) var additional: Part?
  @exclusivity(unchecked) private(set) var names: Set<String> = []
  /// The names of the members, for coders.
  @exclusivity(unchecked) private var keys: [WireKey] = []

  /// The same as `members`, where it does not move.
  @exclusivity(unchecked) private var places = UnsafeMutableBufferPointer<Member>(start: nil, count: 0)
  @exclusivity(unchecked) private var table = NameTable.empty
  /// Tells the struct from others in `CodecMemory`.
  @exclusivity(unchecked) private var number = 0
  // Guarded by the lock of `WireType.of`, under which types are resolved.
  private nonisolated(unsafe) static var structureCount = 0
  /// A bit for each member that has to be there or made when it is absent.
  @exclusivity(unchecked) private var allMembers: UInt64 = 0

  func add(
    _ name: String,
    offset: Int?,
    _ presence: Presence,
    _ type: any WireValue.Type
  ) {
    let kind: Kind =
      switch type {
      case is String.Type: .string
      case is String?.Type: .optionalString
      case is Int64.Type: .integer
      case is Int64?.Type: .optionalInteger
      case is Bool.Type: .boolean
      default: .other
      }
    members.append(
      Member(
        key: MemberKey(name),
        offset: checked(offset, name),
        presence: presence,
        kind: kind,
        swiftType: type,
        type: self
      )
    )
    names.insert(name)
    keys.append(WireKey(name))
  }

  func addFlattened(offset: Int?, _ type: any WireValue.Type) {
    flattened.append(Part(offset: checked(offset, "a flattened member"), swiftType: type, type: self))
  }

  func addAdditional(offset: Int?, _ type: any WireValue.Type) {
    additional = Part(offset: checked(offset, "additional members"), swiftType: type, type: self)
  }

  /// A key path to something that is not stored is a mistake in the description, not in any input.
  private func checked(_ offset: Int?, _ name: String) -> Int {
    guard let offset else { preconditionFailure("\(swiftType) describes \(name) by a property that is not stored") }
    return offset
  }

  override func resolve() {
    for index in members.indices { members[index].type = WireType.of(any: members[index].swiftType) }
    for index in flattened.indices { flattened[index].type = WireType.of(any: flattened[index].swiftType) }
    if let part = additional { additional?.type = WireType.of(any: part.swiftType) }
    places = .allocate(capacity: members.count)
    _ = places.initialize(from: members)
    table = NameTable(members.map(\.key))
    number = Self.structureCount
    Self.structureCount += 1
    allMembers = members.count >= 64 ? .max : 1 << UInt64(members.count) - 1
  }

  // MARK: Reading

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    var nested: NestedMember?
    try readMembers(&cursor, into: value, tag: nil, nested: &nested)
  }

  override func readBranch(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: TagMember
  ) throws(Deferred) {
    var nested: NestedMember?
    try readMembers(&cursor, into: value, tag: tag, nested: &nested)
  }

  /// - Parameters:
  ///   - tag: The tag of the union that this struct is a branch of.
  ///   - nested: A member that stands in the same object and is no part of the struct.
  func readMembers(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: TagMember?,
    nested: inout NestedMember?
  ) throws(Deferred) {
    guard members.count <= 64, additional == nil, flattened.isEmpty else {
      if nested != nil { throw Deferred() }
      return try readAll(&cursor, into: value)
    }
    var seen: UInt64 = 0
    do throws(Deferred) {
      var hasTag = tag?.rest != nil
      let order = cursor.memory.pointee.order(ofStruct: number, count: members.count)
      // The member before, counted from 1.
      var last = 0
      try cursor.open(UInt8(ascii: "{"))
      var hasNext: Bool
      if let rest = tag?.rest {
        cursor.position = rest
        hasNext = try cursor.hasNext(before: UInt8(ascii: "}"))
      } else {
        hasNext = !cursor.isEmpty(before: UInt8(ascii: "}"))
      }
      while hasNext {
        let guess = order[last]
        if guess != CodecMemory.nothingFollows, cursor.take(places[Int(guess)].key) {
          try readMember(Int(guess), &cursor, into: value, &seen)
          last = Int(guess) + 1
        } else {
          let name = try cursor.name()
          if let index = table.index(of: name) {
            try readMember(index, &cursor, into: value, &seen)
            order[last] = UInt8(truncatingIfNeeded: index)
            last = index + 1
          } else if let tag, tag.key.matches(name) {
            // Which of two tags counts is for `JSONDecoder` to say.
            if hasTag { throw Deferred() }
            hasTag = true
            try cursor.skipValue()
          } else if nested?.key.matches(name) == true {
            try nested?.read(&cursor)
          } else {
            try cursor.skipValue()
          }
        }
        hasNext = try cursor.hasNext(before: UInt8(ascii: "}"))
      }
      if seen != allMembers { try makeAbsent(&seen, in: value) }
      try nested?.makeAbsent()
    } catch {
      destroy(seen, of: value)
      throw error
    }
  }

  @inline(__always)
  private func readMember(
    _ index: Int,
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    _ seen: inout UInt64
  ) throws(Deferred) {
    let bit: UInt64 = 1 << UInt64(index)
    if seen & bit != 0 { throw Deferred() }
    let member = places.baseAddress.unsafelyUnwrapped + index
    let place = value + member.pointee.offset
    switch member.pointee.kind {
    case .string:
      let string = try cursor.string()
      place.initializeMemory(as: String.self, to: string)
    case .optionalString:
      let string: String? = try cursor.takeNull() ? nil : cursor.string()
      place.initializeMemory(as: String?.self, to: string)
    case .integer:
      let integer = try cursor.integer()
      place.initializeMemory(as: Int64.self, to: integer)
    case .optionalInteger:
      let integer: Int64? = try cursor.takeNull() ? nil : cursor.integer()
      place.initializeMemory(as: Int64?.self, to: integer)
    case .boolean:
      let isTrue = try cursor.boolean()
      place.initializeMemory(as: Bool.self, to: isTrue)
    case .other: try member.pointee.type.read(&cursor, into: place)
    }
    seen |= bit
  }

  /// Makes what the members that were not `seen` stand for when they are absent.
  private func makeAbsent(_ seen: inout UInt64, in value: UnsafeMutableRawPointer) throws(Deferred) {
    var missing = allMembers & ~seen
    while missing != 0 {
      let index = missing.trailingZeroBitCount
      let member = places[index]
      guard member.presence != .required, member.type.initializeAbsent(value + member.offset) else { throw Deferred() }
      seen |= 1 << UInt64(index)
      missing &= missing - 1
    }
  }

  private func destroy(_ seen: UInt64, of value: UnsafeMutableRawPointer) {
    var seen = seen
    while seen != 0 {
      let member = places[seen.trailingZeroBitCount]
      member.type.destroy(value + member.offset)
      seen &= seen - 1
    }
  }

  // MARK: Writing

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    output.write(byte: UInt8(ascii: "{"))
    try writeMembers(value, to: output)
    output.write(byte: UInt8(ascii: "}"))
  }

  override func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    for part in flattened {
      // What is not recognized is a whole object, which may have members of this struct too: those win.
      guard part.type.isRecognized(value + part.offset) else { throw Deferred() }
      try part.type.writeMembers(value + part.offset, to: output)
    }
    if let additional {
      try additional.type.writeMembers(value + additional.offset, except: names, to: output)
    }
    for member in members {
      let place = value + member.offset
      if member.presence == .optional, member.type.isAbsent(place) { continue }
      output.write(member.key)
      try member.type.write(place, to: output)
    }
  }

  // MARK: Any coder

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    var made: [(type: WireType, offset: Int)] = []
    do {
      if !members.isEmpty || additional != nil {
        let container = try decoder.container(keyedBy: WireKey.self)
        for (member, key) in zip(members, keys) {
          try member.decode(key, from: container, into: value + member.offset)
          made.append((member.type, member.offset))
        }
      }
      for part in flattened {
        try part.type.decode(from: decoder, into: value + part.offset)
        made.append((part.type, part.offset))
      }
      if let additional {
        try additional.type.decodeMembers(from: decoder, except: names, into: value + additional.offset)
      }
    } catch {
      for part in made { part.type.destroy(value + part.offset) }
      throw error
    }
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    // What is flattened goes first: an unrecognized branch keeps the whole object, and the members here win over it.
    for part in flattened { try part.type.encode(value + part.offset, to: encoder) }
    if members.isEmpty, additional == nil, !flattened.isEmpty { return }
    var container = encoder.container(keyedBy: WireKey.self)
    if let additional {
      try additional.type.encodeMembers(value + additional.offset, except: names, to: &container)
    }
    for (member, key) in zip(members, keys) {
      let place = value + member.offset
      if member.presence == .optional, member.type.isAbsent(place) { continue }
      try member.encode(place, key, to: &container)
    }
  }

  // MARK: Values

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    members.allSatisfy { $0.type.areEqual(left + $0.offset, right + $0.offset) }
      && (flattened + [additional].compactMap(\.self)).allSatisfy {
        $0.type.areEqual(left + $0.offset, right + $0.offset)
      }
  }

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    for member in members { member.type.hash(value + member.offset, into: &hasher) }
    for part in flattened { part.type.hash(value + part.offset, into: &hasher) }
    if let additional { additional.type.hash(value + additional.offset, into: &hasher) }
  }
}
