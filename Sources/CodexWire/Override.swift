/// An argument that either changes a setting or leaves the setting as it is.
///
/// The default of such a parameter is `inherit`, which sends nothing: neither null nor a default value, so the server
/// keeps its setting. Literals and the cases of the SDK's presets can be written directly: `model: "gpt-5"`,
/// `approvalMode: .denyAll`.
public enum Override<Value> {
  /// Sends nothing: the server keeps its setting.
  case inherit
  /// Sends this value.
  case set(Value)

  /// The value to send; `nil` for `inherit`.
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
