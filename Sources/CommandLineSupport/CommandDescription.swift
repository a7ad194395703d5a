/// A command of a program, such as `generate` of `codexgen`: its options and its help as data.
package struct CommandDescription: Sendable {
  package let name: String
  /// One sentence for the list of all commands.
  package let summary: String
  /// What the command does, as the first paragraph of its help text. Its lines are printed as they are.
  package let discussion: String
  /// What can follow the command's name, one element per form. Each form lists its parts, and is wrapped in the help text.
  package let usage: [[String]]
  /// `nil` for a command that takes options only.
  package let operands: OperandsDescription?
  package let options: [OptionDescription]
  /// Paragraphs that follow the options in the help text.
  package let notes: [String]
  package let examples: [String]
  /// Whether the command is left out of the help text and of suggestions.
  package let isHidden: Bool

  package init(
    name: String,
    summary: String,
    discussion: String,
    usage: [[String]],
    operands: OperandsDescription? = nil,
    options: [OptionDescription] = [],
    notes: [String] = [],
    examples: [String] = [],
    isHidden: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.usage = usage
    self.operands = operands
    self.options = options
    self.notes = notes
    self.examples = examples
    self.isHidden = isHidden
  }
}

/// The arguments of a command that are not options, for the help text.
package struct OperandsDescription: Sendable {
  /// The heading of the list, such as "OLD and NEW are each one of:".
  package let title: String
  /// The forms that an operand can have, each with an explanation.
  package let forms: [(form: String, help: String)]
  /// The operands that a shell offers. `nil` if it offers files.
  let words: [String]?

  package init(_ title: String, _ forms: [(form: String, help: String)]) {
    self.title = title
    self.forms = forms
    words = nil
  }

  /// Makes the description of an operand that is one of several words.
  package init(_ title: String, words: [(word: String, help: String)]) {
    self.title = title
    forms = words.map { ($0.word, $0.help) }
    self.words = words.map(\.word)
  }
}

/// A program that is run as `PROGRAM COMMAND [OPTIONS]`.
package struct ProgramDescription: Sendable {
  package let name: String
  /// What the program does, as the first paragraph of its help text.
  package let discussion: String
  package let commands: [CommandDescription]
  /// Options that every command has.
  package let commonOptions: [OptionDescription]
  /// Paragraphs at the end of every help text, before the examples: the exit codes, say.
  package let notes: [String]
  package let examples: [String]

  package init(
    name: String,
    discussion: String,
    commands: [CommandDescription],
    commonOptions: [OptionDescription] = [],
    notes: [String] = [],
    examples: [String] = []
  ) {
    self.name = name
    self.discussion = discussion
    self.commands = commands
    self.commonOptions = commonOptions
    self.notes = notes
    self.examples = examples
  }

  var visibleCommands: [CommandDescription] { commands.filter { !$0.isHidden } }
}
