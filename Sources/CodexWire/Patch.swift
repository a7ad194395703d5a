/// A property for which the protocol distinguishes an absent member, null, and a value.
///
/// An absent member leaves a setting unchanged, and null removes the setting. An optional could not distinguish the two.
public enum Patch<Value> {
  /// The member is absent: the setting does not change.
  case unchanged
  /// The member is null: the setting is removed.
  case clear
  /// The member has this value, which becomes the setting.
  case set(Value)

  /// The value to set; `nil` for `unchanged` and `clear`.
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
