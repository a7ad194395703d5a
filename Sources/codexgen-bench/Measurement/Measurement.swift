#if os(macOS) || os(Linux)
import Foundation

/// One row of a table: a label, and the program that runs its passes.
struct Row {
  var label: String
  var program: String
  var arguments: [String]
  /// What the user can do if the program fails, for the error message.
  var remedy: String?

  init(_ label: String, program: String, arguments: [String], remedy: String? = nil) {
    self.label = label
    self.program = program
    self.arguments = arguments
    self.remedy = remedy
  }

  /// A row whose passes this program runs, in another process.
  init(_ label: String, _ worker: WorkerName, _ arguments: [String] = []) throws {
    self.init(label, program: try OwnProgram.path(), arguments: ["worker", worker.rawValue] + arguments)
  }
}

/// Measures several rows: first each row starts its process, then all rows run their first pass, then all rows run their
/// second pass, and so on. So a change in the load of the machine affects all rows alike.
enum Measurement {
  /// - Parameter folder: Where the counts of system calls are stored for a moment. `nil` does not count them.
  static func run(
    _ rows: [Row],
    passes: Int,
    countingSystemCallsIn folder: TemporaryFolder? = nil
  ) throws -> [RowResult] {
    var processes: [WorkerProcess] = []
    defer { for process in processes { process.end() } }
    for row in rows {
      let process = try WorkerProcess(row)
      processes.append(process)
      // Each row gets ready and warms up with one pass before the next row starts, so that they do not slow each other down.
      try process.waitUntilReady()
      _ = try process.pass()
    }
    var results = rows.map { RowResult(row: $0, passes: []) }
    for _ in 0..<passes {
      for index in rows.indices { results[index].passes.append(try processes[index].pass()) }
    }
    if let folder {
      for index in rows.indices { results[index].systemCalls = try processes[index].systemCallsOfOnePass(in: folder) }
    }
    return results
  }
}

/// The path of this program, to start it again.
enum OwnProgram {
  static func path() throws -> String {
    guard let path = Bundle.main.executablePath else { throw Failure("the path of this program cannot be determined") }
    return path
  }

  /// The path of a program in the same folder.
  static func sibling(_ name: String) throws -> String {
    URL(fileURLWithPath: try path()).deletingLastPathComponent().appendingPathComponent(name).path
  }
}
#endif
