/// What a command line asks for.
package enum ParsedCommandLine: Sendable {
  /// The help text of a command, or of the whole program.
  case help(CommandDescription?)
  /// A command with its arguments.
  case command(Arguments)
}

extension ProgramDescription {
  /// Reads the arguments that follow the program's name.
  ///
  /// A command line that asks for help gets it, even when another part of it is wrong.
  package func parse(_ arguments: [String]) throws(UsageError) -> ParsedCommandLine {
    guard let first = arguments.first else { throw UsageError("no command is given", program: name) }
    let rest = Array(arguments.dropFirst())
    if first == "help" || Self.isHelp(first) { return .help(try helpTopic(rest)) }
    if first.hasPrefix("-") {
      let message = "the command comes first, then its options; found '\(first)' in its place"
      throw UsageError(message, program: name)
    }
    let command = try command(named: first)
    if rest.prefix(while: { $0 != "--" }).contains(where: Self.isHelp) { return .help(command) }
    return .command(try Arguments(rest, of: command, in: self))
  }

  static func isHelp(_ argument: String) -> Bool { argument == "--help" || argument == "-h" }

  private func helpTopic(_ arguments: [String]) throws(UsageError) -> CommandDescription? {
    let topics = arguments.filter { !Self.isHelp($0) }
    guard let topic = topics.first, topic != "help" else { return nil }
    if topics.count > 1 {
      throw UsageError("unexpected argument '\(topics[1])'; 'help' takes one command at a time", program: name)
    }
    return try command(named: topic)
  }

  private func command(named argument: String) throws(UsageError) -> CommandDescription {
    if let command = commands.first(where: { $0.name == argument }) { return command }
    let known = visibleCommands.map(\.name) + ["help"]
    let hint = suggestion(for: argument, among: known, called: "commands")
    throw UsageError("unknown command '\(argument)'; \(hint)", program: name)
  }
}
