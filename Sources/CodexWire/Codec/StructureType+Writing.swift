// Writes structs on the fast path.

extension StructureType {
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
}
