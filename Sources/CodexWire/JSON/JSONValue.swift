/// Any JSON value: for parts of the protocol without a type, and for values that this release does not recognize.
///
/// An integer that fits into 64 bits keeps its exact value, since it is never converted to `Double`.
public enum JSONValue: Hashable, Sendable {
  /// The value `null`.
  case null
  /// One of the values `true` and `false`.
  case bool(Bool)
  /// An integer that fits into `Int64`.
  case integer(Int64)
  /// An integer above `Int64.max` that fits into `UInt64`.
  case unsignedInteger(UInt64)
  /// A number with a fraction, or an integer that does not fit into 64 bits.
  case number(Double)
  /// A text.
  case string(String)
  /// A list of values.
  case array([JSONValue])
  /// Members, by their names. Their order is not kept.
  case object(JSONObject)
}

extension JSONValue {
  /// Creates a JSON object with the members of a dictionary.
  // Disfavored, so that a literal becomes a `JSONObject`: a dictionary literal with equivalent names stops the program.
  @_disfavoredOverload
  public static func object(_ members: [String: JSONValue]) -> JSONValue { .object(JSONObject(members)) }
}

extension JSONValue {
  /// The member `key` of an object; `nil` when the member is absent or the value is not an object.
  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The element at `index` of an array; `nil` when the index is out of bounds or the value is not an array.
  public subscript(index: Int) -> JSONValue? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }

  /// The string; `nil` when the value is not a string.
  public var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The members of the object; `nil` when the value is not an object.
  public var objectValue: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The elements of the array; `nil` when the value is not an array.
  public var arrayValue: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The boolean; `nil` when the value is not a boolean.
  public var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The integer; `nil` when the value is not an integer or does not fit into `Int`.
  public var intValue: Int? {
    if case .integer(let value) = self { Int(exactly: value) } else { nil }
  }
}

extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
}

// `WireValue` has default implementations of `==` and `hash(into:)` that use the wire type. The wire type of `JSONValue`
// uses the functions below, so they must not be the default implementations.
extension JSONValue {
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.unsignedInteger(let left), .unsignedInteger(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .unsignedInteger(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .array(let value): hasher.combine(value)
    case .object(let value): hasher.combine(value)
    }
  }
}
