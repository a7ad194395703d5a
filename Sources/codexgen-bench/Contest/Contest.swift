import Foundation

/// One line of a table: a label, and the program that does its passes.
struct Row {
  var label: String
  var program: String
  var arguments: [String]
  /// What to say when the program is not what it should be.
  var remedy: String?

  init(_ label: String, program: String, arguments: [String], remedy: String? = nil) {
    self.label = label
    self.program = program
    self.arguments = arguments
    self.remedy = remedy
  }

  /// A row that this program runs itself.
  init(_ label: String, _ worker: WorkerName, _ arguments: [String] = []) throws {
    self.init(label, program: try OwnProgram.path(), arguments: ["worker", worker.rawValue] + arguments)
  }
}

/// Runs rows against each other: every row starts once, then all do their first pass, all their second, and so on.
enum Contest {
  static func run(_ rows: [Row], passes: Int) throws -> [RowResult] {
    var processes: [WorkerProcess] = []
    defer { for process in processes { process.end() } }
    for row in rows {
      let process = try WorkerProcess(row)
      processes.append(process)
      // One after the other, so that preparations do not disturb each other, and the first pass warms up.
      try process.waitUntilReady()
      _ = try process.pass()
    }
    var results = rows.map { RowResult(row: $0, passes: []) }
    for _ in 0..<passes {
      for index in rows.indices { results[index].passes.append(try processes[index].pass()) }
    }
    return results
  }
}

/// This program, as it can be started again.
enum OwnProgram {
  static func path() throws -> String {
    guard let path = Bundle.main.executablePath else { throw Failure("it is not clear where this program is") }
    return path
  }

  /// A program in the same folder.
  static func sibling(_ name: String) throws -> String {
    URL(fileURLWithPath: try path()).deletingLastPathComponent().appendingPathComponent(name).path
  }
}
