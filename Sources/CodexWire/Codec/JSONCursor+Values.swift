// Values of any type: skipped, or read as `JSONValue`.

extension JSONCursor {
  /// Skips a value, which is validated like a value that is read.
  mutating func skipValue() throws(FastPathUnavailable) {
    switch peek() {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "{"):
      try open(UInt8(ascii: "{"))
      if isEmpty(before: UInt8(ascii: "}")) { return }
      repeat {
        try skipString()
        try expect(UInt8(ascii: ":"))
        try skipValue()
      } while try hasNext(before: UInt8(ascii: "}"))
    case UInt8(ascii: "["):
      try open(UInt8(ascii: "["))
      if isEmpty(before: UInt8(ascii: "]")) { return }
      repeat { try skipValue() } while try hasNext(before: UInt8(ascii: "]"))
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try boolean()
    case UInt8(ascii: "n"): _ = try takeNull()
    default:
      let start = position
      if shortInteger() != nil { return }
      position = start
      _ = try numberText()
    }
  }

  mutating func value() throws(FastPathUnavailable) -> JSONValue {
    switch peek() {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"):
      var members = JSONObject()
      try open(UInt8(ascii: "{"))
      if isEmpty(before: UInt8(ascii: "}")) { return .object(members) }
      repeat {
        let name = try string()
        try expect(UInt8(ascii: ":"))
        // `JSONDecoder` decides which of two members with one name counts.
        if members.updateValue(try value(), forKey: name) != nil { throw FastPathUnavailable() }
      } while try hasNext(before: UInt8(ascii: "}"))
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      try open(UInt8(ascii: "["))
      if isEmpty(before: UInt8(ascii: "]")) { return .array(elements) }
      repeat { elements.append(try value()) } while try hasNext(before: UInt8(ascii: "]"))
      return .array(elements)
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try boolean())
    case UInt8(ascii: "n"):
      _ = try takeNull()
      return .null
    default: return try numericValue()
    }
  }
}
