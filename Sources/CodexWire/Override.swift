/// A setting of a request: the setting is either changed to a value or left as it is.
///
/// The default of a setting is `inherit`, which sends nothing: neither null nor a default value. So the server keeps the
/// setting of the thread, the turn or its own configuration.
///
/// The parameters of functions have the type `OverrideArgument`, which takes everything that means an override: a value, a
/// literal, a variable, an optional, or an `Override`. The properties of option structs have the type `Override`:
///
/// ```swift
/// let model: String? = …
/// try await thread.run("Go on.", model: model)    // `nil` inherits
/// var options = TurnOptions()
/// options.serviceTier = "fast"
/// options.parentTurnID = .init(turnID)            // a variable or an optional
/// ```
public enum Override<Value: Sendable>: Sendable {
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
