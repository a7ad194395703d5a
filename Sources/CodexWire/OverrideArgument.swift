/// An argument for a setting with values of type `Value`. Its default is `.inherit`, which sends nothing.
///
/// All of these can be written for a parameter of this type, also as the branches of `? :`:
///
/// | argument | meaning |
/// |---|---|
/// | `.inherit` | nothing is sent: the server keeps its setting |
/// | a value or a literal: `"gpt-5"`, `mode`, `.denyAll`, `["a", "b"]` | the value is sent |
/// | an optional | the value is sent, and nothing for `nil` |
/// | an `Override` | as the override says |
///
/// Values of other types do not compile. For an enum with a case `none`, write the case with the name of the enum, such as
/// `ReasoningSummary.none`: `.none` alone could also mean `nil`, so the compiler rejects it as ambiguous.
///
/// The type is an existential because only the conversion to an existential takes values, optionals and overrides alike
/// without an overload or a generic parameter for each of them. `Override` is what an argument is converted to.
public typealias OverrideArgument<Value> = (any OverrideConvertible<Value>)?

/// An argument for a setting with any JSON value, such as a JSON Schema.
///
/// Like `OverrideArgument`, and dictionary and array literals of JSON values can be written directly:
/// `["type": "object"]`.
public typealias JSONOverrideArgument = (any JSONOverrideConvertible)?

/// A value that can be given for a setting with values of type `Setting`: a value of this type, or an `Override` of it.
///
/// - Note: Functions take values of this protocol as `OverrideArgument`.
public protocol OverrideConvertible<Setting>: Sendable {
  /// The type of the setting that the value overrides.
  associatedtype Setting: Sendable

  /// The value as an override. Only `Override` calls this.
  @_spi(Generated) var _override: Override<Setting> { get }
}

/// A value that can be given for a setting with any JSON value.
///
/// - Note: Functions take values of this protocol as `JSONOverrideArgument`.
public protocol JSONOverrideConvertible: Sendable {
  /// The value as an override. Only `Override` calls this.
  @_spi(Generated) var _jsonOverride: Override<JSONValue> { get }
}

/// A value that can be given for a setting with values of an `OpenString`: a string, a value of the enum, or an
/// `Override` of one of them.
public protocol StringOverrideConvertible: Sendable {
  /// The string to send, as an override. Only `Override` calls this.
  @_spi(Generated) var _stringOverride: Override<String> { get }
}

extension Override {
  /// Converts an argument: a value is set, and `nil` is `inherit`.
  public init(_ argument: OverrideArgument<Value>) { self = argument?._override ?? .inherit }
}

extension Override where Value == JSONValue {
  /// Converts an argument: a value is set, and `nil` is `inherit`.
  public init(_ argument: JSONOverrideArgument) { self = argument?._jsonOverride ?? .inherit }
}

extension Override where Value: OpenString {
  /// Converts an argument: the enum value with the given string is set, and `nil` is `inherit`.
  @_spi(Generated) public init(_string argument: (any StringOverrideConvertible)?) {
    self =
      switch argument?._stringOverride ?? .inherit {
      case .inherit: .inherit
      case .set(let string): .set(Value(rawValue: string))
      }
  }
}

// MARK: Conformances

extension OverrideConvertible where Setting == Self {
  @_spi(Generated) public var _override: Override<Self> { .set(self) }
}

extension Override: OverrideConvertible {
  @_spi(Generated) public var _override: Override<Value> { self }
}

extension String: OverrideConvertible { public typealias Setting = String }
extension Bool: OverrideConvertible { public typealias Setting = Bool }
extension Int: OverrideConvertible { public typealias Setting = Int }
extension Double: OverrideConvertible { public typealias Setting = Double }
extension Duration: OverrideConvertible { public typealias Setting = Duration }
extension JSONValue: OverrideConvertible { public typealias Setting = JSONValue }

extension Array: OverrideConvertible where Element: OverrideConvertible, Element.Setting == Element {
  /// An array overrides a setting that is an array.
  public typealias Setting = [Element]
}

extension Dictionary: OverrideConvertible
where Key == String, Value: OverrideConvertible, Value.Setting == Value {
  /// A dictionary overrides a setting that is a dictionary.
  public typealias Setting = [String: Value]
}

extension JSONOverrideConvertible where Self == JSONValue {
  @_spi(Generated) public var _jsonOverride: Override<JSONValue> { .set(self) }
}

extension JSONValue: JSONOverrideConvertible {}

extension Override: JSONOverrideConvertible where Value == JSONValue {
  @_spi(Generated) public var _jsonOverride: Override<JSONValue> { self }
}

extension Dictionary: JSONOverrideConvertible where Key == String, Value == JSONValue {
  @_spi(Generated) public var _jsonOverride: Override<JSONValue> { .set(.object(self)) }
}

extension Array: JSONOverrideConvertible where Element == JSONValue {
  @_spi(Generated) public var _jsonOverride: Override<JSONValue> { .set(.array(self)) }
}

extension StringOverrideConvertible where Self: OpenString {
  @_spi(Generated) public var _stringOverride: Override<String> { .set(rawValue) }
}

extension String: StringOverrideConvertible {
  @_spi(Generated) public var _stringOverride: Override<String> { .set(self) }
}

extension Override: StringOverrideConvertible where Value: StringOverrideConvertible {
  @_spi(Generated) public var _stringOverride: Override<String> {
    switch self {
    case .inherit: .inherit
    case .set(let value): value._stringOverride
    }
  }
}
