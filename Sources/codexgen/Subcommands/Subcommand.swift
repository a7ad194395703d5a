#if os(macOS) || os(Linux)
import CommandLineSupport

/// A subcommand of codexgen with the options that the user gave. Each has a file of its own with its options, its help and
/// what it does.
protocol Subcommand: Hashable, Sendable {
  static var description: CommandDescription { get }

  /// Reads the options. No file is read or written.
  init(_ arguments: Arguments) throws(UsageError)

  /// Does what the subcommand is for.
  ///
  /// - Returns: The exit code, one of `ExitCode`.
  func run(_ session: Session) throws(Failure) -> Int32
}

extension Subcommand {
  static var name: String { description.name }
}

extension Codexgen {
  /// Every subcommand, in the order of the help text.
  static let subcommands: [any Subcommand.Type] = [
    GenerateCommand.self, CheckCommand.self, InspectCommand.self, DiffCommand.self, PinCommand.self,
    UpgradeCommand.self, HistoryCommand.self, CacheCommand.self, CoverageCommand.self, CompletionsCommand.self,
  ]

  /// The version of codexgen and of the package.
  static let version = "0.1.0"

  static let program = ProgramDescription(
    name: "codexgen",
    discussion: "codexgen generates Swift code for the protocol of Codex's app-server from its JSON Schema.",
    commands: subcommands.map { $0.description },
    commonOptions: CommonOptions.descriptions,
    notes: [
      """
      Exit codes:
        0  success
        1  'check' found differences, 'diff' found changes that '--fail-on' names, or 'coverage' found
           symbols without documentation
        2  the command line or an input is wrong; nothing was changed
      """,
      """
      'codexgen --version' prints the versions of codexgen and of the Codex release that it pins.
      """,
    ],
    examples: ["swift run codexgen generate"]
  )

  enum Request {
    /// The user asked for this help text.
    case help(String)
    case version
    case run(any Subcommand, Verbosity = .normal)
  }

  /// Reads the arguments that follow the program's name.
  static func parse(_ arguments: [String]) throws(Failure) -> Request {
    if arguments == ["--version"] { return .version }
    do throws(UsageError) {
      switch try program.parse(arguments) {
      case .help(let topic): return .help(program.help(topic))
      case .command(let arguments):
        guard let type = subcommands.first(where: { $0.name == arguments.command.name }) else {
          preconditionFailure("the program's commands are those of `subcommands`")
        }
        return .run(try type.init(arguments), try CommonOptions.verbosity(arguments))
      }
    } catch {
      throw Failure(error)
    }
  }
}
#endif
