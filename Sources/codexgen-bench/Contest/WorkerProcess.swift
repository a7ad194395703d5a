import Foundation

/// The process of a row: says `ready` when it is prepared, then does one pass for each line that it gets.
final class WorkerProcess {
  static let ready = "ready"

  private let row: Row
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var unread = Data()
  /// Whether it is not what it should be; then nobody knows what it waits for.
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

  func pass() throws -> Pass {
    do {
      try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
    } catch {
      throw failure("takes no more passes")
    }
    guard let line = line(), let pass = Pass(line: line) else { throw failure("ended in the middle of a pass") }
    return pass
  }

  /// Ends the process, in the middle of its work if need be, and waits until it is gone.
  func end() {
    try? input.fileHandleForWriting.close()
    // Not terminate(): children begin with the signals blocked that this thread blocks.
    if hasFailed { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  private func failure(_ what: String) -> Failure {
    hasFailed = true
    let remedy = row.remedy ?? "what it said itself is above"
    return Failure("the row '\(row.label)' (\(row.program)) \(what); \(remedy)")
  }

  /// The next line; `nil` when there is none.
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
