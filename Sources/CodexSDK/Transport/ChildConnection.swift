#if os(macOS) || os(Linux)
import Foundation

/// Transfers bytes between this process and a child process, and ends the child process. One thread does this with `poll`.
///
/// The thread never blocks on a single stream. So this process continues to read when the child does not read, and a large
/// output on the child's standard error does not delay the other streams. The thread retains this object until the child is
/// reaped.
final class ChildConnection: Sendable {
  /// The maximum number of bytes that wait to be written. When it is exceeded, the child apparently does not read.
  static let outgoingLimit = 256 * 1024 * 1024

  /// The closures that the transport was started with.
  private struct Callbacks {
    var output: ChildOutput
    var closed: @Sendable (TransportClosure) -> Void
  }

  private struct State {
    var callbacks: Callbacks?
    var outgoing = OutgoingQueue()
    var isInputOpen = true
    var isCloseRequested = false
    var exit: ExitStatus?
    var hasExited = false
    /// Set before the descriptors are closed. Afterwards their numbers may belong to other files.
    var closure: TransportClosure?

    /// A child that no longer accepts input cannot receive requests, so it is ended as if a close was requested.
    var mustEnd: Bool { isCloseRequested || !isInputOpen }
    var snapshot: (hasExited: Bool, mustEnd: Bool, hasOutgoing: Bool) {
      (hasExited, mustEnd, isInputOpen && !outgoing.isEmpty)
    }
  }

  private let process: ChildProcess
  private let reaper: ChildReaper
  private let timeouts: CloseTimeouts
  private let clock: any Clock<Duration>
  /// Whether each message is sent as a line.
  private let sendsLines: Bool
  private let state = Locked(State())
  /// A pipe that makes `poll` return when a byte is written to it.
  private let wakeUpPipe: (read: Descriptor, write: Descriptor)?
  private let end = AsyncPromise<Void>()

  init(
    _ process: ChildProcess,
    timeouts: CloseTimeouts,
    clock: any Clock<Duration>,
    output: ChildOutput,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) {
    self.process = process
    self.timeouts = timeouts
    self.clock = clock
    sendsLines = output.isLines
    reaper = ChildReaper(process.group, timeouts: timeouts, clock: clock)
    // When the process has no free descriptors, there is no pipe. Then `poll` returns every few milliseconds instead.
    wakeUpPipe = try? Descriptor.pipe()
    wakeUpPipe?.read.makeNonBlocking()
    wakeUpPipe?.write.makeNonBlocking()
    state.withLock { $0.callbacks = Callbacks(output: output, closed: closed) }
  }

  var processIdentifier: Int32? { state.withLock { $0.hasExited ? nil : process.identifier } }

  func run() {
    reaper.wait { exit in
      self.state.withLock { state in
        state.exit = exit
        state.hasExited = true
        self.wake(state)
      }
    }
    let thread = Thread { self.loop() }
    thread.name = "codex-sdk.stdio"
    // Messages are decoded recursively on this thread, and the default stack on Darwin has only half a megabyte.
    thread.stackSize = 8 * 1024 * 1024
    thread.start()
  }

  func send(_ message: Data) throws {
    try state.withLock { state in
      if let closure = state.closure { throw closure }
      guard !state.isCloseRequested else { throw TransportClosure(reason: "the transport is being closed") }
      // The server has exited or is being ended. The closure `closed` will report the reason in more detail.
      guard state.isInputOpen else { return }
      guard state.outgoing.byteCount < Self.outgoingLimit else {
        throw TransportClosure(
          reason: "\(state.outgoing.byteCount) bytes wait to be written because the server does not read"
        )
      }
      let wasEmpty = state.outgoing.isEmpty
      if sendsLines { state.outgoing.append(message) } else { state.outgoing.append(bytes: message) }
      // Usually the child reads, so the bytes are written here, and the other thread is not woken.
      guard wasEmpty else { return }
      writeQueued(&state)
      if !state.outgoing.isEmpty || !state.isInputOpen { wake(state) }
    }
  }

  func requestClose() {
    state.withLock { state in
      state.isCloseRequested = true
      wake(state)
    }
  }

  /// Returns when the child is reaped and every descriptor is closed, also when the task is cancelled.
  func waitForEnd() async {
    _ = await end.waitIgnoringCancellation()
  }

  /// Makes `poll` return. Must be called while the state is locked, so that the descriptor is not closed at the same time.
  private func wake(_ state: State) {
    guard state.closure == nil, let wakeUpPipe else { return }
    var byte: UInt8 = 0
    // When the pipe is full, `poll` returns anyway. The read end is closed only after `closure` is set, so there is no SIGPIPE.
    _ = Foundation.write(wakeUpPipe.write.number, &byte, 1)
  }

  // MARK: The thread

  private func loop() {
    // The closures are removed from the state, because they retain the connection. They are released when this thread ends.
    let callbacks = state.withLock { state in
      defer { state.callbacks = nil }
      return state.callbacks
    }
    guard let callbacks else { return }
    var streams = ChildStreams(process: process, output: callbacks.output)
    var shutdown = ChildShutdown(timeouts: timeouts, clock: clock)
    var pace = ReadingPace()
    var pause = ReadingPace.Pause.none
    var cause: String?
    while true {
      let now = state.withLock { $0.snapshot }
      if now.hasExited { break }
      let hasOutgoing = now.hasOutgoing
      // A child that has closed its output can send no responses, so it is ended too.
      if now.mustEnd || streams.isOutputEnded {
        pause = .none
        switch shutdown.step(hasOutgoing: hasOutgoing) {
        case .nothing: break
        case .endInput: endInput()
        case .signal(let number):
          // Before the signal, because a child that the signal ends closes its output, too.
          cause = cause ?? self.cause(isOutputEnded: streams.isOutputEnded)
          reaper.signal(number)
        }
      }
      if pause == .short { ReadingPace.waitShortly() }
      streams.poll(
        wakeUp: wakeUpPipe?.read,
        wantsToWrite: hasOutgoing,
        timeout: pause == .long ? ReadingPace.longPause : shutdown.timeout(isWakeable: wakeUpPipe != nil),
        ignoresOutput: pause == .long
      )
      if streams.isInputReady { write() }
      pause = .none
      if streams.readAvailable() {
        let isAwaited = streams.endBatch()
        pause = pace.pause(afterBatchAt: .now, isAwaited: isAwaited)
      }
    }
    if state.withLock({ $0.isCloseRequested }) { cause = nil }
    streams.readRemaining()
    finish(streams, callbacks, cause: cause)
  }

  /// Why the child is ended although no one asked for it.
  private func cause(isOutputEnded: Bool) -> String {
    let stream = isOutputEnded ? "standard output" : "standard input"
    return "the server closed its \(stream) but did not exit, so this program ended the server's process"
  }

  private func write() {
    state.withLock { writeQueued(&$0) }
  }

  /// Writes as many queued bytes as the child's standard input accepts. Must be called while the state is locked, so that the descriptor
  /// is not closed at the same time.
  private func writeQueued(_ state: inout State) {
    while let bytes = state.outgoing.first {
      switch bytes.withUnsafeBytes({ process.standardInput.writeWithoutSignal($0) }) {
      case .bytes(let count): state.outgoing.removeFirst(count)
      case .wouldBlock: return
      case .ended: return Self.dropInput(&state)
      }
    }
  }

  private func endInput() {
    state.withLock { Self.dropInput(&$0) }
    _ = Foundation.shutdown(process.standardInput.number, Int32(SHUT_WR))
  }

  private static func dropInput(_ state: inout State) {
    state.isInputOpen = false
    state.outgoing.removeAll()
  }

  /// - Parameter cause: Why this process has ended the child by a signal, although no one asked for it.
  private func finish(_ streams: ChildStreams, _ callbacks: Callbacks, cause: String?) {
    let closure = state.withLock { state in
      Self.dropInput(&state)
      let closure = TransportClosure(
        exit: state.exit,
        wasEndedByClient: cause != nil,
        standardError: streams.standardError,
        reason: streams.problem ?? cause
      )
      state.closure = closure
      return closure
    }
    for descriptor in [process.standardInput, process.standardOutput, process.standardError] { descriptor.close() }
    wakeUpPipe?.read.close()
    wakeUpPipe?.write.close()
    callbacks.closed(closure)
    end.fulfill(.success(()))
  }
}
#endif
