/// A setting of something that exists already: left as it is, or set.
///
/// `inherit`, the default everywhere, sends nothing: neither null nor a default value, so that what is stored stays.
/// Literals can be written directly, and so can the cases of the SDK's presets.
public enum Override<Value> {
  /// Nothing is sent: what is stored stays.
  case inherit
  /// This value is sent.
  case set(Value)

  /// The value to send, `nil` for `inherit`.
  public var value: Value? {
    if case .set(let value) = self { value } else { nil }
  }
}

extension Override: Equatable where Value: Equatable {}
extension Override: Hashable where Value: Hashable {}
extension Override: Sendable where Value: Sendable {}

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

extension Override: ExpressibleByBooleanLiteral where Value: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Value.BooleanLiteralType) { self = .set(Value(booleanLiteral: value)) }
}

extension Override: ExpressibleByIntegerLiteral where Value: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Value.IntegerLiteralType) { self = .set(Value(integerLiteral: value)) }
}
