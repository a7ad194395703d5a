#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation

/// Measures the package: decoding, encoding, whole turns, long histories and the generator.
///
///     swift run -c release codexgen-bench decode
@main
struct CodexgenBench {
  static func main() async {
    // When the process of a row ends too early, writing to it must throw an error, and not end this program by a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      try await run(Array(CommandLine.arguments.dropFirst()))
    } catch let error as UsageError {
      fail(error.lines)
    } catch let failure as Failure {
      fail([failure.description])
    } catch {
      fail([Failure("\(error)").description])
    }
  }

  private static func run(_ arguments: [String]) async throws {
    if arguments.isEmpty { fail([Command.program.overview]) }
    switch try Command.parse(arguments) {
    case .help(let text): print(text)
    case .measure(let name, let options): try measure(name, options)
    case .worker(let name, let arguments): try await Worker.run(name, arguments)
    }
  }

  private static func measure(_ name: BenchmarkName, _ options: Options) throws {
    let machine = Machine.current()
    let package = try PackageFolder.around(FileManager.default.currentDirectoryPath)
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let benchmark = try Benchmark.make(name, options, package, folder)
    let results = try Measurement.run(
      benchmark.rows,
      passes: options.passes,
      countingSystemCallsIn: benchmark.countsSystemCalls ? folder : nil
    )
    print(machine)
    print("Passes:  median of \(options.passes) interleaved passes of at least 0.2 s each, after warming up")
    print("")
    print(benchmark.table(results))
    for note in benchmark.notes { print(note) }
  }

  /// Prints the lines to standard error, and ends the program.
  private static func fail(_ lines: [String]) -> Never {
    try? FileHandle.standardError.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    exit(2)
  }
}
#endif
