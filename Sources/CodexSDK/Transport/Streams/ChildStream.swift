#if os(macOS) || os(Linux)
import Foundation

/// A byte stream over the standard input and output of a child process, such as `codex app-server proxy`.
///
/// Closing the stream ends the child process. The program behind it, such as a running app-server, is not affected.
final class ChildStream: ByteStream {
  private enum Phase {
    case idle
    case running(ChildConnection)
    case closed
  }

  private let command: StdioTransport.Command
  private let closeTimeouts: CloseTimeouts
  private let clock: any Clock<Duration>
  private let phase = Locked(Phase.idle)

  init(_ command: StdioTransport.Command, closeTimeouts: CloseTimeouts, clock: any Clock<Duration>) {
    self.command = command
    self.closeTimeouts = closeTimeouts
    self.clock = clock
  }

  deinit {
    // The child's own thread ends and reaps it. This call does not wait.
    if case .running(let child) = phase.withLock({ $0 }) { child.requestClose() }
  }

  func start(
    receive: @escaping @Sendable (UnsafeRawBufferPointer) -> Void,
    ended: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try phase.withLock { phase in
      guard case .idle = phase else {
        throw TransportClosure(reason: "the stream was started or closed before, and it can be started only once")
      }
      let child = ChildConnection(
        try ChildProcess(command),
        timeouts: closeTimeouts,
        clock: clock,
        output: .bytes(receive),
        closed: ended
      )
      child.run()
      phase = .running(child)
    }
  }

  func send(_ bytes: Data) throws {
    guard case .running(let child) = phase.withLock({ $0 }) else {
      throw TransportClosure(reason: "the stream is not open")
    }
    try child.send(bytes)
  }

  func close() async {
    let child = phase.withLock { phase -> ChildConnection? in
      if case .running(let child) = phase { return child }
      phase = .closed
      return nil
    }
    guard let child else { return }
    child.requestClose()
    await child.waitForEnd()
  }
}
#endif
