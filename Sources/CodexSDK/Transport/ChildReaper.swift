#if os(macOS) || os(Linux)
import Foundation

/// Waits for the end of one child process, ends the processes that the child has left behind, and reaps the child.
/// Sends signals only until the child is reaped.
///
/// The type does not use SIGCHLD, because the host program may have its own handler. Waiting for one process ID does
/// not consume the status of other child processes.
final class ChildReaper: Sendable {
  let identifier: pid_t
  private let group: ProcessGroup
  private let timeouts: CloseTimeouts
  private let clock: any Clock<Duration>
  private let isReaped = Locked(false)

  init(_ group: ProcessGroup, timeouts: CloseTimeouts, clock: any Clock<Duration>) {
    identifier = group.leader
    self.timeouts = timeouts
    self.clock = clock
    self.group = group
  }

  /// Waits for the end of the child and of its process group on a separate thread, and then calls `ended`.
  ///
  /// - Parameter ended: Receives the exit status. The status is `nil` when the host program ignores SIGCHLD, because then the
  ///   system does not keep the status.
  func wait(_ ended: @escaping @Sendable (ExitStatus?) -> Void) {
    let thread = Thread { ended(self.reap()) }
    thread.name = "codex-sdk.reaper"
    thread.stackSize = 256 * 1024
    thread.start()
  }

  /// Sends a signal to the child and its process group. Does nothing after the child was reaped, because its ID may
  /// belong to another process.
  func signal(_ number: Int32) {
    isReaped.withLock { if !$0 { group.signal(number) } }
  }

  private func reap() -> ExitStatus? {
    // The first wait does not reap the child and does not hold the lock, so that `signal` can be called meanwhile.
    var info = siginfo_t()
    var result: Int32
    repeat {
      result = waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT)
    } while result == -1 && errno == EINTR
    // After an error the child is reaped already: the host program ignores SIGCHLD, or has waited for all its children.
    let isWaiting = result == 0
    // A child that ends by itself also ends the processes that have left its group.
    let includesStrays = isWaiting && info.si_code != Int32(CLD_EXITED)
    if isWaiting { endGroup(includingStrays: includesStrays) }
    return isReaped.withLock { isReaped in
      isReaped = true
      // Processes that ignored SIGTERM, and processes that were started while the group was searched.
      if isWaiting {
        let strays = includesStrays ? group.remaining(includingStrays: true).strays : []
        group.signal(SIGKILL, strays: strays)
      }
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) == -1 {
        if errno != EINTR { return nil }
      }
      // The same as the macros WIFEXITED, WEXITSTATUS and WTERMSIG, which Swift does not import.
      let signal = status & 0x7F
      return signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal)
    }
  }

  /// Sends SIGTERM to the processes that have outlived the child, and gives them the time of `CloseTimeouts.terminate`
  /// to end.
  private func endGroup(includingStrays: Bool) {
    var remaining = group.remaining(includingStrays: includingStrays)
    group.signal(SIGTERM, strays: remaining.strays)
    let deadline = Deadline(after: timeouts.terminate, on: self.clock)
    while remaining.hasMembers || !remaining.strays.isEmpty, !deadline.hasPassed {
      usleep(10_000)
      remaining = group.remaining(includingStrays: includingStrays)
    }
  }
}
#endif
