/// An error in the arguments of a command line.
package struct UsageError: Error, Hashable {
  package var message: String
  package var program: String
  /// The command whose help text tells more. `nil` if the error is about the choice of the command.
  package var command: String?

  package init(_ message: String, program: String, command: String? = nil) {
    self.message = message
    self.program = program
    self.command = command
  }

  /// The error message, and the command that prints the help text.
  package var lines: [String] {
    let help = ([program, "help"] + [command].compactMap(\.self)).joined(separator: " ")
    return ["\(program): error: \(message)", "For help, run '\(help)'."]
  }
}
