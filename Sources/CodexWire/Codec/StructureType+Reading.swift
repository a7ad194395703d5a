// Reads structs on the fast path.

extension StructureType {
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
    guard isPlain else {
      if nested != nil { throw FastPathUnavailable() }
      return try readAll(&cursor, into: value)
    }
    clearPadding(of: value)
    var seen: UInt64 = 0
    do throws(FastPathUnavailable) {
      var hasTag = tag?.textAfterTag != nil
      let last = cursor.memory.pointee.structure(number, properties: propertyTable.count)
      // The member before: the number of the property, counted from 1; 0 for none.
      var previous = 0
      try cursor.open(UInt8(ascii: "{"))
      var hasNext: Bool
      if let textAfterTag = tag?.textAfterTag {
        cursor.position = textAfterTag
        hasNext = try cursor.hasNext(before: UInt8(ascii: "}"))
      } else {
        hasNext = !cursor.isEmpty(before: UInt8(ascii: "}"))
      }
      while hasNext {
        let guess = last.order[previous]
        if guess < CodecMemory.nestedMember, cursor.take(propertyTable[Int(guess)].key) {
          try readProperty(Int(guess), &cursor, last, into: value, &seen)
          previous = Int(guess) + 1
        } else if guess == CodecMemory.nestedMember, let key = nested?.key, cursor.take(key) {
          try nested?.read(&cursor)
          previous = propertyTable.count + 1
        } else {
          let name = try cursor.name()
          if let index = nameTable.index(of: name) {
            try readProperty(index, &cursor, last, into: value, &seen)
            last.order[previous] = UInt8(truncatingIfNeeded: index)
            previous = index + 1
          } else if let tag, tag.key.matches(name) {
            // `JSONDecoder` decides which of two tags counts.
            if hasTag { throw FastPathUnavailable() }
            hasTag = true
            try cursor.skipValue()
          } else if nested?.key.matches(name) == true {
            try nested?.read(&cursor)
            last.order[previous] = CodecMemory.nestedMember
            previous = propertyTable.count + 1
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
    _ last: CodecMemory.StructureMemory,
    into value: UnsafeMutableRawPointer,
    _ seen: inout UInt64
  ) throws(FastPathUnavailable) {
    let bit: UInt64 = 1 << UInt64(index)
    if seen & bit != 0 { throw FastPathUnavailable() }
    let property = propertyTable.baseAddress.unsafelyUnwrapped + index
    let field = value + property.pointee.offset
    switch property.pointee.kind {
    case .string:
      let string = try cursor.string(likely: last.texts + index)
      field.initializeMemory(as: String.self, to: string)
    case .optionalString:
      let string: String? = try cursor.takeNull() ? nil : cursor.string(likely: last.texts + index)
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
}
