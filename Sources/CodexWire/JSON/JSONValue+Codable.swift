import Foundation

extension JSONValue: Codable {
  /// Decodes a value.
  ///
  /// `JSONDecoder` drops one of two members of an object whose names are canonically equivalent. `WireDecoder` and
  /// `init(parsing:)` keep both.
  public init(from decoder: any Decoder) throws {
    if let value = FallbackDocument.value(of: decoder) {
      self = value
      return
    }
    // A `Decoder` does not say what it contains, so all kinds of values are tried: objects and arrays first, since asking
    // for their containers is fast, then scalars in the order of their frequency.
    if let object = try? decoder.container(keyedBy: WireKey.self) {
      try JSONLimits.checkDepth(of: decoder)
      var members = JSONObject()
      for key in object.allKeys {
        members[key.stringValue] = try object.decode(JSONValue.self, forKey: key)
      }
      self = .object(members)
      return
    }
    if var array = try? decoder.unkeyedContainer() {
      try JSONLimits.checkDepth(of: decoder)
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
    } else {
      self = try Self.number(from: scalar)
    }
  }

  /// Decodes a number with the rule of `JSONNumber`.
  private static func number(from scalar: any SingleValueDecodingContainer) throws -> JSONValue {
    let integer = try? scalar.decode(Int64.self)
    // From 2^53 - 0.5 on, `JSONDecoder` drops the digits after the point.
    if let integer, integer.magnitude < 1 << 53 - 1 { return .integer(integer) }
    let number = try scalar.decode(Double.self)
    if number.magnitude < 0x1p53 { return JSONNumber.value(nearest: number) }
    // Nor does it read an integer from every text whose value is one. `Decimal` has the exact value.
    if number.magnitude <= 0x1p64 {
      if let decimal = try? scalar.decode(Decimal.self) {
        if let exact = JSONNumber.integer(decimal.description.utf8) { return exact }
      } else if let integer {
        // A decoder of another format.
        return .integer(integer)
      } else if let integer = try? scalar.decode(UInt64.self) {
        return .unsignedInteger(integer)
      }
    }
    return JSONNumber.value(nearest: number)
  }

  /// Encodes the value.
  ///
  /// - Throws: `EncodingError` for an object with names that are canonically equivalent, of which `JSONEncoder` would drop one,
  ///   and for a value that is nested too deeply.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      try JSONLimits.checkDepth(of: encoder, encoding: self)
      if members.hasEquivalentNames {
        let reason = "two names in one object differ only in their composition of characters; JSONEncoder drops one"
        throw EncodingError.invalidValue(self, .init(codingPath: encoder.codingPath, debugDescription: reason))
      }
      var object = encoder.container(keyedBy: WireKey.self)
      for (key, value) in members { try object.encode(value, forKey: WireKey(key)) }
    case .array(let elements):
      try JSONLimits.checkDepth(of: encoder, encoding: self)
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
