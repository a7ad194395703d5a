/// Storage for a property whose type contains the type that declares it: the value lives behind a reference.
///
/// Generated code uses it for recursive definitions only; reading and writing the property is as if it were not there.
@propertyWrapper
public struct Boxed<Value> {
  fileprivate indirect enum Storage { case value(Value) }
  private var storage: Storage

  public init(wrappedValue: Value) { storage = .value(wrappedValue) }

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
