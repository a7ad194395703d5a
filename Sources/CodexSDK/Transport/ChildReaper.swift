#if os(macOS) || os(Linux)
import Foundation

/// Waits for one child, reaps exactly that one, and signals it only while it is still ours.
///
/// SIGCHLD is left alone: the host program may have a handler, and a wait for one process id takes no other's status.
final class ChildReaper: Sendable {
  let identifier: pid_t
  private let isReaped = Locked(false)

  init(_ identifier: pid_t) { self.identifier = identifier }

  /// Waits on a thread of its own, then tells how the child ended: `nil` when the host ignores SIGCHLD, so that the
  /// system has thrown the status away.
  func wait(_ ended: @escaping @Sendable (ExitStatus?) -> Void) {
    let thread = Thread { ended(self.reap()) }
    thread.name = "codex-sdk.reaper"
    thread.stackSize = 256 * 1024
    thread.start()
  }

  /// Signals the child, unless it has been reaped: its id may belong to another process then.
  func signal(_ number: Int32) {
    isReaped.withLock { if !$0 { _ = kill(identifier, number) } }
  }

  private func reap() -> ExitStatus? {
    // First wait without reaping, since a `signal` may come meanwhile and must not hold the lock for that long.
    var info = siginfo_t()
    while waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT) == -1 {
      if errno != EINTR { break }
    }
    return isReaped.withLock { isReaped in
      isReaped = true
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) == -1 {
        if errno != EINTR { return nil }
      }
      // What WIFEXITED and its like say, which are macros that Swift does not import.
      let signal = status & 0x7F
      return signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal)
    }
  }
}
#endif
