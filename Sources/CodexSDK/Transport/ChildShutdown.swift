#if os(macOS) || os(Linux)
import Foundation

/// The steps that end a child process: write the queued messages, close the child's standard input, send SIGTERM, send SIGKILL.
struct ChildShutdown {
  enum Action: Equatable {
    case nothing
    case endInput
    case signal(Int32)
  }

  private enum Stage {
    case running
    case flushing(until: ContinuousClock.Instant)
    case inputEnded(until: ContinuousClock.Instant)
    case terminated(until: ContinuousClock.Instant)
    case killed
  }

  private let timeouts: CloseTimeouts
  private var stage = Stage.running

  init(timeouts: CloseTimeouts) { self.timeouts = timeouts }

  /// The action for this moment. The first call begins the shutdown.
  mutating func step(hasOutgoing: Bool, now: ContinuousClock.Instant = .now) -> Action {
    if case .running = stage { stage = .flushing(until: now + timeouts.exit.asWait) }
    switch stage {
    case .flushing(let deadline) where !hasOutgoing || now >= deadline:
      stage = .inputEnded(until: deadline)
      return .endInput
    case .inputEnded(let deadline) where now >= deadline:
      stage = .terminated(until: now + timeouts.terminate.asWait)
      return .signal(SIGTERM)
    case .terminated(let deadline) where now >= deadline:
      stage = .killed
      return .signal(SIGKILL)
    default: return .nothing
    }
  }

  /// The number of milliseconds until the next action is due, or -1 when no action is due at a certain time.
  ///
  /// - Parameter isWakeable: Whether another thread can end the wait. Otherwise the result is at most 20.
  func timeout(isWakeable: Bool, now: ContinuousClock.Instant = .now) -> Int32 {
    let longest: Int32 = isWakeable ? -1 : 20
    switch stage {
    case .running, .killed: return longest
    case .flushing(let deadline), .inputEnded(let deadline), .terminated(let deadline):
      let left = deadline - now
      // Rounded up, because a wait that ends too early would only be repeated.
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
      return Int32(clamping: max(0, isWakeable ? milliseconds : min(milliseconds, 20)))
    }
  }
}
#endif
