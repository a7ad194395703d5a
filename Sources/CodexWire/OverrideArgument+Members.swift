// What can be written with a dot for an `OverrideArgument`. A static property cannot be generic, so each type of values has
// its own members. The types that generated code declares have theirs in generated code.

extension Optional where Wrapped == any OverrideConvertible<String> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<String>.inherit }

  /// Sends this value.
  public static func set(_ value: String) -> Self { value }
}

extension Optional where Wrapped == any OverrideConvertible<Bool> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<Bool>.inherit }

  /// Sends this value.
  public static func set(_ value: Bool) -> Self { value }
}

extension Optional where Wrapped == any OverrideConvertible<Int> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<Int>.inherit }

  /// Sends this value.
  public static func set(_ value: Int) -> Self { value }
}

extension Optional where Wrapped == any OverrideConvertible<Double> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<Double>.inherit }

  /// Sends this value.
  public static func set(_ value: Double) -> Self { value }
}

extension Optional where Wrapped == any OverrideConvertible<Duration> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<Duration>.inherit }

  /// Sends this value.
  public static func set(_ value: Duration) -> Self { value }

  /// A duration in seconds.
  public static func seconds(_ seconds: some BinaryInteger) -> Self { Duration.seconds(seconds) }

  /// A duration in seconds.
  public static func seconds(_ seconds: Double) -> Self { Duration.seconds(seconds) }

  /// A duration in milliseconds.
  public static func milliseconds(_ milliseconds: some BinaryInteger) -> Self { Duration.milliseconds(milliseconds) }
}

extension Optional where Wrapped == any OverrideConvertible<JSONValue> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<JSONValue>.inherit }

  /// Sends this value.
  public static func set(_ value: JSONValue) -> Self { value }
}

extension Optional where Wrapped == any OverrideConvertible<[String]> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<[String]>.inherit }

  /// Sends this value.
  public static func set(_ value: [String]) -> Self { value }
}

extension Optional where Wrapped == any OverrideConvertible<[String: String]> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<[String: String]>.inherit }

  /// Sends this value.
  public static func set(_ value: [String: String]) -> Self { value }
}

extension Optional where Wrapped == any OverrideConvertible<[String: JSONValue]> {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<[String: JSONValue]>.inherit }

  /// Sends this value.
  public static func set(_ value: [String: JSONValue]) -> Self { value }
}

extension Optional where Wrapped == any JSONOverrideConvertible {
  /// Sends nothing: the server keeps its setting.
  public static var inherit: Self { Override<JSONValue>.inherit }

  /// Sends this value.
  public static func set(_ value: JSONValue) -> Self { value }
}
