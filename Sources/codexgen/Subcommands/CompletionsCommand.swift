#if os(macOS) || os(Linux)
import CommandLineSupport

/// `codexgen completions` prints a script with which a shell completes the arguments of codexgen.
struct CompletionsCommand: Subcommand {
  static let description = CommandDescription(
    name: "completions",
    summary: "Prints a script with which a shell completes commands, options and their values.",
    discussion: """
      Prints a completion script for a shell. The script says at its start how it is installed.
      """,
    usage: [["SHELL"]],
    operands: OperandsDescription(
      "SHELL is one of:",
      words: Shell.allCases.map { ($0.rawValue, "Prints the script for \($0.rawValue).") }
    ),
    examples: ["swift run codexgen completions bash"]
  )

  var shell: Shell

  init(shell: Shell) { self.shell = shell }

  init(_ arguments: Arguments) throws(UsageError) {
    let names = Shell.allCases.map(\.rawValue)
    guard arguments.operands.count == 1, let name = arguments.operands.first else {
      throw arguments.failure("'completions' takes the name of one shell: \(quotedList(names))")
    }
    guard let shell = Shell(rawValue: name) else {
      throw arguments.failure("unknown shell '\(name)'; \(suggestion(for: name, among: names, called: "shells"))")
    }
    self.shell = shell
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    session.out(Codexgen.program.completionScript(for: shell))
    return ExitCode.success
  }
}
#endif
