import CodexWire
import Foundation

/// The schema and a value of a type of the standard library or of Foundation.
struct StandardType {
  var schema: JSONSchema
  /// A value of the type.
  var value: Any

  /// `nil` for other types.
  init?(_ type: Any.Type) {
    switch type {
    case is String.Type: self.init("string", value: "")
    case is Bool.Type: self.init("boolean", value: false)
    case let integer as any FixedWidthInteger.Type: self.init(integer: integer)
    case is Double.Type: self.init("number", value: 0.0)
    case is Float.Type: self.init("number", value: Float(0))
    case is Decimal.Type: self.init("number", value: Decimal(0))
    case is Date.Type: self.init("string", ["format": "date-time"], value: Date(timeIntervalSince1970: 0))
    case is UUID.Type: self.init("string", ["format": "uuid"], value: UUID())
    case is URL.Type:
      guard let url = URL(string: "https://example.com") else { return nil }
      self.init("string", text: "A URL.", value: url)
    case is Data.Type: self.init("string", text: "Bytes in Base64.", value: Data())
    default: return nil
    }
  }

  private init(_ type: String, _ others: [String: JSONValue] = [:], text: String? = nil, value: Any) {
    let keywords = others.merging(["type": .string(type)]) { $1 }
    schema = JSONSchema(.keywords(keywords), text: text)
    self.value = value
  }

  /// An integer of less than 64 bits has limits; an unsigned integer has a lower limit.
  private init<Integer: FixedWidthInteger>(integer type: Integer.Type) {
    var limits: [String: JSONValue] = [:]
    if !Integer.isSigned { limits["minimum"] = 0 }
    if Integer.bitWidth < 64, let low = Int64(exactly: Integer.min), let high = Int64(exactly: Integer.max) {
      limits = ["minimum": .integer(low), "maximum": .integer(high)]
    }
    self.init("integer", limits, value: Integer.zero)
  }
}

/// The values of an enum with raw values that are strings or integers.
struct EnumValues {
  private let rawValues: [JSONValue]
  let first: Any?
  var isEmpty: Bool { rawValues.isEmpty }

  /// `nil` for other types.
  init?(_ type: Any.Type) {
    guard let type = type as? any (CaseIterable & RawRepresentable).Type, let values = Self(cases: type) else {
      return nil
    }
    self = values
  }

  private init?<Enum: CaseIterable & RawRepresentable>(cases type: Enum.Type) {
    var rawValues: [JSONValue] = []
    for value in type.allCases {
      switch value.rawValue {
      case let text as String: rawValues.append(.string(text))
      case let number as any BinaryInteger:
        guard let number = Int64(exactly: number) else { return nil }
        rawValues.append(.integer(number))
      default: return nil
      }
    }
    self.rawValues = rawValues
    first = type.allCases.first
  }

  var schema: JSONSchema {
    let isText = rawValues.first?.stringValue != nil
    return JSONSchema(.keywords(["type": isText ? "string" : "integer", "enum": .array(rawValues)]))
  }
}

/// An optional or a collection, whose schema contains the schema of another type.
protocol ContainerWithSchema {
  static func schema(in builder: SchemaBuilder, at path: [String]) throws -> JSONSchema
  /// A value for which no value of the other type is needed.
  static var emptyValue: Self { get }
}

extension Optional: ContainerWithSchema where Wrapped: Decodable {
  static func schema(in builder: SchemaBuilder, at path: [String]) throws -> JSONSchema {
    let schema = try builder.schema(of: Wrapped.self, at: path)
    if case .nullable = schema.shape { return schema }
    return JSONSchema(.nullable(schema))
  }

  static var emptyValue: Self { nil }
}

extension Array: ContainerWithSchema where Element: Decodable {
  static func schema(in builder: SchemaBuilder, at path: [String]) throws -> JSONSchema {
    JSONSchema(.array(try builder.schema(of: Element.self, at: path)))
  }

  static var emptyValue: Self { [] }
}

extension Set: ContainerWithSchema where Element: Decodable {
  static func schema(in builder: SchemaBuilder, at path: [String]) throws -> JSONSchema {
    JSONSchema(.array(try builder.schema(of: Element.self, at: path)))
  }

  static var emptyValue: Self { [] }
}

extension Dictionary: ContainerWithSchema where Key: Decodable, Value: Decodable {
  static func schema(in builder: SchemaBuilder, at path: [String]) throws -> JSONSchema {
    guard Key.self == String.self || Key.self == Int.self else {
      throw builder.note(
        SchemaProblem(
          path: path,
          type: "\(Self.self)",
          reason: "The keys of a dictionary must be of type String or Int.",
          advice: "Use one of these types for the keys, or an array of structs."
        )
      )
    }
    let key = try builder.schema(of: Key.self, at: path)
    return JSONSchema(.dictionary(key: key, value: try builder.schema(of: Value.self, at: path)))
  }

  static var emptyValue: Self { [:] }
}

extension JSONSchema {
  /// The first value that the schema lists, for a schema that lists its values.
  var firstValue: JSONValue? {
    guard case .keywords(let keywords) = shape else { return nil }
    return keywords["const"] ?? keywords["enum"]?[0]
  }
}
