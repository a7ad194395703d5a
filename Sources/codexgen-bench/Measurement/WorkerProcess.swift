#if os(macOS) || os(Linux)
import Foundation

/// The process of a row. It prints `ready` when it is prepared, and then runs one pass for each line on its standard input.
final class WorkerProcess {
  static let ready = "ready"
  /// The line that asks for a single pass, without warming up.
  static let once = "once"

  private let row: Row
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var unread = Data()
  /// Whether the process did something unexpected. It may be waiting for anything then, so it is ended by a signal.
  private var hasFailed = false

  init(_ row: Row) throws {
    self.row = row
    process.executableURL = URL(fileURLWithPath: row.program)
    process.arguments = row.arguments
    process.standardInput = input
    process.standardOutput = output
    do {
      try process.run()
    } catch {
      throw Failure("'\(row.program)' cannot be run: \(error.localizedDescription)")
    }
  }

  func waitUntilReady() throws {
    guard let line = line(), line == Self.ready else { throw failure("did not get ready") }
  }

  /// Runs a single pass, and counts the system calls of the process meanwhile.
  ///
  /// - Returns: `nil` when they cannot be counted.
  func systemCallsOfOnePass(in folder: TemporaryFolder) throws -> Double? {
    guard let counter = SystemCallCounter(of: process.processIdentifier, in: folder) else { return nil }
    do { _ = try pass(Self.once) } catch {
      _ = counter.end()
      throw error
    }
    return counter.end().map(Double.init)
  }

  func pass(_ request: String = "") throws -> Pass {
    do {
      try input.fileHandleForWriting.write(contentsOf: Data("\(request)\n".utf8))
    } catch {
      throw failure("does not accept more passes")
    }
    guard let line = line(), let pass = Pass(line: line) else { throw failure("ended in the middle of a pass") }
    return pass
  }

  /// Ends the process and waits for its end. A process that failed is ended in the middle of its work.
  func end() {
    try? input.fileHandleForWriting.close()
    // `terminate()` sends SIGTERM, which the child ignores if this thread blocked it when the child was started.
    if hasFailed { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  private func failure(_ what: String) -> Failure {
    hasFailed = true
    let remedy = row.remedy ?? "see the output of the program above"
    return Failure("the row '\(row.label)' (\(row.program)) \(what); \(remedy)")
  }

  /// The next line of output, or `nil` at the end of the output.
  private func line() -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread = Data(unread[(end + 1)...])
        return line
      }
      let chunk = output.fileHandleForReading.availableData
      if chunk.isEmpty { return nil }
      unread += chunk
    }
  }
}
#endif
