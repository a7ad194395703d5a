import Foundation

/// State that several threads share. The state can be accessed only while its lock is held.
///
/// `Synchronization.Mutex` has the same purpose, but needs macOS 15 and iOS 18. `NSLock` allocates several objects on Linux, and many
/// short-lived objects of this module, such as the one that waits for a response, have a lock. The lock is not recursive. The body of
/// `withLock` must not call a function that takes the same lock, and must not resume a continuation, because an executor may
/// run the resumed task immediately.
///
/// When the state is a single closure, wrap the closure in a struct. A generic context converts a bare closure to another
/// calling convention on each access; the conversions accumulate, and each call becomes slower.
///
/// `@unchecked Sendable` is safe: `state` is private; the `sending` parameter of the initializer guarantees that no other
/// code has a reference to the initial state; `state` is read and written only between locking and unlocking the same lock, whose
/// memory has a stable address from `init` to `deinit`; and the results of `withLock` are `Sendable`.
package final class Locked<State>: @unchecked Sendable {
  #if canImport(Darwin)
  private typealias Lock = os_unfair_lock_s
  #else
  private typealias Lock = pthread_mutex_t
  #endif

  private let lock: UnsafeMutablePointer<Lock>
  private var state: State

  package init(_ state: sending State) {
    lock = .allocate(capacity: 1)
    #if canImport(Darwin)
    lock.initialize(to: os_unfair_lock_s())
    #else
    // Fails only for attributes, and there are none.
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
    #endif
    self.state = state
  }

  deinit {
    #if !canImport(Darwin)
    pthread_mutex_destroy(lock)
    #endif
    lock.deinitialize(count: 1)
    lock.deallocate()
  }

  package func withLock<Result: Sendable>(_ body: (inout State) throws -> Result) rethrows -> Result {
    #if canImport(Darwin)
    os_unfair_lock_lock(lock)
    defer { os_unfair_lock_unlock(lock) }
    #else
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    #endif
    return try body(&state)
  }
}
