#if os(macOS) || os(Linux)
import Foundation

/// The user wants the program to end.
package struct Interrupted: Error, Hashable {}

/// Signals that ask the program to end, while it has something to clean up first: they end the programs that it runs,
/// and `check()` throws from then on.
///
/// Unchecked, since the compiler cannot see what the lock does: all state is private and touched under the lock alone.
package final class Interrupts: @unchecked Sendable {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  private let lock = NSLock()
  private var sources: [Int32: any DispatchSourceSignal] = [:]
  private var running: Set<Int32> = []
  private var first: Int32?

  package init() {}

  /// The first signal that came since `listen()`.
  package var received: Int32? { lock.withLock { first } }

  /// From here on, signals are for `check()`.
  package func listen() {
    for number in Self.signals {
      // A handler, since a signal that is ignored would be so in the programs that are started, too.
      let before = signal(number) { _ in }
      // `nohup` wants to have it ignored.
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

  /// From here on, signals end the program at once, and those that came are forgotten: what they would have prevented
  /// is done.
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

  package func check() throws(Interrupted) {
    if received != nil { throw Interrupted() }
  }

  /// `SIG_IGN` is a number in the place of a function, and functions cannot be compared.
  private static func isIgnoring(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func receive(_ signal: Int32) {
    lock.withLock {
      // Whoever asks twice has waited long enough.
      let passedOn = first == nil ? signal : SIGKILL
      first = first ?? signal
      for process in running { Self.send(passedOn, to: process) }
    }
  }

  func started(_ process: Int32) {
    lock.withLock {
      running.insert(process)
      // It came while the program was being started.
      if let first { Self.send(first, to: process) }
    }
  }

  func ended(_ process: Int32) { lock.withLock { _ = running.remove(process) } }

  /// To all of its group, so that nothing it started is left behind; Foundation starts each program in one of its own.
  private static func send(_ signal: Int32, to process: Int32) {
    if kill(-process, signal) != 0 { kill(process, signal) }
  }
}
#endif
