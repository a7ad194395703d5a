import Foundation

/// State that several threads share: reachable only while its lock is held.
///
/// `Synchronization.Mutex` would do, but needs macOS 15 and iOS 18. The lock is not recursive: a body must not call what
/// takes the same lock, and resumes no continuation (an executor may run the resumed job at once).
///
/// `State` is best a struct, even around a single closure: a closure as such would be wrapped anew by each access, since a
/// generic context keeps it in another form, and calling it would take longer each time.
///
/// `@unchecked Sendable` is sound: `state` is private and only ever read or written between `lock()` and `unlock()` of the
/// same lock, and what leaves or enters a body is a copy of `Sendable` values.
final class Locked<State: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var state: State

  init(_ state: State) { self.state = state }

  func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&state)
  }
}
