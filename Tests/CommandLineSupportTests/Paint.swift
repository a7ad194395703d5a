import CommandLineSupport

/// A program with one command that has an option of each type, and with one hidden command.
enum Paint {
  enum Color: String, CaseIterable { case red, green, blue }

  static let color = CommandOption.choice("--color", noun: "color", default: Color.red, help: "The color.")
  static let coats = CommandOption.custom(
    "--coats",
    "N",
    default: 1,
    "1",
    help: "How often each thing is painted, one coat after the other, with enough time between two coats."
  ) { text throws(InvalidValue) in
    if let number = Int(text) { return number }
    throw InvalidValue("'\(text)' is not a number")
  }
  static let brush = CommandOption.text(
    "--brush",
    "WITH-A-VERY-LONG-NAME",
    default: "the largest one",
    help: "The brush."
  )
  static let dry = CommandOption.flag("--dry", help: "Paints without paint.")

  static let options = [color.description, coats.description, brush.description, dry.description]

  static let paint = CommandDescription(
    name: "paint",
    summary: "Paints something.",
    discussion: "Paints each THING.",
    usage: [["THING ..."] + options.map(\.optional)],
    operands: OperandsDescription(
      "THING is one of:",
      [("wall", "A part of a house."), ("--", "All arguments that follow are things.")]
    ),
    options: options,
    notes: ["A note."],
    examples: ["painter paint wall", "painter paint door"]
  )

  static let program = ProgramDescription(
    name: "painter",
    discussion: "painter paints things.",
    commands: [
      paint, CommandDescription(name: "mix", summary: "Mixes.", discussion: "Mixes.", usage: [[]], isHidden: true),
    ],
    notes: ["Exit codes:\n  0  success"],
    examples: ["painter paint wall"]
  )

  static func arguments(_ arguments: [String]) throws -> Arguments {
    guard case .command(let result) = try program.parse(arguments) else { throw error("the arguments ask for help") }
    return result
  }

  static func error(_ message: String) -> UsageError { UsageError(message, program: "painter", command: "paint") }
}
