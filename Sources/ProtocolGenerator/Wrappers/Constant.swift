/// A constant of the customization that was checked against its type in the schema: the value without its Swift text.
indirect enum Constant: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number with a fraction or an exponent, or an integer where the type is a floating-point type; as JSON writes it.
  case number(String)
  case string(String)
  case array([Constant])
  /// Sorted by key.
  case dictionary([(key: String, value: Constant)])
  /// A case of an enum or a union, by its Swift name.
  case enumCase(String, of: TypeID, payload: Constant? = nil)
  /// A struct with the properties that are given, in the order of its initializer.
  case structure(TypeID, [Member])
  /// The value of a three-state property. `nil` clears the property.
  case patch(Constant?)

  struct Member: Sendable {
    /// The Swift name of the property.
    var name: String
    var value: Constant
  }
}
