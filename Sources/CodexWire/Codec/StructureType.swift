/// A struct: a JSON object with a member for each property.
final class StructureType: WireType {
  enum Presence: UInt8 {
    /// The member is always present.
    case required
    /// The member is always written, `nil` as null. When it is absent, it is read as null.
    case nullable
    /// The member is omitted when there is no value.
    case optional
  }

  /// The Swift types of most properties. The fast path reads them without a call through `WireType`.
  enum Kind: UInt8 {
    case string, optionalString, integer, optionalInteger, boolean, other
  }

  /// A property with a JSON member of its own.
  struct Property {
    let key: MemberKey
    /// The offset of the property in the struct's memory, in bytes.
    let offset: Int
    let presence: Presence
    let kind: Kind
    let swiftType: any WireValue.Type
    unowned(unsafe) var type: any WireType
  }

  /// A property whose members are members of the struct's own JSON object.
  struct FlattenedProperty {
    let offset: Int
    let swiftType: any WireValue.Type
    unowned(unsafe) var type: any WireType
  }

  /// The property that holds all members which no other property describes.
  struct AdditionalMembers {
    let offset: Int
    let swiftType: any WireValue.Type
    let type: any DictionaryWireType
  }

  let swiftType: any WireValue.Type
  @exclusivity(unchecked) private(set) var properties: [Property] = []
  @exclusivity(unchecked) private(set) var flattened: [FlattenedProperty] = []
  @exclusivity(unchecked) private(set) var additional: AdditionalMembers?
  /// The names of all described members.
  @exclusivity(unchecked) private(set) var names: Set<String> = []
  /// The names of `properties`, for the containers of decoders and encoders.
  @exclusivity(unchecked) private var keys: [WireKey] = []
  /// The offsets of the words of eight bytes that contain all bytes between the properties, see `StructureLayout`.
  @exclusivity(unchecked) private var paddedWords = UnsafeMutableBufferPointer<Int>(start: nil, count: 0)
  /// The size of a struct that has such bytes and is smaller than a word; otherwise 0.
  @exclusivity(unchecked) private var paddedSize = 0

  /// A copy of `properties` at a fixed address, which is faster to read than an array.
  @exclusivity(unchecked) private var propertyTable = UnsafeMutableBufferPointer<Property>(start: nil, count: 0)
  @exclusivity(unchecked) private var nameTable = NameTable.empty
  /// Identifies the struct in `CodecMemory`.
  @exclusivity(unchecked) private var number = 0
  // Guarded by the lock of `WireTypeRegistry`.
  private nonisolated(unsafe) static var structureCount = 0
  /// A bit for each property.
  @exclusivity(unchecked) private var allProperties: UInt64 = 0

  init(_ swiftType: any WireValue.Type) { self.swiftType = swiftType }

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
    guard names.insert(name).inserted else {
      stopForDescription("\(swiftType) describes the member \"\(name)\" twice")
    }
    properties.append(
      Property(
        key: MemberKey(name),
        offset: checked(offset, "the member \"\(name)\""),
        presence: presence,
        kind: kind,
        swiftType: type,
        type: self
      )
    )
    keys.append(WireKey(name))
  }

  func addFlattened(offset: Int?, _ type: any WireValue.Type) {
    flattened.append(
      FlattenedProperty(offset: checked(offset, "a flattened property of type \(type)"), swiftType: type, type: self)
    )
  }

  func addAdditional<Value: WireValue>(offset: Int?, _ type: [String: Value].Type) {
    guard additional == nil else { stopForDescription("\(swiftType) describes additional members twice") }
    additional = AdditionalMembers(
      offset: checked(offset, "the additional members"),
      swiftType: type,
      type: DictionaryType<Value>()
    )
  }

  private func checked(_ offset: Int?, _ subject: String) -> Int {
    guard let offset else { stopForDescription("\(swiftType) describes \(subject) by a property that is not stored") }
    return offset
  }

  func resolve() {
    let layout = StructureLayout(of: self)
    let gaps = layout.checkedPadding()
    let words = gaps.flatMap { stride(from: $0.upperBound - 8, to: $0.lowerBound - 8, by: -8).map { max($0, 0) } }
    if layout.size < 8 {
      paddedSize = gaps.isEmpty ? 0 : layout.size
    } else {
      paddedWords = .allocate(capacity: words.count)
      _ = paddedWords.initialize(from: words)
    }
    for index in properties.indices {
      properties[index].type = WireTypeRegistry.type(ofAny: properties[index].swiftType)
    }
    for index in flattened.indices {
      flattened[index].type = WireTypeRegistry.type(ofAny: flattened[index].swiftType)
    }
    additional?.type.resolve()
    propertyTable = .allocate(capacity: properties.count)
    _ = propertyTable.initialize(from: properties)
    nameTable = NameTable(properties.map(\.key))
    number = Self.structureCount
    Self.structureCount += 1
    allProperties = properties.count >= 64 ? .max : 1 << UInt64(properties.count) - 1
  }

  /// Sets the padding to zero, so that no byte of the struct is uninitialized. No property may be initialized before: the
  /// bytes beside the padding are set to zero, too, since whole words are faster to write.
  @inline(__always)
  func clearPadding(of value: UnsafeMutableRawPointer) {
    for offset in paddedWords { value.storeBytes(of: 0, toByteOffset: offset, as: UInt64.self) }
    for offset in 0..<paddedSize { value.storeBytes(of: 0, toByteOffset: offset, as: UInt8.self) }
  }

  // MARK: Fast path: reading

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    var nested: NestedMember?
    try readMembers(&cursor, into: value, tag: nil, nested: &nested)
  }

  func readBranch(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: BranchTag
  ) throws(FastPathUnavailable) {
    var nested: NestedMember?
    try readMembers(&cursor, into: value, tag: tag, nested: &nested)
  }

  /// Reads the members of an object.
  ///
  /// - Parameters:
  ///   - tag: The tag of the union whose payload this struct is.
  ///   - nested: A member of the same object that is not a property of the struct.
  func readMembers(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: BranchTag?,
    nested: inout NestedMember?
  ) throws(FastPathUnavailable) {
    guard properties.count <= 64, additional == nil, flattened.isEmpty else {
      if nested != nil { throw FastPathUnavailable() }
      return try readAll(&cursor, into: value)
    }
    clearPadding(of: value)
    var seen: UInt64 = 0
    do throws(FastPathUnavailable) {
      var hasTag = tag?.textAfterTag != nil
      let order = cursor.memory.pointee.order(ofStruct: number, count: properties.count)
      // The number of the property before, counted from 1.
      var last = 0
      try cursor.open(UInt8(ascii: "{"))
      var hasNext: Bool
      if let textAfterTag = tag?.textAfterTag {
        cursor.position = textAfterTag
        hasNext = try cursor.hasNext(before: UInt8(ascii: "}"))
      } else {
        hasNext = !cursor.isEmpty(before: UInt8(ascii: "}"))
      }
      while hasNext {
        let guess = order[last]
        if guess != CodecMemory.nothingFollows, cursor.take(propertyTable[Int(guess)].key) {
          try readProperty(Int(guess), &cursor, into: value, &seen)
          last = Int(guess) + 1
        } else {
          let name = try cursor.name()
          if let index = nameTable.index(of: name) {
            try readProperty(index, &cursor, into: value, &seen)
            order[last] = UInt8(truncatingIfNeeded: index)
            last = index + 1
          } else if let tag, tag.key.matches(name) {
            // `JSONDecoder` decides which of two tags counts.
            if hasTag { throw FastPathUnavailable() }
            hasTag = true
            try cursor.skipValue()
          } else if nested?.key.matches(name) == true {
            try nested?.read(&cursor)
          } else {
            // The fallback decides whether the name would be confused with a described one.
            guard name.isASCII else { throw FastPathUnavailable() }
            try cursor.skipValue()
          }
        }
        hasNext = try cursor.hasNext(before: UInt8(ascii: "}"))
      }
      if seen != allProperties { try makeAbsent(&seen, in: value) }
      try nested?.makeAbsent()
    } catch {
      destroy(seen, of: value)
      throw error
    }
  }

  @inline(__always)
  private func readProperty(
    _ index: Int,
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    _ seen: inout UInt64
  ) throws(FastPathUnavailable) {
    let bit: UInt64 = 1 << UInt64(index)
    if seen & bit != 0 { throw FastPathUnavailable() }
    let property = propertyTable.baseAddress.unsafelyUnwrapped + index
    let field = value + property.pointee.offset
    switch property.pointee.kind {
    case .string:
      let string = try cursor.string()
      field.initializeMemory(as: String.self, to: string)
    case .optionalString:
      let string: String? = try cursor.takeNull() ? nil : cursor.string()
      field.initializeMemory(as: String?.self, to: string)
    case .integer:
      let integer: Int64 = try cursor.integer()
      field.initializeMemory(as: Int64.self, to: integer)
    case .optionalInteger:
      let integer: Int64? = try cursor.takeNull() ? nil : cursor.integer()
      field.initializeMemory(as: Int64?.self, to: integer)
    case .boolean:
      let isTrue = try cursor.boolean()
      field.initializeMemory(as: Bool.self, to: isTrue)
    case .other: try property.pointee.type.read(&cursor, into: field)
    }
    seen |= bit
  }

  /// Initializes the properties whose members are absent: those without a bit in `seen`.
  private func makeAbsent(_ seen: inout UInt64, in value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    var missing = allProperties & ~seen
    while missing != 0 {
      let index = missing.trailingZeroBitCount
      let property = propertyTable.baseAddress.unsafelyUnwrapped + index
      let field = value + property.pointee.offset
      switch property.pointee.kind {
      case .optionalString where property.pointee.presence != .required:
        field.initializeMemory(as: String?.self, to: nil)
      case .optionalInteger where property.pointee.presence != .required:
        field.initializeMemory(as: Int64?.self, to: nil)
      default:
        guard property.pointee.presence != .required, property.pointee.type.initializeAbsent(field) else {
          throw FastPathUnavailable()
        }
      }
      seen |= 1 << UInt64(index)
      missing &= missing - 1
    }
  }

  private func destroy(_ seen: UInt64, of value: UnsafeMutableRawPointer) {
    var seen = seen
    while seen != 0 {
      let property = propertyTable[seen.trailingZeroBitCount]
      property.type.destroy(value + property.offset)
      seen &= seen - 1
    }
  }

  // MARK: Fast path: writing

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try output.open(UInt8(ascii: "{"))
    try writeMembers(value, to: output)
    output.close(UInt8(ascii: "}"))
  }

  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    for part in flattened {
      // An unrecognized branch is a whole object, which may contain members of this struct, too. The fallback writes the
      // struct's values for them.
      guard part.type.isRecognized(value + part.offset) else { throw FastPathUnavailable() }
      try part.type.writeMembers(value + part.offset, to: output)
    }
    if let additional {
      try additional.type.writeMembers(value + additional.offset, except: names, to: output)
    }
    for index in propertyTable.indices {
      let property = propertyTable.baseAddress.unsafelyUnwrapped + index
      try write(property, of: value, to: output)
    }
  }

  @inline(__always)
  private func write(
    _ property: UnsafeMutablePointer<Property>,
    of value: UnsafeRawPointer,
    to output: JSONOutput
  ) throws(FastPathUnavailable) {
    let field = value + property.pointee.offset
    switch property.pointee.kind {
    case .string:
      output.write(property.pointee.key)
      output.write(field.assumingMemoryBound(to: String.self).pointee)
    case .integer:
      output.write(property.pointee.key)
      output.write(field.assumingMemoryBound(to: Int64.self).pointee)
    case .boolean:
      output.write(property.pointee.key)
      output.write(literal: field.assumingMemoryBound(to: Bool.self).pointee ? "true" : "false")
    case .optionalString:
      if let string = field.assumingMemoryBound(to: String?.self).pointee {
        output.write(property.pointee.key)
        output.write(string)
      } else if property.pointee.presence != .optional {
        output.write(property.pointee.key)
        output.write(literal: "null")
      }
    case .optionalInteger:
      if let integer = field.assumingMemoryBound(to: Int64?.self).pointee {
        output.write(property.pointee.key)
        output.write(integer)
      } else if property.pointee.presence != .optional {
        output.write(property.pointee.key)
        output.write(literal: "null")
      }
    case .other:
      if property.pointee.presence == .optional, property.pointee.type.isAbsent(field) { return }
      output.write(property.pointee.key)
      try property.pointee.type.write(field, to: output)
    }
  }

  // MARK: Fallback

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    clearPadding(of: value)
    var initialized: [(type: any WireType, offset: Int)] = []
    do {
      if !properties.isEmpty || additional != nil {
        let container = try decoder.container(keyedBy: WireKey.self)
        try checkNames(in: container)
        for (property, key) in zip(properties, keys) {
          try property.decode(key, from: container, into: value + property.offset)
          initialized.append((property.type, property.offset))
        }
      }
      for part in flattened {
        try part.type.decode(from: decoder, into: value + part.offset)
        initialized.append((part.type, part.offset))
      }
      if let additional {
        try additional.type.decodeMembers(from: decoder, except: names, into: value + additional.offset)
      }
    } catch {
      for part in initialized { part.type.destroy(value + part.offset) }
      throw error
    }
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    // Flattened properties come first: an unrecognized branch is a whole object, whose members this struct overwrites.
    for part in flattened { try part.type.encode(value + part.offset, to: encoder) }
    if properties.isEmpty, additional == nil, !flattened.isEmpty { return }
    var container = encoder.container(keyedBy: WireKey.self)
    if let additional {
      try additional.type.encodeMembers(value + additional.offset, except: names, to: &container)
    }
    for (property, key) in zip(properties, keys) {
      let field = value + property.offset
      if property.presence == .optional, property.type.isAbsent(field) { continue }
      try property.encode(field, key, to: &container)
    }
  }

  // MARK: Values

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    properties.allSatisfy { $0.type.areEqual(left + $0.offset, right + $0.offset) }
      && flattened.allSatisfy { $0.type.areEqual(left + $0.offset, right + $0.offset) }
      && (additional.map { $0.type.areEqual(left + $0.offset, right + $0.offset) } ?? true)
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    for property in properties { property.type.hash(value + property.offset, into: &hasher) }
    for part in flattened { part.type.hash(value + part.offset, into: &hasher) }
    if let additional { additional.type.hash(value + additional.offset, into: &hasher) }
  }
}
