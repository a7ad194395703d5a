#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation

/// `codexgen coverage` lists the public symbols of Swift modules that have no documentation.
struct CoverageCommand: Subcommand {
  private static let allOption = CommandOption.text(
    "--all",
    "NAME,NAME",
    help: "The modules in which every public symbol needs a description."
  )
  private static let typesOption = CommandOption.text(
    "--types",
    "NAME,NAME",
    help: """
      The modules in which every public type and function needs a description, but no property, initializer or enum case.
      """
  )

  static let description = CommandDescription(
    name: "coverage",
    summary: "Lists the public symbols of Swift modules that have no documentation.",
    discussion: """
      Reads symbol graphs and lists each public symbol without a description that says more than its
      name. A symbol that implements a requirement of a protocol needs no description.
      """,
    usage: [["DIR"] + [allOption.description, typesOption.description].map(\.optional)],
    operands: OperandsDescription(
      "DIR is:",
      [
        (
          "DIR",
          "The folder with the symbol graphs, which the command 'swift package dump-symbol-graph' prints at its end."
        )
      ]
    ),
    options: [allOption.description, typesOption.description],
    examples: ["swift run codexgen coverage .build/debug/symbolgraph --all CodexSDK"]
  )

  /// The path of the folder with the symbol graphs.
  var folder: String
  /// The modules in which every symbol needs a description.
  var all: [String]
  /// The modules in which types and functions need a description.
  var types: [String]

  init(folder: String, all: [String] = [], types: [String] = []) {
    self.folder = folder
    self.all = all
    self.types = types
  }

  init(_ arguments: Arguments) throws(UsageError) {
    guard arguments.operands.count == 1, let folder = arguments.operands.first else {
      throw arguments.failure("'coverage' takes the folder with the symbol graphs")
    }
    self.folder = folder
    all = try arguments.value(of: Self.allOption)?.split(separator: ",").map(String.init) ?? []
    types = try arguments.value(of: Self.typesOption)?.split(separator: ",").map(String.init) ?? []
    if all.isEmpty, types.isEmpty {
      throw arguments.failure("no module is given; add '--all NAME', '--types NAME' or both")
    }
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    let folder = session.workspace.location(folder)
    let names = try Files.names(in: folder)
    var isComplete = true
    for (module, extent) in all.map({ ($0, .all) })
      + types.map({ ($0, DocumentationCoverage.Extent.typesAndFunctions) })
    {
      // The symbols that the module adds to types of other modules are in files of their own: `CodexSDK@Swift.symbols.json`.
      let files = names.filter { $0 == "\(module).symbols.json" || $0.hasPrefix("\(module)@") }
      if files.isEmpty {
        let remedy = "run 'swift package dump-symbol-graph' first, or check the name"
        throw .file(folder, "there is no symbol graph of the module '\(module)'; \(remedy)")
      }
      var graphs: [SymbolGraph] = []
      for file in files { graphs.append(try graph(folder.appending(file), session)) }
      let coverage = DocumentationCoverage(graphs, extent: extent, root: session.workspace.currentFolder)
      for gap in coverage.gaps { session.out("\(gap.place): error: \(gap.message)") }
      session.out("codexgen: \(module): \(coverage.described) of \(coverage.total) public symbols have a description")
      isComplete = isComplete && coverage.gaps.isEmpty
    }
    return isComplete ? ExitCode.success : ExitCode.differences
  }

  private func graph(_ location: Location, _ session: Session) throws(Failure) -> SymbolGraph {
    let data = try Files.read(location)
    session.tell("codexgen: read \(location.shown)")
    do {
      return try JSONDecoder().decode(SymbolGraph.self, from: data)
    } catch {
      throw .file(location, "this is no symbol graph of Swift; run 'swift package dump-symbol-graph' again")
    }
  }
}
#endif
