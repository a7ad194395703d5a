extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    // A `Decoder` does not say what it contains, so all kinds of values are tried: objects and arrays first, since asking
    // for their containers is fast, then scalars in the order of their frequency.
    if let object = try? decoder.container(keyedBy: WireKey.self) {
      var members: [String: JSONValue] = [:]
      members.reserveCapacity(object.allKeys.count)
      for key in object.allKeys {
        members[key.stringValue] = try object.decode(JSONValue.self, forKey: key)
      }
      self = .object(members)
      return
    }
    if var array = try? decoder.unkeyedContainer() {
      var elements: [JSONValue] = []
      while !array.isAtEnd { elements.append(try array.decode(JSONValue.self)) }
      self = .array(elements)
      return
    }
    let scalar = try decoder.singleValueContainer()
    if let value = try? scalar.decode(String.self) {
      self = .string(value)
    } else if scalar.decodeNil() {
      self = .null
    } else if let value = try? scalar.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? scalar.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? scalar.decode(UInt64.self) {
      self = .unsignedInteger(value)
    } else {
      self = .number(try scalar.decode(Double.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      var object = encoder.container(keyedBy: WireKey.self)
      for (key, value) in members { try object.encode(value, forKey: WireKey(key)) }
    case .array(let elements):
      var array = encoder.unkeyedContainer()
      for element in elements { try array.encode(element) }
    case .null: try encodeScalar { try $0.encodeNil() }
    case .bool(let value): try encodeScalar { try $0.encode(value) }
    case .integer(let value): try encodeScalar { try $0.encode(value) }
    case .unsignedInteger(let value): try encodeScalar { try $0.encode(value) }
    case .number(let value): try encodeScalar { try $0.encode(value) }
    case .string(let value): try encodeScalar { try $0.encode(value) }
    }

    func encodeScalar(_ body: (inout any SingleValueEncodingContainer) throws -> Void) throws {
      var container = encoder.singleValueContainer()
      try body(&container)
    }
  }
}
