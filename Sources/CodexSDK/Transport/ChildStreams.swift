#if os(macOS) || os(Linux)
import Foundation

/// What the I/O thread of a `ChildConnection` polls and reads. Used by that thread only.
struct ChildStreams {
  /// How much of the standard error is kept for errors.
  private static let tailLimit = 16 * 1024

  private let process: ChildProcess
  private let receive: @Sendable (Data) -> Void
  private var splitter = LineSplitter()
  private var tail = Data()
  private let buffer = Buffer(count: 64 * 1024)

  private(set) var isOutputEnded = false
  private var isErrorEnded = false
  private(set) var isInputReady = false

  init(process: ChildProcess, receive: @escaping @Sendable (Data) -> Void) {
    self.process = process
    self.receive = receive
  }

  var standardErrorTail: String {
    String(decoding: tail.suffix(Self.tailLimit), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until there is something to do.
  mutating func poll(wakeUp: Descriptor?, wantsToWrite: Bool, timeout: Int32) {
    // A negative descriptor is passed over. One that has ended must be: it would be ready for ever.
    var polled = [
      pollfd(fd: wakeUp?.number ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isOutputEnded ? -1 : process.standardOutput.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isErrorEnded ? -1 : process.standardError.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wantsToWrite ? process.standardInput.number : -1, events: Int16(POLLOUT), revents: 0),
    ]
    // An interrupted poll is the same as nothing ready: the caller's loop comes back.
    let count = Foundation.poll(&polled, nfds_t(polled.count), timeout)
    isInputReady = count > 0 && polled[3].revents != 0
    if count > 0, polled[0].revents != 0, let wakeUp {
      while case .bytes = wakeUp.read(into: buffer.bytes) {}
    }
  }

  /// Reads what has come, but not for ever: a child that writes all the time must not keep us from writing.
  mutating func readWhatIsThere() {
    for _ in 0..<16 where !isOutputEnded {
      guard readOutput() else { break }
    }
    for _ in 0..<16 where !isErrorEnded {
      guard readError() else { break }
    }
  }

  /// Reads what the child wrote before it ended, up to where nothing is left: a grandchild may keep a stream open.
  mutating func readWhatIsLeft() {
    while !isOutputEnded, readOutput() {}
    while !isErrorEnded, readError() {}
    splitter.finish(receive)
  }

  /// `false` when there is nothing to read now.
  private mutating func readOutput() -> Bool {
    switch process.standardOutput.read(into: buffer.bytes) {
    case .bytes(let count):
      splitter.feed(UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count]), receive)
      return true
    case .wouldBlock: return false
    case .ended:
      isOutputEnded = true
      return false
    }
  }

  private mutating func readError() -> Bool {
    switch process.standardError.read(into: buffer.bytes) {
    case .bytes(let count):
      tail.append(contentsOf: buffer.bytes[..<count])
      if tail.count > 8 * Self.tailLimit { tail = Data(tail.suffix(Self.tailLimit)) }
      return true
    case .wouldBlock: return false
    case .ended:
      isErrorEnded = true
      return false
    }
  }

  /// Memory that is allocated once, not for each read.
  private final class Buffer {
    let bytes: UnsafeMutableRawBufferPointer
    init(count: Int) { bytes = .allocate(byteCount: count, alignment: 16) }
    deinit { bytes.deallocate() }
  }
}
#endif
