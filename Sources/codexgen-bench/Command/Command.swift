#if os(macOS) || os(Linux)
import CommandLineSupport

/// What the command line asks for.
enum Command: Equatable {
  /// Prints a help text.
  case help(String)
  case measure(BenchmarkName, Options)
  /// Runs one row of a benchmark. This program starts itself with this command.
  case worker(WorkerName, [String])
}

/// The options of a benchmark.
struct Options: Equatable {
  /// The path of a Python interpreter that has the official SDK.
  var python: String?
  /// How often each row is measured.
  var passes = 7
  /// How the benchmark `turn` reaches the app-server.
  var transport = BenchTransport.stdio
}

extension Options {
  static let python = CommandOption.text(
    "--python",
    "PATH",
    help: """
      A Python interpreter that has the package openai-codex, to compare with. To get one: python3 -m venv venv && \
      venv/bin/pip install openai-codex
      """
  )
  static let transport = CommandOption.choice(
    "--transport",
    noun: "transport",
    default: BenchTransport.stdio,
    help: "How the client reaches the app-server: standard input and output, or a WebSocket over a Unix socket or TCP."
  )
  static let passes = CommandOption.custom(
    "--passes",
    "N",
    default: Options().passes,
    "\(Options().passes)",
    help: "How often each row is measured, from 1 to 1000. The result is the median."
  ) { text throws(InvalidValue) in
    if let number = Int(text), (1...1000).contains(number) { return number }
    throw InvalidValue("'\(text)' is not a number of passes; give a number from 1 to 1000")
  }

  fileprivate init(_ arguments: Arguments, of benchmark: BenchmarkName) throws(UsageError) {
    if benchmark.hasPythonRow { python = try arguments.value(of: Self.python) }
    if benchmark.hasTransport { transport = try arguments.value(of: Self.transport) }
    passes = try arguments.value(of: Self.passes)
  }
}

extension Command {
  private static let worker = CommandDescription(
    name: "worker",
    summary: "Runs one row of a benchmark.",
    discussion: "Runs one row of a benchmark. Each line on standard input starts a pass.",
    usage: [["ROW", "ARGUMENT", "..."]],
    operands: OperandsDescription("", []),
    isHidden: true
  )

  static let program = ProgramDescription(
    name: "codexgen-bench",
    discussion: """
      codexgen-bench measures this package. It prints a description of the machine, and a table with the
      results. Run it inside of the package, in a build with optimization.
      """,
    commands: BenchmarkName.allCases.map(\.description) + [worker],
    notes: [
      """
      Each row of a table is measured in a process of its own, which runs one pass for each line on its
      standard input. To run such a process in a profiler, start it by hand:
        codexgen-bench worker \(WorkerName.messages.rawValue) SESSION.jsonl > messages.jsonl
        yes '' | head -100 | codexgen-bench worker \(WorkerName.decodeDirect.rawValue) messages.jsonl
      """,
      """
      Exit codes:
        0  success
        2  the command line or an input is wrong
      """,
    ],
    examples: ["swift run -c release codexgen-bench decode --python venv/bin/python"]
  )

  /// Reads the arguments that follow the program's name.
  static func parse(_ arguments: [String]) throws(UsageError) -> Command {
    switch try program.parse(arguments) {
    case .help(let topic): return .help(program.help(topic))
    case .command(let arguments):
      guard let name = BenchmarkName(rawValue: arguments.command.name) else { return try worker(arguments) }
      return .measure(name, try Options(arguments, of: name))
    }
  }

  private static func worker(_ arguments: Arguments) throws(UsageError) -> Command {
    let rows = WorkerName.allCases.map(\.rawValue)
    guard let first = arguments.operands.first else {
      throw arguments.failure("'worker' needs the name of a row; the rows are \(quotedList(rows))")
    }
    guard let name = WorkerName(rawValue: first) else {
      throw arguments.failure("unknown row '\(first)'; \(suggestion(for: first, among: rows, called: "rows"))")
    }
    let rest = Array(arguments.operands.dropFirst())
    guard rest.count == name.arguments.count else {
      let expected = name.arguments.joined(separator: " ")
      let found = rest.isEmpty ? "no arguments" : quotedList(rest)
      throw arguments.failure("the row '\(first)' takes \(expected); found \(found)")
    }
    return .worker(name, rest)
  }
}
#endif
