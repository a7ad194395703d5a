#if os(macOS) || os(Linux)
/// An error that ends the run: the message goes to standard error, and the exit code is 2.
struct Failure: Error, Equatable, CustomStringConvertible {
  var message: String

  init(_ message: String) { self.message = message }

  var description: String { "codexgen-bench: error: \(message)" }
}
#endif
