/// What can be measured.
enum BenchmarkName: String, CaseIterable {
  case decode
  case encode
  case stream
  case history
  case generate

  /// Whether the Python SDK does the same thing.
  var hasPythonRow: Bool {
    switch self {
    case .decode, .encode, .history: true
    case .stream, .generate: false
    }
  }
}

/// What the command line says beside the name of the benchmark.
struct Options: Equatable {
  /// A Python interpreter that has the official SDK.
  var python: String?
  var passes = 7
}

/// A command line that makes sense.
enum Command: Equatable {
  case help(BenchmarkName?)
  case measure(BenchmarkName, Options)
  /// One row of a benchmark: what this program starts itself as.
  case worker(WorkerName, [String])
}

/// codexgen-bench cannot do what was asked. The text goes to standard error, and the exit code is 2.
struct Failure: Error, Equatable, CustomStringConvertible {
  var message: String
  /// The command whose help tells more, for a command line that makes no sense; `help` alone is the overview.
  var help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }

  static func usage(_ message: String, _ benchmark: BenchmarkName? = nil) -> Failure {
    Failure(message, help: ["codexgen-bench help", benchmark?.rawValue].compactMap(\.self).joined(separator: " "))
  }

  var description: String {
    "codexgen-bench: error: \(message)" + (help.map { "\n'\($0)' shows what can be given." } ?? "")
  }
}
