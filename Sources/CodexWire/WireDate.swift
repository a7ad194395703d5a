import Foundation

/// Converts the times of the protocol, which are whole numbers of a unit since 1970-01-01T00:00:00Z, from and to dates. For
/// generated code.
///
/// Every integer has a date: a `Date` is a floating-point number, so that numbers above about 9,000,000,000,000,000 of the
/// unit lose their last digits. The stored property keeps the exact number.
@_spi(Generated) public enum _WireDate {
  /// The date of a time in seconds.
  public static func date<Count: FixedWidthInteger>(seconds: Count) -> Date {
    Date(timeIntervalSince1970: TimeInterval(seconds))
  }

  /// The date of a time in seconds; `nil` for no time.
  public static func date<Count: FixedWidthInteger>(seconds: Count?) -> Date? {
    seconds.map { date(seconds: $0) }
  }

  /// The date of a time in milliseconds.
  public static func date<Count: FixedWidthInteger>(milliseconds: Count) -> Date {
    Date(timeIntervalSince1970: TimeInterval(milliseconds) / 1000)
  }

  /// The date of a time in milliseconds; `nil` for no time.
  public static func date<Count: FixedWidthInteger>(milliseconds: Count?) -> Date? {
    milliseconds.map { date(milliseconds: $0) }
  }

  /// The time of a date in seconds.
  public static func seconds<Count: FixedWidthInteger>(_ date: Date) -> Count {
    wholeUnits(date.timeIntervalSince1970)
  }

  /// The time of a date in seconds; `nil` for no date.
  public static func seconds<Count: FixedWidthInteger>(_ date: Date?) -> Count? {
    date.map { seconds($0) }
  }

  /// The time of a date in milliseconds.
  public static func milliseconds<Count: FixedWidthInteger>(_ date: Date) -> Count {
    wholeUnits(date.timeIntervalSince1970 * 1000)
  }

  /// The time of a date in milliseconds; `nil` for no date.
  public static func milliseconds<Count: FixedWidthInteger>(_ date: Date?) -> Count? {
    date.map { milliseconds($0) }
  }

  /// The nearest whole number. A number that the integer type cannot hold becomes the type's largest or smallest value, and
  /// a time that is not a number becomes 0.
  private static func wholeUnits<Count: FixedWidthInteger>(_ time: Double) -> Count {
    let rounded = time.rounded()
    if let exact = Count(exactly: rounded) { return exact }
    return rounded.isNaN ? 0 : rounded > 0 ? .max : .min
  }
}
