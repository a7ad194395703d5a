import Foundation

/// A value that only one thread touches at a time. (`Synchronization.Mutex` needs macOS 15.)
///
/// Unchecked, since the compiler cannot see what the lock does: `value` is private and read and written by `withLock`
/// alone, under the lock, and what `withLock` hands out is `Sendable`.
final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: sending Value) { self.value = value }

  /// Runs `body` with the value. `body` must not call back into what holds this lock.
  func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
