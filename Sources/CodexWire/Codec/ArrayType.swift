/// A JSON array.
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
      let temporary = borrowed.start.assumingMemoryBound(to: Element.self)
      repeat {
        try element.read(&cursor, into: UnsafeMutableRawPointer(temporary))
        elements.append(temporary.move())
      } while try cursor.hasNext(before: UInt8(ascii: "]"))
    }
    value.initializeMemory(as: [Element].self, to: elements)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try output.open(UInt8(ascii: "["))
    try value.assumingMemoryBound(to: [Element].self).pointee.withUnsafeBufferPointer {
      elements throws(FastPathUnavailable) in
      for index in elements.indices {
        if index > 0 { output.write(byte: UInt8(ascii: ",")) }
        guard let start = elements.baseAddress else { return }
        try element.write(UnsafeRawPointer(start + index), to: output)
      }
    }
    output.close(UInt8(ascii: "]"))
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    try JSONLimits.checkDepth(of: decoder)
    var container = try decoder.unkeyedContainer()
    var elements: [Element] = []
    elements.reserveCapacity(container.count ?? 0)
    while !container.isAtEnd { elements.append(try container.decode(WireCoded<Element>.self).value) }
    value.initializeMemory(as: [Element].self, to: elements)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try JSONLimits.checkDepth(of: encoder, encoding: value.assumingMemoryBound(to: [Element].self).pointee)
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

extension Array: WireValue where Element: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = ArrayType<Element>() }
}
