import Foundation

/// State that several threads share: reachable only while its lock is held.
///
/// `Synchronization.Mutex` would do, but needs macOS 15 and iOS 18. The lock is not recursive: a body must not call what
/// takes the same lock, and resumes no continuation (an executor may run the resumed job at once).
///
/// `State` is best a struct, even around a single closure: a closure as such would be wrapped anew by each access, since a
/// generic context keeps it in another form, and calling it would take longer each time.
///
/// `@unchecked Sendable` is sound: `state` is private, nobody else has it from the start (`sending`), it is only ever read or
/// written between `lock()` and `unlock()` of the same lock, and what `withLock` hands out is `Sendable`.
package final class Locked<State>: @unchecked Sendable {
  private let lock = NSLock()
  private var state: State

  package init(_ state: sending State) { self.state = state }

  package func withLock<Result: Sendable>(_ body: (inout State) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&state)
  }
}
