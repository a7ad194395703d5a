/// When and how the SDK opens a lost connection again, and how it notices that a connection is lost.
///
/// The policy applies to connections to a running server, which the SDK can open again: those of `Codex(connectingTo:)`. The
/// server keeps running its turns meanwhile.
public struct ReconnectionPolicy: Hashable, Sendable {
  /// How long to wait at most before the first attempt. The maximum doubles with each further attempt. Each delay is a random
  /// part of its maximum, so that the clients of a server do not all come back at the same moment.
  public var initialDelay: Duration
  /// The maximum delay before an attempt.
  public var maximumDelay: Duration
  /// How long to try, counted from the loss of the connection. After this time the connection has ended, and everything that waits
  /// for it throws `CodexError.transportClosed`.
  public var timeLimit: Duration
  /// The time between two checks whether the server still responds. `nil` turns the checks off.
  public var heartbeatInterval: Duration?
  /// The number of checks in a row without a response after which the connection counts as lost.
  public var missedHeartbeats: Int

  /// Makes a policy. What is not given has the value that suits most programs.
  public init(
    initialDelay: Duration = .milliseconds(500),
    maximumDelay: Duration = .seconds(30),
    timeLimit: Duration = .seconds(600),
    heartbeatInterval: Duration? = .seconds(20),
    missedHeartbeats: Int = 3
  ) {
    self.initialDelay = initialDelay
    self.maximumDelay = maximumDelay
    self.timeLimit = timeLimit
    self.heartbeatInterval = heartbeatInterval
    self.missedHeartbeats = missedHeartbeats
  }

  /// The delay before an attempt.
  ///
  /// - Parameters:
  ///   - attempt: The number of the attempt, beginning with 1.
  ///   - chance: A random number from 0 to 1. With 1, the delay has its maximum length.
  func delay(beforeAttempt attempt: Int, chance: Double = .random(in: 0...1)) -> Duration {
    var limit = initialDelay.asWait
    for _ in 1..<max(1, attempt) where limit < maximumDelay { limit = (limit * 2).asWait }
    return min(limit, maximumDelay.asWait) * min(max(chance, 0), 1)
  }
}
