#if os(macOS) || os(Linux)
/// An error that ends the run: its lines go to standard error, and the exit code is 2.
struct Failure: Error, Hashable {
  var lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  /// - Parameter files: The files that the error is about, whose lines the messages name.
  init(_ error: GeneratorError, in files: [SourceFile]) { lines = Diagnostic.texts(error.diagnostics, in: files) }

  /// An error that is not about a file.
  static func general(_ message: String) -> Failure { Failure(["codexgen: error: \(message)"]) }

  /// A signal asked the program to end.
  static let interrupted = Failure(["codexgen: interrupted; nothing was changed."])

  /// The last line of an error that occurred after the first change: all changes were undone.
  static let nothingChanged = "codexgen: nothing was changed."

  /// An error about a file or folder.
  static func file(_ location: Location, _ message: String) -> Failure {
    Failure([Diagnostic(.error, file: location.shown, message: message).description])
  }
}

/// The exit codes of codexgen, for scripts and CI.
enum ExitCode {
  static let success: Int32 = 0
  /// `check` found differences, `diff` found changes that `--fail-on` names, or `coverage` found symbols without
  /// documentation.
  static let differences: Int32 = 1
  /// The command line or an input is wrong; nothing was changed.
  static let failure: Int32 = 2
}
#endif
