/// Converts durations from and to the whole numbers of a unit that the protocol transmits. For generated code.
///
/// A duration is rounded up to the next whole unit, so that a server never waits for a shorter time than the caller asked for.
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

  /// A duration in minutes.
  public static func minutes<Count: FixedWidthInteger>(_ duration: Duration) -> Count {
    let seconds: Int64 = seconds(duration)
    return Count(clamping: seconds / 60 + (seconds % 60 > 0 ? 1 : 0))
  }

  /// A duration in minutes; `nil` for no duration.
  public static func minutes<Count: FixedWidthInteger>(_ duration: Duration?) -> Count? {
    duration.map { minutes($0) }
  }

  /// The duration of a number of milliseconds.
  public static func duration<Count: FixedWidthInteger>(milliseconds: Count) -> Duration { .milliseconds(milliseconds) }

  /// The duration of a number of milliseconds; `nil` for no number.
  public static func duration<Count: FixedWidthInteger>(milliseconds: Count?) -> Duration? {
    milliseconds.map { duration(milliseconds: $0) }
  }

  /// The duration of a number of seconds.
  public static func duration<Count: FixedWidthInteger>(seconds: Count) -> Duration { .seconds(seconds) }

  /// The duration of a number of seconds; `nil` for no number.
  public static func duration<Count: FixedWidthInteger>(seconds: Count?) -> Duration? {
    seconds.map { duration(seconds: $0) }
  }

  /// The duration of a number of minutes. A number whose seconds a `Duration` cannot hold gives the longest or the shortest
  /// duration with a whole number of seconds in an `Int64`.
  public static func duration<Count: FixedWidthInteger>(minutes: Count) -> Duration {
    let (seconds, isTooLarge) = Int64(clamping: minutes).multipliedReportingOverflow(by: 60)
    return .seconds(isTooLarge ? (minutes > 0 ? Int64.max : Int64.min) : seconds)
  }

  /// The duration of a number of minutes; `nil` for no number.
  public static func duration<Count: FixedWidthInteger>(minutes: Count?) -> Duration? {
    minutes.map { duration(minutes: $0) }
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
