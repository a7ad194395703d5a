import Foundation

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
  private let isDone = Flag()

  init(_ what: String, limit: Duration) {
    let deadline = ContinuousClock.now + limit
    self.deadline = deadline
    Thread.detachNewThread { [isDone] in
      while ContinuousClock.now < deadline {
        if isDone.isSet { return }
        Thread.sleep(forTimeInterval: 0.02)
      }
      if isDone.isSet { return }
      Report.fail("\(what) did not end within \(limit): something hangs.")
    }
  }

  func done() { isDone.set() }
}

/// A flag that one thread sets and another one reads.
final class Flag: @unchecked Sendable {
  // Every access to `value` is made with the lock held.
  private let lock = NSLock()
  private var value = false

  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
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
