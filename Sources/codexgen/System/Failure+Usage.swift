#if os(macOS) || os(Linux)
import CommandLineSupport

extension Failure {
  init(_ error: UsageError) { self.init(error.lines) }

  /// An error about the arguments that is found only when files are read.
  static func usage(_ message: String, command: String) -> Failure {
    Failure(UsageError(message, program: "codexgen", command: command))
  }
}
#endif
