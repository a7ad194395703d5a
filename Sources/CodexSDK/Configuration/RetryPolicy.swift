/// How often and after which waits a request is repeated that the server refused as overloaded (-32001). Nothing else is
/// ever repeated: only that refusal promises that nothing was done.
public struct RetryPolicy: Hashable, Sendable {
  /// How often a request is sent at most; 1 repeats nothing.
  public var maximumAttempts: Int
  /// The wait after the first refusal; each later one doubles it.
  public var initialDelay: Duration
  /// No wait is longer.
  public var maximumDelay: Duration
  /// Which part of each wait is left to chance, from 0 to 1, so that many clients do not come back at the same moment.
  public var jitter: Double

  public init(
    maximumAttempts: Int = 4,
    initialDelay: Duration = .milliseconds(250),
    maximumDelay: Duration = .seconds(4),
    jitter: Double = 0.5
  ) {
    self.maximumAttempts = maximumAttempts
    self.initialDelay = initialDelay
    self.maximumDelay = maximumDelay
    self.jitter = jitter
  }

  /// Repeats nothing.
  public static let never = RetryPolicy(maximumAttempts: 1)

  /// The wait after the refusal of attempt number `attempt`, counted from 1, or `nil` when that was the last.
  ///
  /// - Parameter chance: From 0 to 1.
  func delay(afterAttempt attempt: Int, chance: Double = .random(in: 0...1)) -> Duration? {
    guard attempt < maximumAttempts else { return nil }
    var delay = initialDelay
    for _ in 1..<max(1, attempt) where delay < maximumDelay { delay *= 2 }
    return min(delay, maximumDelay) * (1 - min(max(jitter, 0), 1) * chance)
  }
}
