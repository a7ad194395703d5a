#if os(macOS) || os(Linux)
import CodexProtocol
import CodexWire
import Foundation

/// Reads the same bytes from the same child process as `StreamWork`, but without `Codex`, to show the cost of reading lines.
enum LineWork {
  static func turns(_ session: String, isDecoding: Bool) throws -> Work {
    let count = try Stream.count(session)
    let player = try LinePlayer(session)
    let request = try RecordedSession(file: session).requests("turn/start")
    guard let text = request.first?.text else { throw Failure("the recorded session has no turn/start request") }
    let decoder = WireDecoder()
    return Work {
      try player.send([text])
      var bytes = 0
      // The response comes before the notifications.
      bytes += try player.next().count
      for _ in 0..<count {
        let line = try player.next()
        bytes += line.count
        guard isDecoding else { continue }
        guard try decoder.decode(ServerNotification.self, from: line).isRecognized else {
          throw Failure("the prepared turn has a notification that the SDK does not know")
        }
      }
      return Output(units: count, bytes: bytes)
    } end: {
      player.end()
    }
  }

  static func requests(_ session: String) throws -> Work {
    let player = try LinePlayer(session)
    let requests = (0..<Stream.requests).map {
      #"{"id":\#($0),"method":"fs/getMetadata","params":{"path":"\#(Stream.path)"}}"#
    }
    return Work {
      try player.send(requests)
      var bytes = 0
      for _ in requests { bytes += try player.next().count }
      return Output(units: requests.count, bytes: bytes)
    } end: {
      player.end()
    }
  }
}

/// A child process that plays a server, and a reader of its lines.
private final class LinePlayer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var unread = 0..<0
  private var partial = Data()

  init(_ session: String) throws {
    process.executableURL = URL(fileURLWithPath: try OwnProgram.path())
    process.arguments = ["worker", WorkerName.player.rawValue, session]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  func send(_ lines: [String]) throws {
    // Each line is written on its own, as a client does.
    for line in lines { try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8)) }
  }

  func next() throws -> Data {
    while true {
      if let end = buffer[unread].firstIndex(of: UInt8(ascii: "\n")) {
        partial.append(contentsOf: buffer[unread.lowerBound..<end])
        unread = (end + 1)..<unread.upperBound
        defer { partial = Data() }
        return partial
      }
      partial.append(contentsOf: buffer[unread])
      let count = read(output.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
      guard count > 0 else { throw Failure("the player has ended") }
      unread = 0..<count
    }
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
#endif
