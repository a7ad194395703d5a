/// A property wrapper that stores its value behind a reference, so that a struct can contain itself.
///
/// Generated code uses it for recursive definitions only. The property is read and written like any other.
@propertyWrapper
public struct Boxed<Value> {
  fileprivate indirect enum Storage { case value(Value) }
  private var storage: Storage

  /// Stores a value.
  public init(wrappedValue: Value) { storage = .value(wrappedValue) }

  /// The value of the property.
  public var wrappedValue: Value {
    get {
      switch storage {
      case .value(let value): value
      }
    }
    set { storage = .value(newValue) }
  }
}

extension Boxed.Storage: Sendable where Value: Sendable {}
extension Boxed: Sendable where Value: Sendable {}
extension Boxed: Equatable where Value: Equatable {
  public static func == (left: Self, right: Self) -> Bool { left.wrappedValue == right.wrappedValue }
}
extension Boxed: Hashable where Value: Hashable {
  public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}
