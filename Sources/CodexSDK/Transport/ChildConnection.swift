#if os(macOS) || os(Linux)
import Foundation

/// Moves bytes between this process and a child, and ends the child: one thread with one `poll`.
///
/// Nothing on that thread blocks, so a child that does not read cannot stop us from reading what it writes, and a flood
/// on its standard error cannot stop the rest. The thread holds this object until the child is reaped.
final class ChildConnection: Sendable {
  /// More than this waiting to be written means that the child does not read.
  static let outgoingLimit = 256 * 1024 * 1024

  /// Whom the transport was started for.
  private struct Listener {
    var receive: @Sendable (Data) -> Void
    var closed: @Sendable (TransportClosure) -> Void
  }

  private struct State {
    var listener: Listener?
    var outgoing: [Data] = []
    var outgoingBytes = 0
    var isInputOpen = true
    var isCloseRequested = false
    var exit: ExitStatus?
    var hasExited = false
    /// Set when the descriptors are closed, so that their numbers may belong to others.
    var closure: TransportClosure?

    /// A server that takes no input any more can do nothing more for us, and is ended like one that is not wanted.
    var isToBeEnded: Bool { isCloseRequested || !isInputOpen }
    var situation: (hasExited: Bool, isToBeEnded: Bool, hasOutgoing: Bool) {
      (hasExited, isToBeEnded, isInputOpen && !outgoing.isEmpty)
    }
  }

  private let process: ChildProcess
  private let reaper: ChildReaper
  private let timeouts: CloseTimeouts
  private let state = Locked(State())
  private let wakeUp: (read: Descriptor, write: Descriptor)?
  private let end = OneShot<Void>()

  init(
    _ process: ChildProcess,
    timeouts: CloseTimeouts,
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) {
    self.process = process
    self.timeouts = timeouts
    reaper = ChildReaper(process.identifier)
    // Without it (no descriptors left) the loop looks around every few milliseconds instead.
    wakeUp = try? Descriptor.pipe()
    wakeUp?.read.makeNonBlocking()
    wakeUp?.write.makeNonBlocking()
    state.withLock { $0.listener = Listener(receive: receive, closed: closed) }
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
    // Messages are decoded here, by recursion; a thread of Darwin has half a megabyte otherwise.
    thread.stackSize = 8 * 1024 * 1024
    thread.start()
  }

  func send(_ message: Data) throws {
    let line = message + [0x0A]
    try state.withLock { state in
      if let closure = state.closure { throw closure }
      guard !state.isCloseRequested else { throw TransportClosure(reason: "it is being closed") }
      // The server has gone or is being ended: `closed` will tell how, which is more than could be said here.
      guard state.isInputOpen else { return }
      guard state.outgoingBytes < Self.outgoingLimit else {
        throw TransportClosure(reason: "\(state.outgoingBytes) bytes wait to be written: the server does not read")
      }
      if state.outgoing.isEmpty { wake(state) }
      state.outgoing.append(line)
      state.outgoingBytes += line.count
    }
  }

  func requestClose() {
    state.withLock { state in
      state.isCloseRequested = true
      wake(state)
    }
  }

  /// Returns when the child is reaped and every descriptor is closed, also for a cancelled task.
  func ended() async {
    _ = await end.waitIgnoringCancellation()
  }

  /// Makes `poll` return. Called with the state locked: that keeps the descriptor from being closed meanwhile.
  private func wake(_ state: State) {
    guard state.closure == nil, let wakeUp else { return }
    var byte: UInt8 = 0
    // A full pipe wakes as well as one byte more. Its reader is closed after `closure` is set, so there is no SIGPIPE.
    _ = Foundation.write(wakeUp.write.number, &byte, 1)
  }

  // MARK: The thread

  private func loop() {
    // Taken out: it holds whoever listens, and is to go when this thread does.
    let listener = state.withLock { state in
      defer { state.listener = nil }
      return state.listener
    }
    guard let listener else { return }
    var streams = ChildStreams(process: process, receive: listener.receive)
    var shutdown = ChildShutdown(timeouts: timeouts)
    while true {
      let now = state.withLock { $0.situation }
      if now.hasExited { break }
      let hasOutgoing = now.hasOutgoing
      // Nor can one that has closed its output.
      if now.isToBeEnded || streams.isOutputEnded {
        switch shutdown.step(hasOutgoing: hasOutgoing) {
        case .nothing: break
        case .endInput: endInput()
        case .signal(let number): reaper.signal(number)
        }
      }
      streams.poll(
        wakeUp: wakeUp?.read,
        wantsToWrite: hasOutgoing,
        timeout: shutdown.timeout(isWakeable: wakeUp != nil)
      )
      if streams.isInputReady { write() }
      streams.readWhatIsThere()
    }
    streams.readWhatIsLeft()
    finish(streams.standardErrorTail, telling: listener)
  }

  private func write() {
    guard let batch = state.withLock({ $0.outgoing.first }) else { return }
    let transfer = batch.withUnsafeBytes { process.standardInput.writeWithoutSignal($0) }
    state.withLock { state in
      switch transfer {
      case .bytes(let count):
        state.outgoingBytes -= count
        if count < batch.count {
          state.outgoing[0] = batch.dropFirst(count)
        } else {
          state.outgoing.removeFirst()
        }
      case .wouldBlock: break
      case .ended: Self.dropInput(&state)
      }
    }
  }

  private func endInput() {
    state.withLock { Self.dropInput(&$0) }
    _ = Foundation.shutdown(process.standardInput.number, Int32(SHUT_WR))
  }

  private static func dropInput(_ state: inout State) {
    state.isInputOpen = false
    state.outgoing = []
    state.outgoingBytes = 0
  }

  private func finish(_ standardErrorTail: String, telling listener: Listener) {
    let closure = state.withLock { state in
      Self.dropInput(&state)
      let closure = TransportClosure(exit: state.exit, standardErrorTail: standardErrorTail)
      state.closure = closure
      return closure
    }
    for descriptor in [process.standardInput, process.standardOutput, process.standardError] { descriptor.close() }
    wakeUp?.read.close()
    wakeUp?.write.close()
    listener.closed(closure)
    end.fulfill(.success(()))
  }
}
#endif
