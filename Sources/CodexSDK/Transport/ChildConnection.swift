#if os(macOS) || os(Linux)
import Foundation

/// Moves bytes between this process and a child, and ends the child: one thread with one `poll`.
///
/// Nothing on that thread blocks, so a child that does not read cannot stop us from reading what it writes, and a flood
/// on its standard error cannot stop the rest. The thread holds this object until the child is reaped.
final class ChildConnection: Sendable {
  /// More than this waiting to be written means that the child does not read.
  static let outgoingLimit = 256 * 1024 * 1024

  private struct State {
    var outgoing: [Data] = []
    var outgoingBytes = 0
    var isInputOpen = true
    var isCloseRequested = false
    var exit: ExitStatus?
    var hasExited = false
    /// The descriptors are closed, and their numbers may belong to others.
    var hasEnded = false

    var situation: (hasExited: Bool, isCloseRequested: Bool, hasOutgoing: Bool) {
      (hasExited, isCloseRequested, isInputOpen && !outgoing.isEmpty)
    }
  }

  /// A type of its own: a closure that is itself the value of a generic type gets one more wrapper at each access, and
  /// after many messages the stack overflows in them.
  private struct Listener {
    let receive: @Sendable (Data) -> Void
    let closed: @Sendable (TransportClosure) -> Void
  }

  private let process: ChildProcess
  private let reaper: ChildReaper
  private let timeouts: CloseTimeouts
  private let state = Locked(State())
  private let wakeUp: (read: Descriptor, write: Descriptor)?
  private let end = OneShot<Void>()
  private let listener: Locked<Listener?>

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
    listener = Locked(Listener(receive: receive, closed: closed))
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
    thread.start()
  }

  func send(_ message: Data) throws {
    try state.withLock { state in
      guard state.isInputOpen, !state.isCloseRequested else {
        throw TransportClosure(reason: "the server's standard input is closed")
      }
      guard state.outgoingBytes < Self.outgoingLimit else {
        throw TransportClosure(reason: "\(state.outgoingBytes) bytes wait to be written: the server does not read")
      }
      if state.outgoing.isEmpty { wake(state) }
      state.outgoing.append(message + [0x0A])
      state.outgoingBytes += message.count + 1
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
    guard !state.hasEnded, let wakeUp else { return }
    var byte: UInt8 = 0
    // A full pipe wakes as well as one byte more. Its reader is closed only after `hasEnded`, so there is no SIGPIPE.
    _ = Foundation.write(wakeUp.write.number, &byte, 1)
  }

  // MARK: The thread

  private func loop() {
    var streams = ChildStreams(process: process) { message in self.listener.withLock { $0 }?.receive(message) }
    var shutdown = ChildShutdown(timeouts: timeouts)
    while true {
      let now = state.withLock { $0.situation }
      if now.hasExited { break }
      let hasOutgoing = now.hasOutgoing
      // A server that has closed its output can answer nothing any more: it is ended like one that is not wanted.
      if now.isCloseRequested || streams.isOutputEnded {
        switch shutdown.step(hasOutgoing: hasOutgoing) {
        case .nothing: break
        case .endInput: endInput()
        case .signal(let number): reaper.signal(number)
        }
      }
      streams.poll(wakeUp: wakeUp?.read, wantsToWrite: hasOutgoing, timeout: shutdown.timeout(isWakeable: wakeUp != nil))
      if streams.isInputReady { write() }
      streams.readWhatIsThere()
    }
    streams.readWhatIsLeft()
    finish(streams.standardErrorTail)
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
    shutdownSocket()
  }

  private func shutdownSocket() {
    #if canImport(Darwin) || canImport(Musl)
    _ = Foundation.shutdown(process.standardInput.number, SHUT_WR)
    #else
    _ = Foundation.shutdown(process.standardInput.number, Int32(SHUT_WR))
    #endif
  }

  private static func dropInput(_ state: inout State) {
    state.isInputOpen = false
    state.outgoing = []
    state.outgoingBytes = 0
  }

  private func finish(_ standardErrorTail: String) {
    let exit = state.withLock { state in
      state.hasEnded = true
      Self.dropInput(&state)
      return state.exit
    }
    for descriptor in [process.standardInput, process.standardOutput, process.standardError] { descriptor.close() }
    wakeUp?.read.close()
    wakeUp?.write.close()
    // Taken out, not only called: they hold whoever listens.
    let listener = listener.withLock { listener in
      defer { listener = nil }
      return listener
    }
    listener?.closed(TransportClosure(exit: exit, standardErrorTail: standardErrorTail))
    end.fulfill(.success(()))
  }
}
#endif
