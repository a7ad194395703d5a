// Types that hold values of another type: optionals, arrays, dictionaries and patches.

final class OptionalType<Wrapped: WireValue>: WireType {
  var swiftType: any WireValue.Type { Wrapped?.self }
  @exclusivity(unchecked) private var wrapped: any WireType = UnresolvedType.placeholder
  /// `JSONValue` has a case for null, so only an absent member is read as `nil`.
  private let keepsNull = Wrapped.self == JSONValue.self

  func resolve() { wrapped = WireTypeRegistry.type(of: Wrapped.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    if !keepsNull, try cursor.takeNull() {
      value.initializeMemory(as: Wrapped?.self, to: nil)
      return
    }
    try wrapped.read(&cursor, into: value)
    wrap(value)
  }

  /// Replaces the `Wrapped` at `value` by an optional of it. The memory is large enough for the optional.
  private func wrap(_ value: UnsafeMutableRawPointer) {
    let unwrapped = value.assumingMemoryBound(to: Wrapped.self).move()
    value.initializeMemory(as: Wrapped?.self, to: unwrapped)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    guard !isAbsent(value) else { return output.write(literal: "null") }
    // The payload of an optional is at the start of its memory.
    try wrapped.write(value, to: output)
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    if !keepsNull, try decoder.singleValueContainer().decodeNil() {
      value.initializeMemory(as: Wrapped?.self, to: nil)
      return
    }
    try wrapped.decode(from: decoder, into: value)
    wrap(value)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    guard let value = value.assumingMemoryBound(to: Wrapped?.self).pointee else {
      var container = encoder.singleValueContainer()
      return try container.encodeNil()
    }
    try WireCoded(value).encode(to: encoder)
  }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: Wrapped?.self, to: nil)
    return true
  }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool {
    if case .none = value.assumingMemoryBound(to: Wrapped?.self).pointee { true } else { false }
  }

  func isRecognized(_ value: UnsafeRawPointer) -> Bool { isAbsent(value) || wrapped.isRecognized(value) }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    switch (isAbsent(left), isAbsent(right)) {
    case (true, true): true
    case (false, false): wrapped.areEqual(left, right)
    default: false
    }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    let isAbsent = isAbsent(value)
    hasher.combine(isAbsent)
    if !isAbsent { wrapped.hash(value, into: &hasher) }
  }
}

final class ArrayType<Element: WireValue>: WireType {
  var swiftType: any WireValue.Type { [Element].self }
  @exclusivity(unchecked) private var element: any WireType = UnresolvedType.placeholder

  func resolve() { element = WireTypeRegistry.type(of: Element.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    try cursor.open(UInt8(ascii: "["))
    var elements: [Element] = []
    if !cursor.isEmpty(before: UInt8(ascii: "]")) {
      let borrowed = cursor.memory.pointee.borrow(for: Element.self)
      defer { cursor.memory.pointee.giveBack(borrowed) }
      let place = borrowed.start.assumingMemoryBound(to: Element.self)
      repeat {
        try element.read(&cursor, into: UnsafeMutableRawPointer(place))
        elements.append(place.move())
      } while try cursor.hasNext(before: UInt8(ascii: "]"))
    }
    value.initializeMemory(as: [Element].self, to: elements)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    output.write(byte: UInt8(ascii: "["))
    try value.assumingMemoryBound(to: [Element].self).pointee.withUnsafeBufferPointer {
      elements throws(FastPathUnavailable) in
      for index in elements.indices {
        if index > 0 { output.write(byte: UInt8(ascii: ",")) }
        guard let start = elements.baseAddress else { return }
        try element.write(UnsafeRawPointer(start + index), to: output)
      }
    }
    output.write(byte: UInt8(ascii: "]"))
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    var container = try decoder.unkeyedContainer()
    var elements: [Element] = []
    elements.reserveCapacity(container.count ?? 0)
    while !container.isAtEnd { elements.append(try container.decode(WireCoded<Element>.self).value) }
    value.initializeMemory(as: [Element].self, to: elements)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for element in value.assumingMemoryBound(to: [Element].self).pointee {
      try container.encode(WireCoded(element))
    }
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    let (left, right) = (
      left.assumingMemoryBound(to: [Element].self).pointee, right.assumingMemoryBound(to: [Element].self).pointee
    )
    guard left.count == right.count else { return false }
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        guard let first = left.baseAddress, let second = right.baseAddress, first != second else { return true }
        return left.indices.allSatisfy { element.areEqual(first + $0, second + $0) }
      }
    }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    value.assumingMemoryBound(to: [Element].self).pointee.withUnsafeBufferPointer { elements in
      hasher.combine(elements.count)
      guard let start = elements.baseAddress else { return }
      for index in elements.indices { element.hash(start + index, into: &hasher) }
    }
  }
}

/// A type that can hold the additional members of a struct: all members that no other property describes.
protocol DictionaryWireType: WireType {
  /// Reads a dictionary from the texts of its members' values.
  func readMembers(_ texts: [String: JSONCursor], into value: UnsafeMutableRawPointer) throws(FastPathUnavailable)

  /// Writes the members whose names are not in `names`, each after a comma if there is a member before it.
  func writeMembers(_ value: UnsafeRawPointer, except names: Set<String>, to output: JSONOutput)
    throws(FastPathUnavailable)

  /// Decodes the members of an object whose names are not in `names`.
  func decodeMembers(from decoder: any Decoder, except names: Set<String>, into value: UnsafeMutableRawPointer) throws

  /// Encodes the members whose names are not in `names`.
  func encodeMembers(
    _ value: UnsafeRawPointer,
    except names: Set<String>,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws
}

final class DictionaryType<Value: WireValue>: DictionaryWireType {
  var swiftType: any WireValue.Type { [String: Value].self }
  @exclusivity(unchecked) private var element: any WireType = UnresolvedType.placeholder

  func resolve() { element = WireTypeRegistry.type(of: Value.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    try cursor.open(UInt8(ascii: "{"))
    var members: [String: Value] = [:]
    if !cursor.isEmpty(before: UInt8(ascii: "}")) {
      repeat {
        let name = try cursor.string()
        try cursor.expect(UInt8(ascii: ":"))
        try readMember(&cursor, name, into: &members)
      } while try cursor.hasNext(before: UInt8(ascii: "}"))
    }
    value.initializeMemory(as: [String: Value].self, to: members)
  }

  private func readMember(
    _ cursor: inout JSONCursor,
    _ name: String,
    into members: inout [String: Value]
  ) throws(FastPathUnavailable) {
    let borrowed = cursor.memory.pointee.borrow(for: Value.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let place = borrowed.start.assumingMemoryBound(to: Value.self)
    try element.read(&cursor, into: UnsafeMutableRawPointer(place))
    // `JSONDecoder` decides which of two members with one name counts.
    if members.updateValue(place.move(), forKey: name) != nil { throw FastPathUnavailable() }
  }

  func readMembers(
    _ texts: [String: JSONCursor],
    into value: UnsafeMutableRawPointer
  ) throws(FastPathUnavailable) {
    var members: [String: Value] = [:]
    for (name, text) in texts {
      var cursor = text
      try readMember(&cursor, name, into: &members)
    }
    value.initializeMemory(as: [String: Value].self, to: members)
  }

  func decodeMembers(
    from decoder: any Decoder,
    except names: Set<String>,
    into value: UnsafeMutableRawPointer
  ) throws {
    let container = try decoder.container(keyedBy: WireKey.self)
    var members: [String: Value] = [:]
    for key in container.allKeys where !names.contains(key.stringValue) {
      let member = try container.located(key, Value.self) {
        try container.decode(WireCoded<Value>.self, forKey: key)
      }
      members[key.stringValue] = member.value
    }
    value.initializeMemory(as: [String: Value].self, to: members)
  }

  func encodeMembers(
    _ value: UnsafeRawPointer,
    except names: Set<String>,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws {
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee where !names.contains(name) {
      try container.encode(WireCoded(member), forKey: WireKey(name))
    }
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    output.write(byte: UInt8(ascii: "{"))
    try writeMembers(value, to: output)
    output.write(byte: UInt8(ascii: "}"))
  }

  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try writeMembers(value, except: [], to: output)
  }

  func writeMembers(_ value: UnsafeRawPointer, except names: Set<String>, to output: JSONOutput)
    throws(FastPathUnavailable)
  {
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee where !names.contains(name) {
      output.write(name: name)
      try withUnsafePointer(to: member) { member throws(FastPathUnavailable) in
        try element.write(UnsafeRawPointer(member), to: output)
      }
    }
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let members = try [String: WireCoded<Value>](from: decoder)
    value.initializeMemory(as: [String: Value].self, to: members.mapValues(\.value))
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try value.assumingMemoryBound(to: [String: Value].self).pointee.mapValues { WireCoded($0) }.encode(to: encoder)
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    let (left, right) = (
      left.assumingMemoryBound(to: [String: Value].self).pointee,
      right.assumingMemoryBound(to: [String: Value].self).pointee
    )
    guard left.count == right.count else { return false }
    return left.allSatisfy { name, value in
      guard let other = right[name] else { return false }
      return withUnsafePointer(to: value) { value in
        withUnsafePointer(to: other) { element.areEqual(UnsafeRawPointer(value), UnsafeRawPointer($0)) }
      }
    }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    // The order of members differs between equal dictionaries, so the hash must not depend on the order.
    var combined = 0
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee {
      var hasher = Hasher()
      hasher.combine(name)
      withUnsafePointer(to: member) { element.hash(UnsafeRawPointer($0), into: &hasher) }
      combined ^= hasher.finalize()
    }
    hasher.combine(combined)
  }
}

final class PatchType<Value: WireValue>: WireType {
  var swiftType: any WireValue.Type { Patch<Value>.self }
  @exclusivity(unchecked) private var wrapped: any WireType = UnresolvedType.placeholder

  func resolve() { wrapped = WireTypeRegistry.type(of: Value.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    if try cursor.takeNull() {
      value.initializeMemory(as: Patch<Value>.self, to: .clear)
      return
    }
    let borrowed = cursor.memory.pointee.borrow(for: Value.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let place = borrowed.start.assumingMemoryBound(to: Value.self)
    try wrapped.read(&cursor, into: UnsafeMutableRawPointer(place))
    value.initializeMemory(as: Patch<Value>.self, to: .set(place.move()))
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    guard let value = value.assumingMemoryBound(to: Patch<Value>.self).pointee.value else {
      return output.write(literal: "null")
    }
    try withUnsafePointer(to: value) { value throws(FastPathUnavailable) in
      try wrapped.write(UnsafeRawPointer(value), to: output)
    }
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let patch: Patch<Value> =
      try decoder.singleValueContainer().decodeNil() ? .clear : .set(WireCoded<Value>(from: decoder).value)
    value.initializeMemory(as: Patch<Value>.self, to: patch)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    if let value = value.assumingMemoryBound(to: Patch<Value>.self).pointee.value {
      return try WireCoded(value).encode(to: encoder)
    }
    var container = encoder.singleValueContainer()
    try container.encodeNil()
  }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: Patch<Value>.self, to: .unchanged)
    return true
  }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool {
    if case .unchanged = value.assumingMemoryBound(to: Patch<Value>.self).pointee { true } else { false }
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    switch (
      left.assumingMemoryBound(to: Patch<Value>.self).pointee, right.assumingMemoryBound(to: Patch<Value>.self).pointee
    ) {
    case (.unchanged, .unchanged), (.clear, .clear): true
    case (.set(let left), .set(let right)):
      withUnsafePointer(to: left) { left in
        withUnsafePointer(to: right) { wrapped.areEqual(UnsafeRawPointer(left), UnsafeRawPointer($0)) }
      }
    default: false
    }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    switch value.assumingMemoryBound(to: Patch<Value>.self).pointee {
    case .unchanged: hasher.combine(0)
    case .clear: hasher.combine(1)
    case .set(let value):
      hasher.combine(2)
      withUnsafePointer(to: value) { wrapped.hash(UnsafeRawPointer($0), into: &hasher) }
    }
  }
}

extension Optional: WireValue where Wrapped: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = OptionalType<Wrapped>() }
}

extension Array: WireValue where Element: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = ArrayType<Element>() }
}

extension Dictionary: WireValue where Key == String, Value: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = DictionaryType<Value>() }
}

extension Patch: WireValue where Value: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = PatchType<Value>() }
}
