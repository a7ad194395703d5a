import CodexWire

/// How often, and after which delays, a request is repeated when the server refuses it because the server is overloaded
/// (`RPCError.Code.overloaded`).
///
/// Requests that failed in another way are never repeated. Only this error guarantees that the server has done nothing.
public struct RetryPolicy: Hashable, Sendable {
  /// The maximum number of times that a request is sent. With 1, no request is repeated.
  public var maximumAttempts: Int
  /// The delay before the first repetition. Each further delay is twice as long.
  public var initialDelay: Duration
  /// The maximum delay.
  public var maximumDelay: Duration
  /// The random part of each delay, from 0 to 1, so that many clients do not repeat their requests at the same moment. With
  /// 0.5, each delay is between half of its length and its whole length.
  public var jitter: Double

  /// Makes a policy. What is not given has the value that suits most programs.
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

  /// Sends each request only once.
  public static let never = RetryPolicy(maximumAttempts: 1)

  /// The delay before a refused request is repeated, or `nil` when the request must not be repeated.
  ///
  /// - Parameters:
  ///   - attempt: The number of the refused attempt, beginning with 1.
  ///   - error: The error object of the server's response.
  func delay(afterAttempt attempt: Int, refusedWith error: RPCError) -> Duration? {
    error.isOverloaded ? delay(afterAttempt: attempt) : nil
  }

  /// The delay after a refused attempt, or `nil` when that attempt was the last one.
  ///
  /// - Parameters:
  ///   - attempt: The number of the attempt, beginning with 1.
  ///   - chance: A random number from 0 to 1. With 1, the random part of the delay is subtracted completely.
  func delay(afterAttempt attempt: Int, chance: Double = .random(in: 0...1)) -> Duration? {
    guard attempt < maximumAttempts else { return nil }
    var delay = initialDelay.asWait
    for _ in 1..<max(1, attempt) where delay < maximumDelay { delay = (delay * 2).asWait }
    let jitter = jitter.isNaN ? 0 : min(max(jitter, 0), 1)
    return min(delay, maximumDelay.asWait) * (1 - jitter * chance)
  }
}
