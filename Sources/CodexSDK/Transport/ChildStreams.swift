#if os(macOS) || os(Linux)
import Foundation

/// The output streams of a child process. Used only by the I/O thread of a `ChildConnection`.
struct ChildStreams {
  /// The maximum number of bytes at the end of the standard error that are kept for error messages.
  private static let tailLimit = 16 * 1024

  private let process: ChildProcess
  private let receive: @Sendable (Data) -> Void
  private var splitter = LineSplitter()
  private var tail = Data()
  /// Whether the beginning of the standard error is no longer in `tail`.
  private var isTailCut = false
  private let buffer = Buffer(count: 64 * 1024)

  private(set) var isOutputEnded = false
  private var isErrorEnded = false
  private(set) var isInputReady = false

  init(process: ChildProcess, receive: @escaping @Sendable (Data) -> Void) {
    self.process = process
    self.receive = receive
  }

  var standardErrorTail: String {
    var kept = Substring(String(decoding: tail, as: UTF8.self))
    if isTailCut {
      // The bytes may begin with the end of a secret, which would not be recognized.
      kept = kept.dropFirst(process.secrets.longestValue).drop { !$0.isWhitespace }
    }
    let text = process.secrets.redacted(String(kept)).utf8.suffix(Self.tailLimit)
    return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until a stream is ready, `wakeUp` is readable, or the timeout in milliseconds is over.
  mutating func poll(wakeUp: Descriptor?, wantsToWrite: Bool, timeout: Int32) {
    // `poll` ignores a negative descriptor. A stream that has ended must be ignored, because it would always be ready.
    var polled = [
      pollfd(fd: wakeUp?.number ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isOutputEnded ? -1 : process.standardOutput.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isErrorEnded ? -1 : process.standardError.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wantsToWrite ? process.standardInput.number : -1, events: Int16(POLLOUT), revents: 0),
    ]
    // An interrupted `poll` is treated as if no stream were ready. The caller's loop repeats it.
    let count = Foundation.poll(&polled, nfds_t(polled.count), timeout)
    isInputReady = count > 0 && polled[3].revents != 0
    if count > 0, polled[0].revents != 0, let wakeUp {
      while case .bytes = wakeUp.read(into: buffer.bytes) {}
    }
  }

  /// Reads the available bytes. The number of reads is limited, so that a child that writes all the time does not prevent this
  /// process from writing.
  mutating func readAvailable() {
    for _ in 0..<16 where !isOutputEnded {
      guard readOutput() else { break }
    }
    for _ in 0..<16 where !isErrorEnded {
      guard readError() else { break }
    }
  }

  /// Reads the bytes that the child wrote before it ended. Does not wait for the end of the streams, because a process that the
  /// child started may keep them open.
  mutating func readRemaining() {
    while !isOutputEnded, readOutput() {}
    while !isErrorEnded, readError() {}
    splitter.finish(receive)
  }

  /// - Returns: `false` when no bytes are available.
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
      if tail.count > 8 * Self.tailLimit {
        tail = Data(tail.suffix(2 * Self.tailLimit))
        isTailCut = true
      }
      return true
    case .wouldBlock: return false
    case .ended:
      isErrorEnded = true
      return false
    }
  }

  /// Memory that is allocated once and used for all reads.
  private final class Buffer {
    let bytes: UnsafeMutableRawBufferPointer
    init(count: Int) { bytes = .allocate(byteCount: count, alignment: 16) }
    deinit { bytes.deallocate() }
  }
}
#endif
