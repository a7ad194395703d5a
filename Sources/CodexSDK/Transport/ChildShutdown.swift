#if os(macOS) || os(Linux)
import Foundation

/// The steps that end a child process: write the queued messages, close the child's standard input, send SIGTERM, send SIGKILL.
/// The times between the steps are measured with a clock that tests can replace.
struct ChildShutdown {
  enum Action: Equatable {
    case nothing
    case endInput
    case signal(Int32)
  }

  private enum Stage {
    case running
    case flushing(until: Deadline)
    case inputEnded(until: Deadline)
    case terminated(until: Deadline)
    case killed
  }

  private let timeouts: CloseTimeouts
  private let clock: any Clock<Duration>
  private var stage = Stage.running

  init(timeouts: CloseTimeouts, clock: any Clock<Duration>) {
    self.timeouts = timeouts
    self.clock = clock
  }

  /// The action for this moment. The first call begins the shutdown.
  mutating func step(hasOutgoing: Bool) -> Action {
    if case .running = stage { stage = .flushing(until: Deadline(after: timeouts.exit, on: self.clock)) }
    switch stage {
    case .flushing(let deadline) where !hasOutgoing || deadline.hasPassed:
      stage = .inputEnded(until: deadline)
      return .endInput
    case .inputEnded(let deadline) where deadline.hasPassed:
      stage = .terminated(until: Deadline(after: timeouts.terminate, on: self.clock))
      return .signal(SIGTERM)
    case .terminated(let deadline) where deadline.hasPassed:
      stage = .killed
      return .signal(SIGKILL)
    default: return .nothing
    }
  }

  /// The number of milliseconds until the next action is due, or -1 when no action is due at a certain time.
  ///
  /// While a deadline runs on another clock than `ContinuousClock`, the result is at most 20, because `poll` cannot wait for such a clock.
  ///
  /// - Parameter isWakeable: Whether another thread can end the wait. Otherwise the result is at most 20.
  func timeout(isWakeable: Bool) -> Int32 {
    let longest: Int32 = isWakeable ? -1 : 20
    switch stage {
    case .running, .killed: return longest
    case .flushing(let deadline), .inputEnded(let deadline), .terminated(let deadline):
      let left = deadline.remaining
      // Rounded up, because a wait that ends too early would only be repeated.
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
      let isExact = isWakeable && self.clock is ContinuousClock
      return Int32(clamping: max(0, isExact ? milliseconds : min(milliseconds, 20)))
    }
  }
}
#endif
