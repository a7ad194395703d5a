#if os(macOS) || os(Linux)
import CodexBinaries
import CommandLineSupport
import Foundation

/// The command line tool `codexgen`.
@main
struct Codexgen {
  static func main() {
    let interrupts = Interrupts()
    let output = StandardOutput()
    var code = run(
      arguments: Array(CommandLine.arguments.dropFirst()),
      invocation: Invocation(
        program: CommandLine.arguments.first ?? "",
        environment: ProcessInfo.processInfo.environment
      ),
      currentDirectory: FileManager.default.currentDirectoryPath,
      // According to https://no-color.org, an empty variable is the same as none.
      isTerminal: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty,
      interrupts: interrupts,
      out: output.print,
      err: StandardOutput.printError,
      tellProgress: StandardOutput.printError
    )
    if let problem = output.problem {
      StandardOutput.printError("codexgen: error: the output cannot be written to standard output (\(problem))")
      code = ExitCode.failure
    }
    // A shell reports a program that a signal ended with the same exit code.
    exit(interrupts.received.map { 128 + $0 } ?? code)
  }

  /// Runs the program once, from the arguments that follow its name to its exit code.
  ///
  /// - Parameters:
  ///   - invocation: How the user has started codexgen.
  ///   - currentDirectory: The absolute path of the current folder. It is empty if that folder was deleted.
  ///   - engine: The generator.
  ///   - isTerminal: Whether standard output shows colours.
  ///   - environment: The environment variables, also for the programs that codexgen runs.
  ///   - interrupts: The signals that ask this process to end, if it should clean up before it ends.
  ///   - standardInput: Reads standard input to its end, for an argument `-`.
  ///   - out: Receives each text for standard output, without the line break at its end.
  ///   - err: Receives each text for standard error, without the line break at its end.
  ///   - tellProgress: Receives, on any thread, each text about the progress of a download.
  static func run(
    arguments: [String],
    invocation: Invocation = .swiftRun,
    currentDirectory: String,
    engine: Engine = .protocolGenerator,
    isTerminal: Bool = false,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    interrupts: Interrupts? = nil,
    standardInput: @escaping () throws -> Data = { try FileHandle.standardInput.readToEnd() ?? Data() },
    out: @escaping (String) -> Void,
    err: @escaping (String) -> Void,
    tellProgress: (@Sendable (String) -> Void)? = nil
  ) -> Int32 {
    guard !arguments.isEmpty else {
      err(invocation.adapting(program.overview))
      return ExitCode.failure
    }
    do throws(Failure) {
      switch try parse(arguments) {
      case .help(let text):
        out(invocation.adapting(text))
        return ExitCode.success
      case .version:
        out("codexgen \(version)" + (PinnedWheels.version.map { " (Codex \($0))" } ?? ""))
        return ExitCode.success
      case .run(let subcommand, let verbosity):
        guard currentDirectory.hasPrefix("/") else {
          throw Failure.general("the current folder does not exist any more; change to another folder")
        }
        let session = Session(
          workspace: Workspace(
            currentFolder: currentDirectory,
            standardInput: standardInput,
            tell: verbosity == .verbose ? err : { _ in }
          ),
          engine: engine,
          invocation: invocation,
          isTerminal: isTerminal,
          environment: environment,
          interrupts: interrupts,
          out: verbosity == .quiet ? { _ in } : out,
          err: err,
          tell: verbosity == .verbose ? err : { _ in },
          tellProgress: verbosity == .quiet ? nil : tellProgress
        )
        return try subcommand.run(session)
      }
    } catch {
      error.lines.forEach(err)
      return ExitCode.failure
    }
  }
}
#endif
