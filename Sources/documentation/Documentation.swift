#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation

/// Builds the documentation of this package as a static site, compiles the code blocks in the documentation, and makes the picture
/// of the README.
///
///     swift run documentation check-code
@main
struct Documentation {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      exit(try run(Array(CommandLine.arguments.dropFirst())))
    } catch let error as UsageError {
      fail(error.lines)
    } catch let failure as Failure {
      fail(["documentation: error: \(failure.message)"])
    } catch {
      fail(["documentation: error: \(error)"])
    }
  }

  /// Runs a command.
  ///
  /// - Returns: The exit code.
  private static func run(_ arguments: [String]) throws -> Int32 {
    if arguments.isEmpty { fail([program.overview]) }
    switch try program.parse(arguments) {
    case .help(let topic):
      print(program.help(topic))
      return 0
    case .command(let arguments):
      switch arguments.command.name {
      case SiteCommand.description.name: return try SiteCommand(arguments).run()
      case CheckCodeCommand.description.name: return try CheckCodeCommand(arguments).run()
      default: return try PictureCommand(arguments).run()
      }
    }
  }

  static let program = ProgramDescription(
    name: "documentation",
    discussion: """
      documentation builds the documentation of this package, compiles the code blocks in it, and makes the picture of the README. \
      Run it in a clone of the package.
      """,
    commands: [SiteCommand.description, CheckCodeCommand.description, PictureCommand.description],
    notes: [
      """
      Exit codes:
        0  success
        1  the documentation has a mistake
        2  the command line or an input is wrong
      """
    ],
    examples: ["swift run documentation check-code"]
  )

  /// Prints the lines to standard error, and ends the program.
  private static func fail(_ lines: [String]) -> Never {
    try? FileHandle.standardError.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    exit(2)
  }
}

/// A problem that ends the program. The message is a sentence for the user.
struct Failure: Error, Hashable {
  var message: String

  init(_ message: String) { self.message = message }
}
#endif
