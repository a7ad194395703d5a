#if os(macOS) || os(Linux)
import CodexWire
import Foundation

/// Runs turns with the real app-server and reads the lines that it writes, without `Codex`. Decodes nothing but the responses, so the
/// figures are those that no client can avoid.
enum TurnLineWork {
  static func turns(_ transport: String) throws -> Work {
    guard transport == BenchTransport.stdio.rawValue else {
      throw Failure("the row of the line reader exists only over standard input and output")
    }
    let host = try HostProcess(.stdio)
    let server = try LineClient(host.description, isStamped: false)
    let stamped = try LineClient(host.description, isStamped: true)
    var work = Work {
      Output(units: try server.turn(ServerHost.input, Stream.deltas, { _ in }), bytes: 0)
    } end: {
      server.end()
      stamped.end()
      host.end()
    }
    work.delays = {
      Delays(
        paced: Delays.summary(of: try delays(ServerHost.slowInput, ServerHost.slowDeltas, over: stamped)),
        full: Delays.summary(of: try delays(ServerHost.input, Stream.deltas, over: stamped))
      )
    }
    work.countsSwitches = true
    return work
  }

  private static func delays(_ input: String, _ count: Int, over server: LineClient) throws -> [Double] {
    var delays: [Double] = []
    delays.reserveCapacity(count)
    _ = try server.turn(input, count) { line in
      let now = TimestampRelay.now
      // The delta ends where the string ends, and the string is followed by at most two braces and the time of the server.
      guard let delta = (try? JSONValue(parsing: line))?["params"]?["delta"]?.stringValue else { return }
      if let then = TimestampRelay.time(in: delta.utf8) { delays.append(Double(now - then) / 1e3) }
    }
    guard delays.count == count else { throw Failure("\(delays.count) of \(count) deltas had a time") }
    return delays
  }
}

/// An app-server as a child process, and a reader of its lines.
private final class LineClient {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var reader: LineReader
  private var lastID = 0

  init(_ server: ServerHost.Description, isStamped: Bool) throws {
    let command =
      isStamped
      ? try TimestampRelay.command(server.executable, server.arguments) : [server.executable] + server.arguments
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = server.environment
    process.currentDirectoryURL = URL(fileURLWithPath: server.workspace)
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    reader = LineReader(descriptor: output.fileHandleForReading.fileDescriptor)
    try process.run()
    _ = try call("initialize", #"{"clientInfo":{"name":"codexgen-bench","version":"1"}}"#)
    try write(#"{"method":"initialized"}"#)
  }

  /// Runs a turn on a thread of its own.
  ///
  /// - Parameter receive: Called with each line of the turn.
  /// - Returns: The number of deltas.
  func turn(_ text: String, _ count: Int, _ receive: (UnsafeRawBufferPointer) -> Void) throws -> Int {
    let started = try call("thread/start", "{}")
    guard let id = started["thread"]?["id"]?.stringValue else { throw Failure("the app-server did not start a thread") }
    _ = try call("turn/start", #"{"threadId":"\#(id)","input":[{"type":"text","text":"\#(text)"}]}"#, receive)
    var lines = 0
    var isEnded = false
    while !isEnded {
      lines += 1
      isEnded = try next { line in
        receive(line)
        // Only the first bytes are compared, since the app-server writes the method first.
        return Self.isPrefix(Self.end, of: line)
      }
    }
    guard lines > count else { throw Failure("the turn had only \(lines) messages") }
    return count
  }

  private static let end = Array(#"{"method":"turn/completed""#.utf8)

  private static func isPrefix(_ prefix: [UInt8], of line: UnsafeRawBufferPointer) -> Bool {
    guard let base = line.baseAddress, line.count >= prefix.count else { return false }
    return prefix.withUnsafeBytes { prefix in prefix.baseAddress.map { memcmp($0, base, prefix.count) == 0 } ?? true }
  }

  private func call(
    _ method: String,
    _ params: String,
    _ receive: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws -> JSONValue {
    lastID += 1
    try write(#"{"id":\#(lastID),"method":"\#(method)","params":\#(params)}"#)
    let response = Array(#"{"id":\#(lastID),"#.utf8)
    while true {
      let result = try next { line -> JSONValue? in
        guard Self.isPrefix(response, of: line) else {
          receive(line)
          return nil
        }
        if let result = try JSONValue(parsing: line)["result"] { return result }
        throw Failure("the app-server refused \(method)")
      }
      if let result { return result }
    }
  }

  private func next<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    guard let result = try reader.next(body) else { throw Failure("the app-server has ended") }
    return result
  }

  private func write(_ line: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  func end() {
    try? input.fileHandleForWriting.close()
    // The app-server ends when its standard input ends, but its last lines have to be read.
    while reader.next({ _ in }) != nil {}
    process.waitUntilExit()
  }
}
#endif
