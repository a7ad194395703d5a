#if os(macOS) || os(Linux)
import CodexWire
import Foundation

/// The receiver of a child's standard output.
enum ChildOutput: Sendable {
  /// Called with each line of at most `limit` bytes.
  /// `batchEnded` is described at `BatchTransport`.
  case lines(limit: Int, @Sendable (Data) -> Void, batchEnded: @Sendable () -> Bool)
  /// Called with the bytes as they arrive. The memory is valid only during the call.
  case bytes(@Sendable (UnsafeRawBufferPointer) -> Void)

  var isLines: Bool { if case .lines = self { true } else { false } }
}

/// The output streams of a child process. Used only by the I/O thread of a `ChildConnection`.
struct ChildStreams {
  /// The maximum number of bytes at the end of the standard error that are kept for error messages.
  private static let tailLimit = 16 * 1024

  private let process: ChildProcess
  private let output: ChildOutput
  private var splitter: LineSplitter
  private var tail = Data()
  /// Whether the beginning of the standard error is no longer in `tail`.
  private var isTailCut = false
  private let buffer = Buffer(count: 64 * 1024)

  /// Whether the output has ended, or is not read further because of a problem.
  private(set) var isOutputEnded = false
  /// Why the output is not read further. `nil` when there was no problem.
  private(set) var problem: String?
  private var isErrorEnded = false
  private(set) var isInputReady = false
  private var isOutputReady = false
  private var isErrorReady = false

  /// What a read has found.
  private enum Found {
    /// As many bytes as the buffer holds, so there may be more.
    case fullBuffer
    /// The last bytes that were available.
    case lastBytes
    case nothing
  }

  init(process: ChildProcess, output: ChildOutput) {
    if case .lines(let limit, _, _) = output {
      splitter = LineSplitter(limit: limit)
    } else {
      splitter = LineSplitter()
    }
    self.process = process
    self.output = output
  }

  /// The end of the standard error, without secrets and control sequences of terminals.
  var standardError: String {
    let last = tail.suffix(2 * Self.tailLimit)
    var kept = Substring(String(decoding: last, as: UTF8.self).withoutTerminalControls)
    if isTailCut || last.count < tail.count {
      // The bytes may begin with the end of a secret, which would not be recognized. So the first word is left out, or as much of
      // it as a secret may be long.
      kept = kept.dropFirst(process.secrets.longestValue)
      let end = kept.prefix(Self.tailLimit / 4).firstIndex(where: \.isWhitespace)
      kept = end.map { kept[$0...] } ?? kept.dropFirst(Self.tailLimit / 4)
    }
    let text = process.secrets.redacted(String(kept)).utf8.suffix(Self.tailLimit)
    return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until a stream is ready, `wakeUp` is readable, or the timeout in milliseconds is over.
  ///
  /// - Parameter ignoresOutput: Whether bytes on the standard output do not end the wait. They are read afterwards.
  mutating func poll(wakeUp: Descriptor?, wantsToWrite: Bool, timeout: Int32, ignoresOutput: Bool = false) {
    // `poll` ignores a negative descriptor. A stream that has ended must be ignored, because it would always be ready.
    var polled = [
      pollfd(fd: wakeUp?.number ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(
        fd: isOutputEnded || ignoresOutput ? -1 : process.standardOutput.number,
        events: Int16(POLLIN),
        revents: 0
      ),
      pollfd(fd: isErrorEnded ? -1 : process.standardError.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wantsToWrite ? process.standardInput.number : -1, events: Int16(POLLOUT), revents: 0),
    ]
    // An interrupted `poll` is treated as if no stream were ready. The caller's loop repeats it.
    let count = Foundation.poll(&polled, nfds_t(polled.count), timeout)
    isOutputReady = ignoresOutput || count > 0 && polled[1].revents != 0
    isErrorReady = count > 0 && polled[2].revents != 0
    isInputReady = count > 0 && polled[3].revents != 0
    if count > 0, polled[0].revents != 0, let wakeUp {
      while case .bytes = wakeUp.read(into: buffer.bytes) {}
    }
  }

  /// Reads the available bytes of the streams that `poll` has found ready. The number of reads is limited, so that a child that writes
  /// all the time does not prevent this process from writing.
  ///
  /// The app-server writes each message on its own. So a call usually reads one message, with one system call.
  ///
  /// - Returns: Whether there were bytes on the standard output.
  mutating func readAvailable() -> Bool {
    var hasOutput = false
    for _ in 0..<16 where isOutputReady && !isOutputEnded {
      let found = readOutput()
      if found != .nothing { hasOutput = true }
      guard found == .fullBuffer else { break }
    }
    for _ in 0..<16 where isErrorReady && !isErrorEnded {
      guard readError() == .fullBuffer else { break }
    }
    return hasOutput
  }

  /// Tells the receiver that all bytes that have arrived were handed over.
  ///
  /// - Returns: Whether the program waits for more.
  func endBatch() -> Bool {
    guard case .lines(_, _, let batchEnded) = output else { return true }
    return batchEnded()
  }

  /// Reads the bytes that the child wrote before it ended. Does not wait for the end of the streams, because a process that the
  /// child started may keep them open. The number of reads is limited, because such a process may also write all the time.
  mutating func readRemaining() {
    // A pipe contains 64 KB, or at most 1 MB if the child has enlarged it. So all bytes of the child are read.
    let limit = 1024 * 1024 / buffer.bytes.count
    for _ in 0..<limit where !isOutputEnded {
      if readOutput() == .nothing { break }
    }
    for _ in 0..<limit where !isErrorEnded {
      if readError() == .nothing { break }
    }
    guard problem == nil, case .lines(_, let receive, let batchEnded) = output else { return }
    splitter.finish { line in
      // A last line without a line end is a message only if it is complete. Otherwise the end of the server cut it off, and the
      // requests that wait get the error that tells how the server ended.
      if (try? JSONValue(parsing: line)) != nil { receive(line) }
    }
    _ = batchEnded()
  }

  private mutating func readOutput() -> Found {
    switch process.standardOutput.read(into: buffer.bytes) {
    case .bytes(let count):
      let bytes = UnsafeRawBufferPointer(rebasing: buffer.bytes[..<count])
      do {
        switch output {
        case .lines(_, let receive, _): try splitter.feed(bytes, receive)
        case .bytes(let receive): receive(bytes)
        }
      } catch {
        problem =
          switch error {
          case .lineTooLong(let limit):
            "the server sent a message that is longer than the limit of \(limit) bytes (messageSizeLimit)"
          case .outOfMemory: "there is not enough memory for a message of the server"
          }
        isOutputEnded = true
        return .nothing
      }
      return count == buffer.bytes.count ? .fullBuffer : .lastBytes
    case .wouldBlock: return .nothing
    case .ended:
      isOutputEnded = true
      return .nothing
    }
  }

  private mutating func readError() -> Found {
    switch process.standardError.read(into: buffer.bytes) {
    case .bytes(let count):
      tail.append(contentsOf: buffer.bytes[..<count])
      if tail.count > 8 * Self.tailLimit {
        tail = Data(tail.suffix(2 * Self.tailLimit))
        isTailCut = true
      }
      return count == buffer.bytes.count ? .fullBuffer : .lastBytes
    case .wouldBlock: return .nothing
    case .ended:
      isErrorEnded = true
      return .nothing
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
