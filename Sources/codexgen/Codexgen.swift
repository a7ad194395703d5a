import CodexBinaries
import Foundation
import ProtocolGenerator

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
      // A standard error that is closed leaves nobody to tell.
      err: { try? FileHandle.standardError.write(contentsOf: Data(($0 + "\n").utf8)) }
    )
    // As a shell tells of a program that a signal ended.
    exit(interrupts.received.map { 128 + $0 } ?? code)
  }

  /// One run of the program, from the arguments that follow its name to its exit code.
  ///
  /// - Parameters:
  ///   - isTerminal: Whether standard output shows colours.
  ///   - environment: Of the programs that are run.
  ///   - interrupts: The signals that ask this process to end, if it should clean up first.
  ///   - out: Takes the lines of standard output.
  ///   - err: Takes the lines of standard error.
  static func run(
    arguments: [String],
    currentDirectory: String,
    engine: Engine = .protocolGenerator,
    isTerminal: Bool = false,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    interrupts: Interrupts? = nil,
    out: (String) -> Void,
    err: (String) -> Void
  ) -> Int32 {
    guard !arguments.isEmpty else {
      err(Help.overview)
      return ExitCode.failure
    }
    do throws(Failure) {
      let command = try Command.parse(arguments)
      guard currentDirectory.hasPrefix("/") else {
        throw Failure.general("the current folder is not there any more; change to another one")
      }
      let workspace = Workspace(currentFolder: currentDirectory)
      switch command {
      case .help(let topic): out(Help.text(topic))
      case .generate(let options):
        try naming(options) { () throws(Failure) in try generate(options, workspace, engine, out, err) }
      case .check(let options): return try check(options, workspace, engine, out, err)
      case .inspect(let options): try inspect(options, workspace, engine, out)
      case .diff(let options): return try diff(options, workspace, isTerminal, out)
      case .rules: out(SchemaDiff.rules)
      case .pin(let options): try pin(options, workspace, environment, interrupts, isTerminal, out, err)
      }
      return ExitCode.fine
    } catch {
      error.lines.forEach(err)
      return ExitCode.failure
    }
  }

  /// Says which target of a build a failure is of: builds print the messages of several at once.
  private static func naming<Result>(
    _ options: OutputOptions,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      guard let target = options.module?.target else { throw error }
      throw Failure(error.lines + ["codexgen: error: nothing was generated for the target \"\(target)\", see above"])
    }
  }

  private static func generate(
    _ options: OutputOptions,
    _ workspace: Workspace,
    _ engine: Engine,
    _ out: (String) -> Void,
    _ err: (String) -> Void
  ) throws(Failure) {
    let start = ContinuousClock.now
    let (generation, plan) = try plan(options, workspace, engine, err)
    try plan.apply()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    out("codexgen: \(summary(generation, plan)) in \(String(format: "%.2f", seconds)) s")
  }

  private static func check(
    _ options: OutputOptions,
    _ workspace: Workspace,
    _ engine: Engine,
    _ out: (String) -> Void,
    _ err: (String) -> Void
  ) throws(Failure) -> Int32 {
    let (_, plan) = try plan(options, workspace, engine, err)
    CheckReport(plan, options: options).lines.forEach(out)
    return plan.isUpToDate ? ExitCode.fine : ExitCode.differences
  }

  private static func inspect(
    _ options: InspectOptions,
    _ workspace: Workspace,
    _ engine: Engine,
    _ out: (String) -> Void
  ) throws(Failure) {
    let input = try workspace.input(options.inputs)
    do {
      let text = try engine.inspect(input, options.names, options.format)
      out(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    } catch {
      throw Failure(error)
    }
  }

  private static func diff(
    _ options: DiffOptions,
    _ workspace: Workspace,
    _ isTerminal: Bool,
    _ out: (String) -> Void
  ) throws(Failure) -> Int32 {
    let (old, new) = try workspace.diffInputs(options)
    let names = options.reverse ? (options.new.text, options.old.text) : (options.old.text, options.new.text)
    let allow = try options.allow.map { path throws(Failure) in try workspace.allowList(path) }
    let diff: SchemaDiff
    do {
      diff = try SchemaDiff.compare(
        old: old,
        new: new,
        names: names,
        scope: options.scope,
        allow: allow,
        documentation: options.documentation
      )
    } catch {
      throw Failure(error)
    }
    out(diff.report(as: options.format, inColor: isTerminal))
    return diff.fails(on: options.failOn) ? ExitCode.differences : ExitCode.fine
  }

  /// What `generate` and `check` share: everything but what becomes of the plan.
  private static func plan(
    _ options: OutputOptions,
    _ workspace: Workspace,
    _ engine: Engine,
    _ err: (String) -> Void
  ) throws(Failure) -> (Generation, OutputPlan) {
    let folder = try workspace.outputFolder(options.output)
    let input = try workspace.input(options)
    let generation: Generation
    do {
      generation = try engine.generate(input)
    } catch {
      throw Failure(error)
    }
    for warning in generation.warnings { err(warning.description) }
    return (generation, try OutputPlan(generation.files, in: folder))
  }

  private static func summary(_ generation: Generation, _ plan: OutputPlan) -> String {
    var written = 0
    var unchanged = 0
    var removed = 0
    for file in plan.files {
      switch file.change {
      case .write: written += 1
      case .unchanged: unchanged += 1
      case .remove: removed += 1
      // A plan that is blocked does not get this far.
      case .blocked: break
      }
    }
    let model = "\(count(generation.typeCount, "type")), \(count(generation.methodCount, "method"))"
    return "\(model): \(count(written, "file")) written, \(unchanged) unchanged, \(removed) removed"
  }
}

/// The generator as codexgen calls it, so that tests can put files of their own in its place.
struct Engine {
  var generate: (GeneratorInput) throws(GeneratorError) -> Generation
  var inspect:
    (_ input: GeneratorInput, _ names: [String], _ format: Inspection.Format) throws(GeneratorError) -> String

  static var protocolGenerator: Engine {
    Engine(
      generate: { input throws(GeneratorError) in try Generator.generate(input) },
      inspect: { input, names, format throws(GeneratorError) in
        try Generator.inspect(input, names: names, format: format)
      }
    )
  }
}
