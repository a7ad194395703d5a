/// Receives the branch and the payload of a union's value, to encode, compare or hash them.
///
/// Generated code uses it; programs do not need it.
@_spi(Generated) public struct _BranchVisitor {
  enum Purpose {
    case write(JSONOutput)
    case writeMembers(JSONOutput)
    case encode(any Encoder)
    /// Compares the visited value with another value of the union.
    case compare(with: UnsafeRawPointer)
    /// The second half of a comparison: compares the visited value with the branch and payload of the first value.
    case match(branch: Int, payload: UnsafeRawPointer?)
    case hash
  }

  private let union: any AnyUnionType
  private let purpose: Purpose
  var areEqual = false
  var hasher = Hasher()

  init(_ union: any AnyUnionType, _ purpose: Purpose) {
    self.union = union
    self.purpose = purpose
  }

  /// Visits a branch without a payload.
  public mutating func branch(_ number: Int) throws {
    switch purpose {
    case .write(let output):
      if case .external = union.tagging {
        output.write(union.branch(numbered: number)?.tag ?? "")
      } else {
        try output.open(UInt8(ascii: "{"))
        writeTag(number, to: output)
        output.close(UInt8(ascii: "}"))
      }
    case .writeMembers(let output):
      if case .external = union.tagging { throw FastPathUnavailable() }
      writeTag(number, to: output)
    case .encode(let encoder):
      if case .external = union.tagging {
        var single = encoder.singleValueContainer()
        try single.encode(union.branch(numbered: number)?.tag ?? "")
      } else {
        try encodeTag(number, to: encoder)
      }
    case .compare(let other): try match(other, branch: number, payload: nil)
    case .match(let branch, _): areEqual = branch == number
    case .hash: hasher.combine(number)
    }
  }

  /// Visits a branch and its payload.
  public mutating func payload<Payload: WireValue>(_ number: Int, _ value: Payload) throws {
    let type =
      switch purpose {
      case .write(let output), .writeMembers(let output): output.memory.pointee.type(of: Payload.self)
      default: WireTypeRegistry.type(of: Payload.self)
      }
    try withUnsafePointer(to: value) { try visit(number, UnsafeRawPointer($0), type) }
  }

  /// Visits the payload of `unrecognized(…)`.
  public mutating func unrecognized<Payload: WireValue>(_ value: Payload) throws {
    try payload(-1, value)
  }

  private mutating func visit(_ number: Int, _ value: UnsafeRawPointer, _ type: any WireType) throws {
    switch purpose {
    case .write(let output): try write(number, value, type, to: output)
    case .writeMembers(let output):
      if number < 0 { return try type.writeMembers(value, to: output) }
      if case .external = union.tagging {
        output.write(name: union.branch(numbered: number)?.tag ?? "")
        return try type.write(value, to: output)
      }
      try writeTagged(number, value, type, to: output)
    case .encode(let encoder): try encode(number, value, type, to: encoder)
    case .compare(let other): try match(other, branch: number, payload: value)
    case .match(let branch, let payload):
      areEqual = branch == number && payload.map { type.areEqual($0, value) } ?? false
    case .hash:
      hasher.combine(number)
      type.hash(value, into: &hasher)
    }
  }

  private mutating func match(_ other: UnsafeRawPointer, branch: Int, payload: UnsafeRawPointer?) throws {
    var visitor = _BranchVisitor(union, .match(branch: branch, payload: payload))
    try union.visit(other, &visitor)
    areEqual = visitor.areEqual
  }

  // MARK: Fast path

  private func write(_ number: Int, _ value: UnsafeRawPointer, _ type: any WireType, to output: JSONOutput) throws {
    if number < 0 { return try type.write(value, to: output) }
    switch union.tagging {
    case .untagged: try type.write(value, to: output)
    case .external:
      try output.open(UInt8(ascii: "{"))
      output.write(union.branch(numbered: number)?.tag ?? "")
      output.write(byte: UInt8(ascii: ":"))
      try type.write(value, to: output)
      output.close(UInt8(ascii: "}"))
    case .internal, .message:
      try output.open(UInt8(ascii: "{"))
      try writeTagged(number, value, type, to: output)
      output.close(UInt8(ascii: "}"))
    }
  }

  private func writeTagged(_ number: Int, _ value: UnsafeRawPointer, _ type: any WireType, to output: JSONOutput) throws
  {
    if union.branch(numbered: number)?.writesTag != true { writeTag(number, to: output) }
    if case .message = union.tagging, !(type is AnyMessageType) {
      guard !type.isAbsent(value) else { return }
      output.write(AnyMessageType.params)
      return try type.write(value, to: output)
    }
    try type.writeMembers(value, to: output)
  }

  private func writeTag(_ number: Int, to output: JSONOutput) {
    switch union.tagging {
    case .internal(let key), .message(let key):
      output.write(key)
      output.write(union.branch(numbered: number)?.tag ?? "")
    case .external, .untagged: break
    }
  }

  // MARK: Fallback

  private func encode(_ number: Int, _ value: UnsafeRawPointer, _ type: any WireType, to encoder: any Encoder) throws {
    if number < 0 { return try type.encode(value, to: encoder) }
    switch union.tagging {
    case .untagged: try type.encode(value, to: encoder)
    case .external:
      var object = encoder.container(keyedBy: WireKey.self)
      let key = WireKey(union.branch(numbered: number)?.tag ?? "")
      func encode<Payload: WireValue>(_ type: Payload.Type) throws {
        try object.encode(WireCoded(value.assumingMemoryBound(to: type).pointee), forKey: key)
      }
      try encode(type.swiftType)
    case .internal, .message:
      if union.branch(numbered: number)?.writesTag != true { try encodeTag(number, to: encoder) }
      if case .message = union.tagging, !(type is AnyMessageType) {
        return try AnyMessageType.encodeParams(value, type, to: encoder)
      }
      try type.encode(value, to: encoder)
    }
  }

  private func encodeTag(_ number: Int, to encoder: any Encoder) throws {
    switch union.tagging {
    case .internal(let key), .message(let key):
      var object = encoder.container(keyedBy: WireKey.self)
      try object.encode(union.branch(numbered: number)?.tag ?? "", forKey: key.key)
    case .external, .untagged: break
    }
  }
}
