import Foundation

/// A byte stream over a connected socket. A thread receives with `poll`; bytes are sent by the thread that calls `send`, and by
/// the stream's thread when the socket does not accept more bytes at once.
final class SocketStream: ByteStream {
  /// The maximum number of bytes that wait to be sent. When it is exceeded, the server apparently does not read.
  static let outgoingLimit = 256 * 1024 * 1024
  private static let bufferSize = 256 * 1024

  private struct Callbacks {
    var receive: @Sendable (UnsafeRawBufferPointer) -> Void
    var ended: @Sendable (TransportClosure) -> Void
  }

  private enum Phase {
    case idle
    case running
    case ended(TransportClosure)
  }

  private struct State {
    var phase = Phase.idle
    var callbacks: Callbacks?
    var outgoing = OutgoingQueue()
    var isCloseRequested = false
    /// Why the socket accepts no more bytes.
    var sendProblem: String?

    var mustEnd: Bool { isCloseRequested || sendProblem != nil }
  }

  private let socket: Descriptor
  /// A pipe that makes `poll` return when a byte is written to it.
  private let wakeUpPipe: (read: Descriptor, write: Descriptor)
  private let state = Locked(State())
  private let end = AsyncPromise<Void>()

  /// - Parameter socket: A connected socket. The stream closes the socket, also when this initializer throws an error.
  /// - Throws: `SystemError` when the process has no free descriptors.
  init(_ socket: Descriptor) throws {
    do {
      wakeUpPipe = try Descriptor.pipe()
    } catch {
      socket.close()
      throw error
    }
    self.socket = socket
    for descriptor in [socket, wakeUpPipe.read, wakeUpPipe.write] { descriptor.makeNonBlocking() }
  }

  deinit {
    // A running stream is retained by its thread. So a stream that is released has ended, or was never started.
    if case .idle = state.withLock({ $0.phase }) { closeDescriptors() }
  }

  func start(
    receive: @escaping @Sendable (UnsafeRawBufferPointer) -> Void,
    ended: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try state.withLock { state in
      guard case .idle = state.phase else {
        throw TransportClosure(reason: "the stream was started or closed before, and it can be started only once")
      }
      state.phase = .running
      state.callbacks = Callbacks(receive: receive, ended: ended)
    }
    let thread = Thread { self.loop() }
    thread.name = "codex-sdk.socket"
    // Messages are decoded recursively on this thread, and the default stack on Darwin has only half a megabyte.
    thread.stackSize = 8 * 1024 * 1024
    thread.start()
  }

  func send(_ bytes: Data) throws {
    try state.withLock { state in
      switch state.phase {
      case .idle: throw TransportClosure(reason: "the stream is not started")
      case .ended(let closure): throw closure
      case .running: break
      }
      // The stream is about to end. The closure `ended` will report the reason.
      guard !state.mustEnd else { return }
      let wasEmpty = state.outgoing.isEmpty
      guard wasEmpty || state.outgoing.byteCount < Self.outgoingLimit else {
        throw TransportClosure(
          reason: "\(state.outgoing.byteCount) bytes wait to be sent because the server does not read"
        )
      }
      state.outgoing.append(bytes: bytes)
      guard wasEmpty else { return }
      sendQueued(&state)
      if !state.outgoing.isEmpty || state.mustEnd { wake() }
    }
  }

  func close() async {
    let isRunning = state.withLock { state -> Bool in
      switch state.phase {
      case .idle:
        state.phase = .ended(TransportClosure(reason: "the stream was closed"))
        closeDescriptors()
        return false
      case .running:
        state.isCloseRequested = true
        wake()
        return true
      case .ended: return true
      }
    }
    guard isRunning else { return end.fulfill(.success(())) }
    _ = await end.waitIgnoringCancellation()
  }

  /// Makes `poll` return. Must be called while the state is locked and the stream runs, so that the descriptor is open.
  private func wake() {
    var byte: UInt8 = 0
    // When the pipe is full, `poll` returns anyway. The read end is closed only after the stream has ended, so there is no SIGPIPE.
    _ = Foundation.write(wakeUpPipe.write.number, &byte, 1)
  }

  /// Sends as many queued bytes as the socket accepts.
  private func sendQueued(_ state: inout State) {
    while let bytes = state.outgoing.first, state.sendProblem == nil {
      switch bytes.withUnsafeBytes({ socket.sendToPeer($0) }) {
      case .bytes(let count): state.outgoing.removeFirst(count)
      case .wouldBlock: return
      case .failed(let problem): state.sendProblem = problem
      }
    }
  }

  // MARK: The thread

  private func loop() {
    // The closures are removed from the state, because they may retain the stream. They are released when this thread ends.
    let callbacks = state.withLock { state in
      defer { state.callbacks = nil }
      return state.callbacks
    }
    guard let callbacks else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 16)
    defer { buffer.deallocate() }
    var receiveEnd: TransportClosure?
    while receiveEnd == nil {
      let now = state.withLock {
        (isCloseRequested: $0.isCloseRequested, mustEnd: $0.mustEnd, hasOutgoing: !$0.outgoing.isEmpty)
      }
      if now.isCloseRequested { break }
      // After an error of sending, the bytes that have arrived are received, because they may say why the server has closed.
      if !now.mustEnd { poll(wantsToSend: now.hasOutgoing, buffer) }
      receiveEnd = receiveAvailable(into: buffer, callbacks)
      if now.mustEnd { break }
    }
    finish(receiveEnd, callbacks)
  }

  private func poll(wantsToSend: Bool, _ buffer: UnsafeMutableRawBufferPointer) {
    var polled = [
      pollfd(fd: wakeUpPipe.read.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: socket.number, events: Int16(POLLIN | (wantsToSend ? POLLOUT : 0)), revents: 0),
    ]
    // An interrupted `poll` is treated as if nothing were ready. The loop repeats the call.
    guard Foundation.poll(&polled, nfds_t(polled.count), -1) > 0 else { return }
    if polled[0].revents != 0 {
      while case .bytes = wakeUpPipe.read.read(into: buffer) {}
    }
    if wantsToSend, polled[1].revents != 0 { state.withLock { sendQueued(&$0) } }
  }

  /// Receives the bytes that have arrived. The number of reads is limited, so that a server that sends all the time does not
  /// prevent the client from sending.
  ///
  /// - Returns: Why the stream has ended, or `nil`.
  private func receiveAvailable(into buffer: UnsafeMutableRawBufferPointer, _ callbacks: Callbacks) -> TransportClosure?
  {
    for _ in 0..<16 {
      switch socket.receiveFromPeer(into: buffer) {
      case .bytes(0): return TransportClosure()
      case .bytes(let count):
        callbacks.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        // A socket that has delivered less than a full buffer is empty. `poll` tells when there is more.
        if count < buffer.count { return nil }
      case .wouldBlock: return nil
      case .failed(let problem): return TransportClosure(reason: problem)
      }
    }
    return nil
  }

  private func finish(_ receiveEnd: TransportClosure?, _ callbacks: Callbacks) {
    let closure = state.withLock { state in
      let problem = state.isCloseRequested ? nil : state.sendProblem
      let closure = receiveEnd ?? TransportClosure(reason: problem)
      state.phase = .ended(closure)
      state.outgoing.removeAll()
      closeDescriptors()
      return closure
    }
    callbacks.ended(closure)
    end.fulfill(.success(()))
  }

  private func closeDescriptors() {
    for descriptor in [socket, wakeUpPipe.read, wakeUpPipe.write] { descriptor.close() }
  }
}
