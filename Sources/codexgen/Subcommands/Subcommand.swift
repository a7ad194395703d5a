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
  ]

  static let program = ProgramDescription(
    name: "codexgen",
    discussion: "codexgen generates Swift code for the protocol of Codex's app-server from its JSON Schema.",
    commands: subcommands.map { $0.description },
    notes: [
      """
      Exit codes:
        0  success
        1  'check' found differences, or 'diff' found changes that '--fail-on' names
        2  the command line or an input is wrong; nothing was changed
      """
    ],
    examples: ["swift run codexgen generate"]
  )

  enum Request {
    /// The user asked for this help text.
    case help(String)
    case run(any Subcommand)
  }

  /// Reads the arguments that follow the program's name.
  static func parse(_ arguments: [String]) throws(Failure) -> Request {
    do throws(UsageError) {
      switch try program.parse(arguments) {
      case .help(let topic): return .help(program.help(topic))
      case .command(let arguments):
        guard let type = subcommands.first(where: { $0.name == arguments.command.name }) else {
          preconditionFailure("the program's commands are those of `subcommands`")
        }
        return .run(try type.init(arguments))
      }
    } catch {
      throw Failure(error)
    }
  }
}
