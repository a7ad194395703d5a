/// The arguments of one command, sorted into options and operands. The values of options are parsed when they are asked for.
package struct Arguments: Sendable {
  package let command: CommandDescription
  package private(set) var operands: [String] = []
  private var texts: [String: String] = [:]
  private let program: ProgramDescription

  /// - Parameter arguments: What follows the command's name.
  /// - Throws: `UsageError` for an option that the command does not have, an option that is given twice, a missing value
  ///   and an operand of a command that takes none.
  init(_ arguments: [String], of command: CommandDescription, in program: ProgramDescription) throws(UsageError) {
    self.command = command
    self.program = program
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        for operand in rest { try add(operand: operand) }
        return
      }
      // A dash alone stands for standard input.
      if argument.hasPrefix("-"), argument != "-" {
        try add(option: argument, followedBy: &rest)
      } else {
        try add(operand: argument)
      }
    }
  }

  /// The options that are given, by name.
  package var givenOptions: Set<String> { Set(texts.keys) }

  package func isGiven<Value>(_ option: CommandOption<Value>) -> Bool { texts[option.name] != nil }

  /// The value of an option, or its default value if it is not given.
  ///
  /// - Throws: `UsageError` if the text that follows the option is not a value of it.
  package func value<Value>(of option: CommandOption<Value>) throws(UsageError) -> Value {
    guard let text = texts[option.name] else { return option.defaultValue }
    do throws(InvalidValue) {
      return try option.parse(text)
    } catch {
      throw failure(error.message)
    }
  }

  /// An error about these arguments, which points to the help text of the command.
  package func failure(_ message: String) -> UsageError {
    UsageError(message, program: program.name, command: command.name)
  }

  // MARK: Reading

  private mutating func add(operand: String) throws(UsageError) {
    guard command.operands != nil else {
      throw failure("unexpected argument '\(operand)'; '\(command.name)' takes options only")
    }
    guard !operand.isEmpty else { throw failure("an argument is empty") }
    operands.append(operand)
  }

  private mutating func add(option argument: String, followedBy rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    let written = parts.dropFirst().first
    if ProgramDescription.isHelp(name) { throw failure("the option '\(name)' takes no value") }
    guard let option = (command.options + program.commonOptions).first(where: { $0.name == name }) else {
      throw unknownOption(name)
    }
    guard texts[name] == nil else { throw failure("the option '\(name)' is given twice; leave one out") }
    if option.isFlag {
      if written != nil { throw failure("the option '\(name)' takes no value") }
      texts[name] = ""
    } else {
      texts[name] = try value(of: option, written: written, followedBy: &rest)
    }
  }

  private func unknownOption(_ name: String) -> UsageError {
    let others = program.visibleCommands.filter { $0.options.contains { $0.name == name } }.map(\.name)
    if !others.isEmpty {
      let commands = others.count == 1 ? "the command" : "the commands"
      return failure(
        "'\(command.name)' has no option '\(name)'; \(commands) \(quotedList(others)) \(others.count == 1 ? "has" : "have") it"
      )
    }
    let known = (command.options + program.commonOptions).map(\.name) + ["--help"]
    let hint = suggestion(for: name, among: known, called: "options of '\(command.name)'")
    return failure("unknown option '\(name)'; \(hint)")
  }

  private func value(
    of option: OptionDescription,
    written: String?,
    followedBy rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    if let written, !written.isEmpty { return written }
    let missing = "the option '\(option.name)' needs a value"
    guard written == nil, let next = rest.popFirst(), !next.isEmpty else { throw failure(missing) }
    // An option in the place of a value means that the value was forgotten: a file's name rarely starts with a dash.
    if next.hasPrefix("-"), next != "-" {
      throw failure("\(missing), but '\(next)' follows; if that is the value, write '\(option.name)=\(next)'")
    }
    return next
  }
}
