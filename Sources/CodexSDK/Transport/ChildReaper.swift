#if os(macOS) || os(Linux)
import Foundation

/// Waits for one child process and reaps it. Sends signals to the child only until it is reaped.
///
/// The type does not use SIGCHLD, because the host program may have its own handler. Waiting for one process ID does not consume
/// the status of other child processes.
final class ChildReaper: Sendable {
  let identifier: pid_t
  private let isReaped = Locked(false)

  init(_ identifier: pid_t) { self.identifier = identifier }

  /// Waits for the end of the child on a separate thread, and then calls `ended`.
  ///
  /// - Parameter ended: Receives the exit status. The status is `nil` when the host program ignores SIGCHLD, because then the
  ///   system does not keep the status.
  func wait(_ ended: @escaping @Sendable (ExitStatus?) -> Void) {
    let thread = Thread { ended(self.reap()) }
    thread.name = "codex-sdk.reaper"
    thread.stackSize = 256 * 1024
    thread.start()
  }

  /// Sends a signal to the child. Does nothing after the child was reaped, because its ID may belong to another process.
  func signal(_ number: Int32) {
    isReaped.withLock { if !$0 { _ = kill(identifier, number) } }
  }

  private func reap() -> ExitStatus? {
    // The first wait does not reap the child and does not hold the lock, so that `signal` can be called meanwhile.
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
      // The same as the macros WIFEXITED, WEXITSTATUS and WTERMSIG, which Swift does not import.
      let signal = status & 0x7F
      return signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal)
    }
  }
}
#endif
