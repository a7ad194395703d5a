import ProtocolGenerator

/// codexgen cannot do what was asked. The lines go to standard error, and the exit code is 2.
struct Failure: Error, Hashable {
  var lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  init(_ error: GeneratorError) { lines = error.diagnostics.map(\.description) }

  /// The command line makes no sense.
  static func usage(_ message: String, command: CommandName? = nil) -> Failure {
    let help = (["codexgen", "help"] + [command?.rawValue].compactMap(\.self)).joined(separator: " ")
    return Failure(["codexgen: error: \(message)", "'\(help)' shows what can be given."])
  }

  /// Something that has no file to point at.
  static func general(_ message: String) -> Failure { Failure(["codexgen: error: \(message)"]) }

  /// The user wanted the program to end.
  static let interrupted = Failure(["codexgen: interrupted; nothing was changed."])

  /// What a failure ends with that came after changes had begun.
  static let nothingChanged = "codexgen: nothing was changed."

  /// A file or folder is not as it has to be.
  static func file(_ location: Location, _ message: String) -> Failure {
    Failure([Diagnostic(.error, file: location.shown, message: message).description])
  }
}

/// What a script or CI can tell from a run.
enum ExitCode {
  static let fine: Int32 = 0
  /// `check` found differences, or `diff` something at or above its limit.
  static let differences: Int32 = 1
  /// The command line or an input is wrong; nothing was changed.
  static let failure: Int32 = 2
}
