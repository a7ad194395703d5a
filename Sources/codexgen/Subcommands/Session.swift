#if os(macOS) || os(Linux)
import CodexBinaries
import ProtocolGenerator

/// What a subcommand needs to run: the files around it, the generator and the two outputs.
struct Session {
  let workspace: Workspace
  let engine: Engine
  /// How the user has started codexgen.
  let invocation: Invocation
  /// Whether standard output shows colours.
  let isTerminal: Bool
  /// The environment variables, also for the programs that codexgen runs.
  let environment: [String: String]
  /// The signals that ask this process to end, if it should clean up before it ends.
  let interrupts: Interrupts?
  /// Prints a text and a line break to standard output.
  let out: (String) -> Void
  /// Prints a text and a line break to standard error.
  let err: (String) -> Void
  /// Prints a text that only `--verbose` shows, and a line break, to standard error.
  let tell: (String) -> Void
  /// Prints how far a download is, from any thread. `nil` if that should not be printed.
  let tellProgress: (@Sendable (String) -> Void)?
}

/// The generator as codexgen calls it. Tests replace it by one that returns files of their own.
struct Engine {
  var generate: (GeneratorInput) throws(GeneratorError) -> Generation
  var inspect:
    (_ input: GeneratorInput, _ names: [String], _ format: Inspection.Format) throws(GeneratorError) -> String
  var documentationGaps: (GeneratorInput) throws(GeneratorError) -> [Diagnostic]

  static var protocolGenerator: Engine {
    Engine(
      generate: { input throws(GeneratorError) in try Generator.generate(input, isComplete: true) },
      inspect: { input, names, format throws(GeneratorError) in
        try Inspection.report(of: input, names: names, format: format)
      },
      documentationGaps: { input throws(GeneratorError) in try Generator.documentationGaps(input) }
    )
  }
}
#endif
