import Foundation

/// Measures the package: decoding, encoding, whole turns, long histories and the generator.
///
///     swift run -c release codexgen-bench decode
@main
struct CodexgenBench {
  static func main() async {
    // A row that ends too early is told as such; it is not to end this program by a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      try await run(Array(CommandLine.arguments.dropFirst()))
    } catch let failure as Failure {
      print(failure, to: .standardError)
      exit(2)
    } catch {
      print(Failure("\(error)"), to: .standardError)
      exit(2)
    }
  }

  private static func run(_ arguments: [String]) async throws {
    if arguments.isEmpty {
      print(Help.overview, to: .standardError)
      exit(2)
    }
    switch try Command.parse(arguments) {
    case .help(let topic): print(Help.text(topic))
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
    let results = try Contest.run(benchmark.rows, passes: options.passes)
    print(machine)
    print("Passes:  median of \(options.passes), interleaved, of 0.2 s at least and after warming up")
    print("")
    print(benchmark.table(results))
    for note in benchmark.notes { print(note) }
  }
}

extension FileHandle {
  fileprivate func write(line: String) { try? write(contentsOf: Data((line + "\n").utf8)) }
}

private func print(_ item: some CustomStringConvertible, to handle: FileHandle) { handle.write(line: item.description) }
