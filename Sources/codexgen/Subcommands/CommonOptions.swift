#if os(macOS) || os(Linux)
import CommandLineSupport

/// How much codexgen prints.
enum Verbosity: Hashable, Sendable {
  /// Only errors and warnings are printed.
  case quiet
  case normal
  /// Each file that is read or changed is printed too, to standard error.
  case verbose
}

/// The options that every subcommand has.
enum CommonOptions {
  static let quiet = CommandOption.flag(
    "--quiet",
    help: "Prints only errors and warnings. The exit code says the rest."
  )
  static let verbose = CommandOption.flag(
    "--verbose",
    help: "Also prints each file that is read or changed, to standard error."
  )

  static let descriptions = [quiet.description, verbose.description]

  static func verbosity(_ arguments: Arguments) throws(UsageError) -> Verbosity {
    switch (try arguments.value(of: quiet), try arguments.value(of: verbose)) {
    case (true, true): throw arguments.failure("'--quiet' and '--verbose' cannot be combined; leave one out")
    case (true, false): return .quiet
    case (false, true): return .verbose
    case (false, false): return .normal
    }
  }
}
#endif
