import Foundation

/// Measures how late the notifications of one transport are read, by the time of sending that each notification
/// contains.
///
/// The clocks of the server and of this program may differ. So a delay is not the difference of the two times, but how
/// much larger the difference is than for the notification that was read soonest.
struct ReadingDelay: Sendable {
  /// Shorter delays are normal on a busy machine. A server needs longer than this to fill the queue of a client.
  private static let threshold = Duration.seconds(1)

  /// The smallest difference between reading and sending, in milliseconds.
  private var smallest: Int64?
  /// The difference of the last notification.
  private var last: Int64 = 0

  /// Notes a notification.
  ///
  /// - Parameters:
  ///   - emittedAt: When the server sent the notification, in milliseconds since 1970. Any number, because the server
  ///     is not trusted.
  ///   - readAt: When the notification was read, in milliseconds since 1970.
  mutating func note(emittedAt: Int64, readAt: Int64 = Self.now) {
    let (difference, overflow) = readAt.subtractingReportingOverflow(emittedAt)
    guard !overflow else { return }
    last = difference
    smallest = min(smallest ?? difference, difference)
  }

  /// What may have ended a connection to a server that ends the connections of slow clients. `nil` when the last
  /// notification was read in time.
  var suspectedCause: TransportClosure.SuspectedCause? {
    guard let smallest else { return nil }
    let (milliseconds, overflow) = last.subtractingReportingOverflow(smallest)
    guard !overflow else { return nil }
    let delay = Duration.milliseconds(milliseconds)
    return delay >= Self.threshold ? .slowReading(delay: delay) : nil
  }

  private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
