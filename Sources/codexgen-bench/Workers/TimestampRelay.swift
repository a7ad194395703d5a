#if os(macOS) || os(Linux)
import Foundation

/// A program between the app-server and its client, which writes into each delta when it passes the delta on.
///
/// The program starts the app-server, and passes its standard input on as it is. It passes each line of the server's standard output on
/// with a system call of its own, as the app-server writes it. The deltas of a turn with the input `ServerHost.slowInput` are passed on
/// one per millisecond.
enum TimestampRelay {
  /// Stands in each delta where the time will be: the nanoseconds of the system's monotonic clock, which all processes share.
  static let placeholder = " at \(String(repeating: "0", count: digits)) "
  private static let digits = 19

  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The time at the end of a delta. `nil` when the delta has none.
  static func time(in delta: String.UTF8View) -> Int64? {
    guard let time = Int64(String(decoding: delta.suffix(digits + 1).prefix(digits), as: UTF8.self)), time > 0 else {
      return nil
    }
    return time
  }

  /// The command line that starts the app-server behind a relay.
  static func command(_ executable: String, _ arguments: [String]) throws -> [String] {
    let command = try JSONEncoder().encode([executable] + arguments)
    return [
      try OwnProgram.path(), "worker", WorkerName.timestampRelay.rawValue, String(decoding: command, as: UTF8.self),
    ]
  }

  /// Runs until the app-server ends.
  ///
  /// - Parameter command: The command line of the app-server, as a JSON array.
  static func run(command: String) throws {
    let command = try JSONDecoder().decode([String].self, from: Data(command.utf8))
    guard let executable = command.first else { throw Failure("the relay has no command") }
    let server = Process()
    server.executableURL = URL(fileURLWithPath: executable)
    server.arguments = Array(command.dropFirst())
    let input = Pipe()
    let output = Pipe()
    server.standardInput = input
    server.standardOutput = output
    try server.run()
    let pace = Pace()
    Thread.detachNewThread {
      while let line = readLine(strippingNewline: false) {
        if line.contains(#""method":"turn/start""#) { pace.isSlow = line.contains(ServerHost.slowInput) }
        try? input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
      }
      try? input.fileHandleForWriting.close()
    }
    var reader = LineReader(descriptor: output.fileHandleForReading.fileDescriptor)
    while var line = reader.next({ Array($0) + [UInt8(ascii: "\n")] }) {
      _ = stamp(&line, waitAndNow(pace))
      writeAll(line)
    }
    server.waitUntilExit()
  }

  private static func waitAndNow(_ pace: Pace) -> Int64 {
    if pace.isSlow { usleep(1000) }
    return now
  }

  private static let wanted = Array(placeholder.utf8)

  /// Writes a time in the place of the placeholder of a message.
  ///
  /// - Returns: Whether the message has a placeholder.
  static func stamp(_ line: inout [UInt8], _ time: @autoclosure () -> Int64) -> Bool {
    // The text of the whole message has many placeholders. Only deltas are short.
    guard line.count < 4096 else { return false }
    guard let place = line.firstRange(of: wanted)?.lowerBound else { return false }
    // The digits are between " at " and a space.
    let end = place + wanted.count - 1
    var rest = time()
    for index in stride(from: end - 1, through: end - digits, by: -1) {
      line[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    return true
  }

  private static func writeAll(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Foundation.write(1, $0.baseAddress! + written, bytes.count - written) }
      guard count > 0 else { return }
      written += count
    }
  }

  /// Whether deltas are passed on slowly. Written by one thread and read by another.
  private final class Pace: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false

    // `value` is accessed only while the lock is held, so sharing the object is safe.
    var isSlow: Bool {
      get { lock.withLock { value } }
      set { lock.withLock { value = newValue } }
    }
  }
}
#endif
