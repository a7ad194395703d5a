import Foundation

/// State that several threads share. The state can be accessed only while its lock is held.
///
/// `Synchronization.Mutex` has the same purpose, but needs macOS 15 and iOS 18. The lock is not recursive. The body of
/// `withLock` must not call a function that takes the same lock, and must not resume a continuation, because an executor may
/// run the resumed task immediately.
///
/// When the state is a single closure, wrap the closure in a struct. A generic context converts a bare closure to another
/// calling convention on each access; the conversions accumulate, and each call becomes slower.
///
/// `@unchecked Sendable` is safe: `state` is private; the `sending` parameter of the initializer guarantees that no other
/// code has a reference to the initial state; `state` is read and written only between `lock()` and `unlock()` of the same
/// lock; and the results of `withLock` are `Sendable`.
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
