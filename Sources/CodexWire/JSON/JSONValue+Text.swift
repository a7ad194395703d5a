extension JSONValue {
  /// The value as JSON text on one line. The members of each object are sorted by name, so that equal values give equal
  /// text.
  ///
  /// A number that JSON cannot express (an infinite number or NaN) is written as `null`.
  package var sortedText: [UInt8] {
    CodecMemory.withOne { memory in
      let output = JSONOutput(memory: memory)
      output.writeSorted(self)
      return Array(output.bytes)
    }
  }
}

extension JSONOutput {
  fileprivate func writeSorted(_ value: JSONValue) {
    switch value {
    case .array(let elements):
      write(byte: UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { write(byte: UInt8(ascii: ",")) }
        writeSorted(element)
      }
      write(byte: UInt8(ascii: "]"))
    case .object(let members):
      write(byte: UInt8(ascii: "{"))
      for (name, member) in members.sortedMembers {
        write(name: name)
        writeSorted(member)
      }
      write(byte: UInt8(ascii: "}"))
    case .number(let number) where !number.isFinite: write(literal: "null")
    // Only numbers that are not finite make this call fail.
    case .number, .null, .bool, .integer, .unsignedInteger, .string: try? write(value)
    }
  }
}
