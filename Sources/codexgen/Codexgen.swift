import CodexBinaries
import CommandLineSupport
import Foundation

/// The command line tool `codexgen`.
@main
struct Codexgen {
  static func main() {
    let interrupts = Interrupts()
    let code = run(
      arguments: Array(CommandLine.arguments.dropFirst()),
      currentDirectory: FileManager.default.currentDirectoryPath,
      isTerminal: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil,
      interrupts: interrupts,
      out: { print($0) },
      // If standard error is closed, there is no other place for the message.
      err: { try? FileHandle.standardError.write(contentsOf: Data(($0 + "\n").utf8)) }
    )
    // A shell reports a program that a signal ended with the same exit code.
    exit(interrupts.received.map { 128 + $0 } ?? code)
  }

  /// Runs the program once, from the arguments that follow its name to its exit code.
  ///
  /// - Parameters:
  ///   - currentDirectory: The absolute path of the current folder. It is empty if that folder was deleted.
  ///   - engine: The generator.
  ///   - isTerminal: Whether standard output shows colours.
  ///   - environment: The environment variables, also for the programs that codexgen runs.
  ///   - interrupts: The signals that ask this process to end, if it should clean up before it ends.
  ///   - out: Receives each text for standard output, without the line break at its end.
  ///   - err: Receives each text for standard error, without the line break at its end.
  static func run(
    arguments: [String],
    currentDirectory: String,
    engine: Engine = .protocolGenerator,
    isTerminal: Bool = false,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    interrupts: Interrupts? = nil,
    out: @escaping (String) -> Void,
    err: @escaping (String) -> Void
  ) -> Int32 {
    guard !arguments.isEmpty else {
      err(program.overview)
      return ExitCode.failure
    }
    do throws(Failure) {
      switch try parse(arguments) {
      case .help(let text):
        out(text)
        return ExitCode.success
      case .run(let subcommand):
        guard currentDirectory.hasPrefix("/") else {
          throw Failure.general("the current folder does not exist any more; change to another folder")
        }
        let session = Session(
          workspace: Workspace(currentFolder: currentDirectory),
          engine: engine,
          isTerminal: isTerminal,
          environment: environment,
          interrupts: interrupts,
          out: out,
          err: err
        )
        return try subcommand.run(session)
      }
    } catch {
      error.lines.forEach(err)
      return ExitCode.failure
    }
  }
}
