#if os(macOS) || os(Linux)
import Foundation

/// A signal asked the program to end.
package struct Interrupted: Error, Hashable {}

/// Catches the signals that ask the program to end, so that the program can clean up first. A signal is passed on to the
/// programs that this program runs, and `check()` throws from then on.
///
/// The type is `@unchecked Sendable` because the compiler cannot verify the lock: all state is private, and is read and
/// written only while the lock is held.
package final class Interrupts: @unchecked Sendable {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  private let lock = NSLock()
  private var sources: [Int32: any DispatchSourceSignal] = [:]
  private var running: Set<Int32> = []
  private var first: Int32?

  package init() {}

  /// The first signal since `listen()`, or `nil` if there was none.
  package var received: Int32? { lock.withLock { first } }

  /// Starts to catch signals. Has no effect while signals are caught already.
  package func listen() {
    if lock.withLock({ !sources.isEmpty }) { return }
    for number in Self.signals {
      // The signal gets a handler that does nothing. If it were ignored, the programs that are started would ignore it too.
      let before = signal(number) { _ in }
      // The program was started by `nohup`, for example, which ignores the signal on purpose.
      if Self.isIgnoring(before) {
        signal(number, SIG_IGN)
        continue
      }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in self?.receive(number) }
      source.resume()
      lock.withLock { sources[number] = source }
    }
  }

  /// Stops catching signals: from then on, a signal ends the program at once. A signal that was received before is forgotten,
  /// since the work that it would have stopped is complete.
  package func stopListening() {
    lock.withLock {
      for (number, source) in sources {
        source.cancel()
        signal(number, SIG_DFL)
      }
      sources = [:]
      first = nil
    }
  }

  /// Throws if a signal was received.
  package func check() throws(Interrupted) {
    if received != nil { throw Interrupted() }
  }

  /// Compares the handler with `SIG_IGN` as numbers, since functions cannot be compared.
  private static func isIgnoring(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func receive(_ signal: Int32) {
    lock.withLock {
      // The second signal shows that the first one did not end the programs, so it is passed on as SIGKILL.
      let passedOn = first == nil ? signal : SIGKILL
      first = first ?? signal
      for process in running { Self.send(passedOn, to: process) }
    }
  }

  /// Passes signals on to a program from now on.
  func started(_ process: Int32) {
    lock.withLock {
      running.insert(process)
      // The signal was received while the program was being started.
      if let first { Self.send(first, to: process) }
    }
  }

  func ended(_ process: Int32) { lock.withLock { _ = running.remove(process) } }

  /// Sends a signal to the process group of a program, so that the processes that it started end too. Foundation starts each
  /// program in a process group of its own.
  private static func send(_ signal: Int32, to process: Int32) {
    if kill(-process, signal) != 0 { kill(process, signal) }
  }
}
#endif
