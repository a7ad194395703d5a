/// Converts durations to the whole numbers of a unit that the protocol transmits. For generated functions, which convert
/// the parameters that the customization declares as durations.
///
/// Each function rounds up to the next whole unit, so that a server never waits for a shorter time than the caller asked for.
/// A duration that the integer type cannot hold becomes the type's largest or smallest value.
@_spi(Generated) public enum _WireDuration {
  /// A duration in milliseconds.
  public static func milliseconds<Count: FixedWidthInteger>(_ duration: Duration) -> Count {
    wholeUnits(of: duration, unitsPerSecond: 1000)
  }

  /// A duration in milliseconds; `nil` for no duration.
  public static func milliseconds<Count: FixedWidthInteger>(_ duration: Duration?) -> Count? {
    duration.map { milliseconds($0) }
  }

  /// A duration in seconds.
  public static func seconds<Count: FixedWidthInteger>(_ duration: Duration) -> Count {
    wholeUnits(of: duration, unitsPerSecond: 1)
  }

  /// A duration in seconds; `nil` for no duration.
  public static func seconds<Count: FixedWidthInteger>(_ duration: Duration?) -> Count? {
    duration.map { seconds($0) }
  }

  private static func wholeUnits<Count: FixedWidthInteger>(of duration: Duration, unitsPerSecond: Int64) -> Count {
    // `Duration.components` traps for durations whose seconds an Int64 cannot hold.
    if duration >= .seconds(Int64.max) { return Count(clamping: Int64.max) }
    if duration <= .seconds(Int64.min) { return Count(clamping: Int64.min) }
    let (seconds, attoseconds) = duration.components
    let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: unitsPerSecond)
    if isTooLarge { return Count(clamping: seconds > 0 ? Int64.max : Int64.min) }
    let attosecondsPerUnit = 1_000_000_000_000_000_000 / unitsPerSecond
    // Division rounds towards zero: up for a negative fraction. A positive fraction needs one unit more.
    let isFraction = attoseconds > 0 && attoseconds % attosecondsPerUnit != 0
    let part = attoseconds / attosecondsPerUnit + (isFraction ? 1 : 0)
    let (sum, isSumTooLarge) = whole.addingReportingOverflow(part)
    return Count(clamping: isSumTooLarge ? (whole > 0 ? Int64.max : Int64.min) : sum)
  }
}
