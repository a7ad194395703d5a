#if os(macOS) || os(Linux)
import CommandLineSupport
import ProtocolGenerator

/// `codexgen inspect` shows what the generator knows of the schema.
struct InspectCommand: Subcommand {
  private static let formatOption = CommandOption.choice(
    "--format",
    noun: "format",
    default: Inspection.Format.text,
    help: "The format of the output: "
      + Inspection.Format.allCases.map { "'\($0.rawValue)' \($0.purpose)" }.joined(separator: ", ") + "."
  )

  static let description = CommandDescription(
    name: "inspect",
    summary: "Shows the size of the protocol, or the details of types and methods.",
    discussion: """
      Without a NAME, shows how many types and methods of each kind the protocol has. With names, shows
      the details of each type or method of that name.
      """,
    usage: [["[NAME ...]"] + (InputOptions.optionDescriptions + [formatOption.description]).map(\.optional)],
    operands: OperandsDescription(
      "NAME is one of:",
      [
        ("TYPE", "The name of a type, in the schema or in Swift, such as Thread."),
        ("METHOD", "The name of a method, such as thread/start."),
        ("--", "All arguments that follow are names, even if they start with a dash."),
      ]
    ),
    options: InputOptions.optionDescriptions + [formatOption.description],
    notes: [InputOptions.packageNote],
    examples: ["swift run codexgen inspect Thread thread/start --format json"]
  )

  var inputs = InputOptions()
  /// The types and methods to show. If the list is empty, the whole protocol is summarized.
  var names: [String] = []
  var format = Inspection.Format.text

  init(inputs: InputOptions = InputOptions(), names: [String] = [], format: Inspection.Format = .text) {
    self.inputs = inputs
    self.names = names
    self.format = format
  }

  init(_ arguments: Arguments) throws(UsageError) {
    inputs = try InputOptions(arguments)
    names = arguments.operands
    format = try arguments.value(of: Self.formatOption)
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    let input = try session.workspace.input(inputs)
    do {
      let text = try session.engine.inspect(input, names, format)
      session.out(text.hasSuffix("\n") ? String(text.dropLast()) : text)
      return ExitCode.success
    } catch {
      throw Failure(error, in: input.files)
    }
  }
}
#endif
