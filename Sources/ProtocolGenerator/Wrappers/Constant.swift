/// A constant of the customization that was checked against its type in the schema. Translators turn it into a Swift
/// expression.
indirect enum Constant: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number, as JSON writes it, of a floating-point type.
  case number(String)
  case string(String)
  case array([Constant])
  /// A dictionary, sorted by key.
  case dictionary([(key: String, value: Constant)])
  /// A case of an enum or a union, by its Swift name.
  case enumCase(String, of: TypeID, payload: Constant? = nil)
  /// A struct with the given properties, in the order of its initializer.
  case structure(TypeID, [Member])
  /// The value of a three-state property. `nil` clears the property.
  case patch(Constant?)

  struct Member: Sendable {
    /// The Swift name of the property.
    var name: String
    var value: Constant
  }
}
