/// A field that the protocol reads in three ways: absent, null and a value.
///
/// Where omitting a field means "leave it as it is" and null means "clear it", an optional cannot tell the two apart.
public enum Patch<Value> {
  /// The member is absent: what is stored stays as it is.
  case unchanged
  /// The member is null: what is stored is removed.
  case clear
  /// The member has this value.
  case set(Value)

  /// The value to set, `nil` for `unchanged` and `clear`.
  public var value: Value? {
    if case .set(let value) = self { value } else { nil }
  }
}

extension Patch: Equatable where Value: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.unchanged, .unchanged), (.clear, .clear): true
    case (.set(let left), .set(let right)): left == right
    default: false
    }
  }
}

extension Patch: Hashable where Value: Hashable {
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .unchanged: hasher.combine(0)
    case .clear: hasher.combine(1)
    case .set(let value): hasher.combine(value)
    }
  }
}

extension Patch: Sendable where Value: Sendable {}
