/// Stops the program, because the description of a type is wrong.
///
/// Unlike `preconditionFailure`, `fatalError` prints the message in release builds, too.
func stopForDescription(_ message: String) -> Never { fatalError(message) }

/// Stops the program with a message, unless the description of a type meets a condition.
func requireOfDescription(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { stopForDescription(message()) }
}
