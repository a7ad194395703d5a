/// A property wrapper that keeps its value out of descriptions.
///
/// A secret property, such as an API key, is read and written like any other. But `description`, `debugDescription`, `dump`
/// and `Mirror` of the struct, and of every value that contains the struct, show `<redacted>` in place of the value. An error
/// about a value that cannot be decoded does not quote the value either.
///
/// The wrapper does not encrypt: encoding, and reading the property, give the value itself.
@propertyWrapper
public struct Secret<Value> {
  /// The value of the property.
  public var wrappedValue: Value

  /// Stores a value.
  public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
}

extension Secret: Sendable where Value: Sendable {}
extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `<redacted>`, for every value, also for `nil`.
  public var description: String { Redaction.placeholder }

  /// `<redacted>`, for every value, also for `nil`.
  public var debugDescription: String { Redaction.placeholder }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
