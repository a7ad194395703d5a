import Foundation

/// Decides how long a transport lets messages gather before it reads again.
///
/// The app-server writes each message on its own. When it writes faster than a message each quarter of a millisecond, the transport would
/// spend most of its time waking up for one message. So it lets the messages of a short time gather, after several such messages in a row.
/// A server that writes at the pace of a model is read at once.
struct ReadingPace {
  /// What the transport does before it waits for the next bytes.
  enum Pause: Hashable {
    case none
    /// Lets messages gather that the program waits for. The operating system adds up to 50 microseconds to a wait.
    case short
    /// Lets messages gather that no task of the program waits for: up to a millisecond.
    case long
  }

  /// The length of `.short`, in nanoseconds.
  private static let shortPause = 25_000
  /// The length of `.long`, in milliseconds, for `poll`.
  static let longPause: Int32 = 1
  /// The longest time between two batches of a server that writes fast, without pauses.
  static let longestGap = Duration.microseconds(250)
  /// How many batches in a row have to come fast before there are pauses.
  static let batchCount = 4

  private var lastBatch: ContinuousClock.Instant?
  private var lastPause = Pause.none
  /// The number of batches in a row that came fast.
  private var fastCount = 0

  /// Notes that messages were handed over, and returns the pause that follows.
  ///
  /// - Parameter isAwaited: Whether the program waits for messages like these.
  mutating func pause(afterBatchAt now: ContinuousClock.Instant, isAwaited: Bool) -> Pause {
    let gap = lastBatch.map { now - $0 } ?? .seconds(1)
    let isFast = gap <= Self.longestGap + (lastPause == .long ? .milliseconds(Int(Self.longPause)) : .zero)
    fastCount = isFast ? fastCount + 1 : 0
    lastBatch = now
    lastPause = fastCount < Self.batchCount ? .none : isAwaited ? .short : .long
    return lastPause
  }

  /// Blocks the thread for a short pause, which is shorter than the shortest time limit of `poll`.
  static func waitShortly() {
    var time = timespec(tv_sec: 0, tv_nsec: shortPause)
    // A signal can end the wait early, which does no harm.
    nanosleep(&time, nil)
  }
}
