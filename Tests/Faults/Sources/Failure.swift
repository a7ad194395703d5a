import Foundation

@testable import CodexSDK

/// A property of the SDK that did not hold, as one sentence.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// Ends the program when something takes too long: then something hangs, and no test of a result would ever be reached.
///
/// It runs on a thread of its own, since a hang may block all threads of Swift's concurrency.
final class Watchdog: Sendable {
  private let deadline: ContinuousClock.Instant
  private let isDone = Locked(false)

  init(_ what: String, limit: Duration) {
    let deadline = ContinuousClock.now + limit
    self.deadline = deadline
    Thread.detachNewThread { [isDone] in
      while ContinuousClock.now < deadline {
        if isDone.withLock({ $0 }) { return }
        Thread.sleep(forTimeInterval: 0.02)
      }
      if isDone.withLock({ $0 }) { return }
      Report.fail("\(what) did not end within \(limit): something hangs.")
    }
  }

  func done() { isDone.withLock { $0 = true } }
}

enum Report {
  static func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Says what failed and ends the program.
  static func fail(_ reason: String) -> Never {
    FileHandle.standardError.write(Data("FAILED: \(reason)\n".utf8))
    exit(1)
  }
}
