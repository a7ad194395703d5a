// A literal is a value to send, and `nil` is `inherit`.

extension Override: ExpressibleByNilLiteral {
  public init(nilLiteral: ()) { self = .inherit }
}

extension Override: ExpressibleByUnicodeScalarLiteral where Value: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral value: Value.UnicodeScalarLiteralType) {
    self = .set(Value(unicodeScalarLiteral: value))
  }
}

extension Override: ExpressibleByExtendedGraphemeClusterLiteral
where Value: ExpressibleByExtendedGraphemeClusterLiteral {
  public init(extendedGraphemeClusterLiteral value: Value.ExtendedGraphemeClusterLiteralType) {
    self = .set(Value(extendedGraphemeClusterLiteral: value))
  }
}

extension Override: ExpressibleByStringLiteral where Value: ExpressibleByStringLiteral {
  public init(stringLiteral value: Value.StringLiteralType) { self = .set(Value(stringLiteral: value)) }
}

extension Override: ExpressibleByStringInterpolation where Value: ExpressibleByStringInterpolation {
  /// Makes an override with the value that the interpolated text stands for.
  public init(stringInterpolation: Value.StringInterpolation) {
    self = .set(Value(stringInterpolation: stringInterpolation))
  }
}

extension Override: ExpressibleByBooleanLiteral where Value: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Value.BooleanLiteralType) { self = .set(Value(booleanLiteral: value)) }
}

extension Override: ExpressibleByIntegerLiteral where Value: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Value.IntegerLiteralType) { self = .set(Value(integerLiteral: value)) }
}

extension Override: ExpressibleByFloatLiteral where Value: ExpressibleByFloatLiteral {
  public init(floatLiteral value: Value.FloatLiteralType) { self = .set(Value(floatLiteral: value)) }
}

extension Override: ExpressibleByArrayLiteral where Value: OverrideArrayLiteral {
  public init(arrayLiteral elements: Value.ArrayLiteralElement...) { self = .set(Value(_elements: elements)) }
}

extension Override: ExpressibleByDictionaryLiteral where Value: OverrideDictionaryLiteral {
  public init(dictionaryLiteral elements: (Value.Key, Value.Value)...) { self = .set(Value(_members: elements)) }
}

/// A value that an array literal can express for an `Override`: an array, or a JSON value.
public protocol OverrideArrayLiteral: ExpressibleByArrayLiteral {
  /// Makes the value from the elements of a literal. Only `Override` calls this.
  @_spi(Generated) init(_elements: [ArrayLiteralElement])
}

/// A value that a dictionary literal can express for an `Override`: a dictionary, or a JSON value.
public protocol OverrideDictionaryLiteral: ExpressibleByDictionaryLiteral {
  /// Makes the value from the members of a literal. Of members with the same key, the last one counts. Only `Override`
  /// calls this.
  @_spi(Generated) init(_members: [(Key, Value)])
}

// A requirement that is marked `@_spi` needs a default implementation, so `JSONValue` has its implementations as such.

extension OverrideArrayLiteral where Self == JSONValue {
  @_spi(Generated) public init(_elements: [JSONValue]) { self = .array(_elements) }
}

extension OverrideDictionaryLiteral where Self == JSONValue {
  @_spi(Generated) public init(_members: [(String, JSONValue)]) {
    self = .object(Dictionary(_members, uniquingKeysWith: { _, last in last }))
  }
}

extension JSONValue: OverrideArrayLiteral, OverrideDictionaryLiteral {}

extension Array: OverrideArrayLiteral {
  @_spi(Generated) public init(_elements: [Element]) { self = _elements }
}

extension Dictionary: OverrideDictionaryLiteral {
  @_spi(Generated) public init(_members: [(Key, Value)]) { self.init(_members, uniquingKeysWith: { _, last in last }) }
}
