#if os(macOS) || os(Linux)
import Foundation

/// The program `codexgen-module`, which the build plugin runs: it generates the code of one module, and nothing else.
///
/// It does the same as `codexgen generate --config …`. It is a program of its own because the first build of each package with the
/// plugin compiles the program: it has none of the other commands, none of the downloads, and no parser for options of users.
@main
struct CodexgenModule {
  static func main() {
    let (code, lines) = run(
      Array(CommandLine.arguments.dropFirst()),
      currentFolder: FileManager.default.currentDirectoryPath
    )
    let output = code == 0 ? FileHandle.standardOutput : FileHandle.standardError
    for line in lines { output.write(Data((line + "\n").utf8)) }
    exit(code)
  }

  /// Runs the program once.
  ///
  /// - Parameters:
  ///   - arguments: The arguments that follow the name of the program.
  ///   - currentFolder: The absolute path of the current folder.
  /// - Returns: The exit code and the lines to print: warnings and a summary, or the errors.
  static func run(_ arguments: [String], currentFolder: String) -> (code: Int32, lines: [String]) {
    do throws(Failure) {
      let options = try ModuleOptions(arguments)
      do throws(Failure) {
        return (ExitCode.success, try generate(options, currentFolder))
      } catch {
        // A build prints the messages of several targets at once, so the message names the target.
        let target = options.target
        throw Failure(error.lines + ["codexgen: error: nothing was generated for the target \"\(target)\", see above"])
      }
    } catch {
      return (ExitCode.failure, error.lines)
    }
  }

  private static func generate(_ options: ModuleOptions, _ currentFolder: String) throws(Failure) -> [String] {
    let start = ContinuousClock.now
    let input = try options.input(currentFolder)
    let generation: Generation
    do {
      generation = try Generator.generate(input, isComplete: true)
    } catch {
      throw Failure(error, in: input.files)
    }
    let written = try ModuleWriter.write(generation.files, to: Location(options.output, in: currentFolder))
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let model = "\(count(generation.typeCount, "type")), \(count(generation.methodCount, "method"))"
    let files = "\(count(written, "file")) written, \(generation.files.count - written) unchanged"
    let summary = "codexgen: \(model): \(files) in \(String(format: "%.2f", seconds)) s"
    return Diagnostic.texts(generation.warnings, in: input.files) + [summary]
  }
}
#endif
