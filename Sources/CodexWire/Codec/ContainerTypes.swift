// Optionals, arrays, dictionaries, and what else holds values of another type.

final class OptionalType<Wrapped: WireValue>: WireType {
  @exclusivity(unchecked) private var wrapped = WireType(Wrapped.self)
  /// Where nothing is typed, null is a value of its own: only an absent member is none.
  private let keepsNull = Wrapped.self == JSONValue.self

  override func resolve() { wrapped = WireType.of(Wrapped.self) }

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    if !keepsNull, try cursor.takeNull() {
      value.initializeMemory(as: Wrapped?.self, to: nil)
      return
    }
    try wrapped.read(&cursor, into: value)
    wrap(value)
  }

  /// Makes the `Wrapped` at `value` an optional in the same place, which is at least as large.
  private func wrap(_ value: UnsafeMutableRawPointer) {
    let unwrapped = value.assumingMemoryBound(to: Wrapped.self).move()
    value.initializeMemory(as: Wrapped?.self, to: unwrapped)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    guard !isAbsent(value) else { return output.write(literal: "null") }
    // The payload of an optional is at its start.
    try wrapped.write(value, to: output)
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    if !keepsNull, try decoder.singleValueContainer().decodeNil() {
      value.initializeMemory(as: Wrapped?.self, to: nil)
      return
    }
    try wrapped.decode(from: decoder, into: value)
    wrap(value)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    guard let value = value.assumingMemoryBound(to: Wrapped?.self).pointee else {
      var container = encoder.singleValueContainer()
      return try container.encodeNil()
    }
    try WireCoded(value).encode(to: encoder)
  }

  override func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: Wrapped?.self, to: nil)
    return true
  }

  override func isAbsent(_ value: UnsafeRawPointer) -> Bool {
    if case .none = value.assumingMemoryBound(to: Wrapped?.self).pointee { true } else { false }
  }

  override func isRecognized(_ value: UnsafeRawPointer) -> Bool { isAbsent(value) || wrapped.isRecognized(value) }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    switch (isAbsent(left), isAbsent(right)) {
    case (true, true): true
    case (false, false): wrapped.areEqual(left, right)
    default: false
    }
  }

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    let isAbsent = isAbsent(value)
    hasher.combine(isAbsent)
    if !isAbsent { wrapped.hash(value, into: &hasher) }
  }
}

final class ArrayType<Element: WireValue>: WireType {
  @exclusivity(unchecked) private var element = WireType(Element.self)

  override func resolve() { element = WireType.of(Element.self) }

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
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

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    output.write(byte: UInt8(ascii: "["))
    try value.assumingMemoryBound(to: [Element].self).pointee.withUnsafeBufferPointer { elements throws(Deferred) in
      for index in elements.indices {
        if index > 0 { output.write(byte: UInt8(ascii: ",")) }
        guard let start = elements.baseAddress else { return }
        try element.write(UnsafeRawPointer(start + index), to: output)
      }
    }
    output.write(byte: UInt8(ascii: "]"))
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    var container = try decoder.unkeyedContainer()
    var elements: [Element] = []
    elements.reserveCapacity(container.count ?? 0)
    while !container.isAtEnd { elements.append(try container.decode(WireCoded<Element>.self).value) }
    value.initializeMemory(as: [Element].self, to: elements)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for element in value.assumingMemoryBound(to: [Element].self).pointee {
      try container.encode(WireCoded(element))
    }
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
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

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    value.assumingMemoryBound(to: [Element].self).pointee.withUnsafeBufferPointer { elements in
      hasher.combine(elements.count)
      guard let start = elements.baseAddress else { return }
      for index in elements.indices { element.hash(start + index, into: &hasher) }
    }
  }
}

final class DictionaryType<Value: WireValue>: WireType {
  @exclusivity(unchecked) private var element = WireType(Value.self)

  override func resolve() { element = WireType.of(Value.self) }

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
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
  ) throws(Deferred) {
    let borrowed = cursor.memory.pointee.borrow(for: Value.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let place = borrowed.start.assumingMemoryBound(to: Value.self)
    try element.read(&cursor, into: UnsafeMutableRawPointer(place))
    // Which of two members of one name counts is for `JSONDecoder` to say.
    if members.updateValue(place.move(), forKey: name) != nil { throw Deferred() }
  }

  override func readMembers(
    _ places: [String: JSONCursor],
    into value: UnsafeMutableRawPointer
  ) throws(Deferred) {
    var members: [String: Value] = [:]
    for (name, place) in places {
      var cursor = place
      try readMember(&cursor, name, into: &members)
    }
    value.initializeMemory(as: [String: Value].self, to: members)
  }

  override func decodeMembers(
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

  override func encodeMembers(
    _ value: UnsafeRawPointer,
    except names: Set<String>,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws {
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee where !names.contains(name) {
      try container.encode(WireCoded(member), forKey: WireKey(name))
    }
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    output.write(byte: UInt8(ascii: "{"))
    try writeMembers(value, to: output)
    output.write(byte: UInt8(ascii: "}"))
  }

  override func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try writeMembers(value, except: [], to: output)
  }

  override func writeMembers(_ value: UnsafeRawPointer, except names: Set<String>, to output: JSONOutput)
    throws(Deferred)
  {
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee where !names.contains(name) {
      output.write(name: name)
      try withUnsafePointer(to: member) { member throws(Deferred) in
        try element.write(UnsafeRawPointer(member), to: output)
      }
    }
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let members = try [String: WireCoded<Value>](from: decoder)
    value.initializeMemory(as: [String: Value].self, to: members.mapValues(\.value))
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try value.assumingMemoryBound(to: [String: Value].self).pointee.mapValues { WireCoded($0) }.encode(to: encoder)
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
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

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    // Members have no order, so what is combined must not depend on one.
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
  @exclusivity(unchecked) private var wrapped = WireType(Value.self)

  override func resolve() { wrapped = WireType.of(Value.self) }

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
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

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    guard let value = value.assumingMemoryBound(to: Patch<Value>.self).pointee.value else {
      return output.write(literal: "null")
    }
    try withUnsafePointer(to: value) { value throws(Deferred) in
      try wrapped.write(UnsafeRawPointer(value), to: output)
    }
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let patch: Patch<Value> =
      try decoder.singleValueContainer().decodeNil() ? .clear : .set(WireCoded<Value>(from: decoder).value)
    value.initializeMemory(as: Patch<Value>.self, to: patch)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    if let value = value.assumingMemoryBound(to: Patch<Value>.self).pointee.value {
      return try WireCoded(value).encode(to: encoder)
    }
    var container = encoder.singleValueContainer()
    try container.encodeNil()
  }

  override func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: Patch<Value>.self, to: .unchanged)
    return true
  }

  override func isAbsent(_ value: UnsafeRawPointer) -> Bool {
    if case .unchanged = value.assumingMemoryBound(to: Patch<Value>.self).pointee { true } else { false }
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
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

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
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
  public static func _describe(_ type: _WireDescription<Self>) { type.type = OptionalType<Wrapped>(Self.self) }
}

extension Array: WireValue where Element: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = ArrayType<Element>(Self.self) }
}

extension Dictionary: WireValue where Key == String, Value: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = DictionaryType<Value>(Self.self) }
}

extension Patch: WireValue where Value: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = PatchType<Value>(Self.self) }
}
