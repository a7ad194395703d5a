#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation

/// `documentation site` builds the documentation of all modules as one static site.
struct SiteCommand {
  private static let outputOption = CommandOption.text(
    "--output",
    "DIR",
    default: ".build/documentation",
    help: "The folder of the site. It is replaced."
  )
  private static let basePathOption = CommandOption.text(
    "--base-path",
    "PATH",
    help: "The path of the site on its web server, such as 'codex-swift'."
  )

  static let description = CommandDescription(
    name: "site",
    summary: "Builds the documentation as a static site.",
    discussion: """
      Builds the documentation catalogs of all modules with the toolchain's docc, and combines them into one static site. A warning of \
      docc is an error. To look at the site, run 'python3 -m http.server --directory .build/documentation' and open \
      http://localhost:8000/documentation.
      """,
    usage: [["GRAPHS", outputOption.description.optional, basePathOption.description.optional]],
    operands: OperandsDescription(
      "GRAPHS is:",
      [
        (
          "GRAPHS",
          """
          The folder with the symbol graphs, which the command 'swift package dump-symbol-graph --minimum-access-level public \
          --skip-synthesized-members' prints at its end.
          """
        )
      ]
    ),
    options: [outputOption.description, basePathOption.description],
    examples: ["swift run documentation site .build/debug/symbolgraph"]
  )

  private let graphs: String
  private let output: String?
  private let basePath: String?

  init(_ arguments: Arguments) throws(UsageError) {
    guard arguments.operands.count == 1 else {
      throw arguments.failure("'site' takes the folder with the symbol graphs")
    }
    graphs = arguments.operands[0]
    output = try arguments.value(of: Self.outputOption)
    basePath = try arguments.value(of: Self.basePathOption)
  }

  /// Builds the site.
  ///
  /// - Returns: The exit code.
  func run() throws -> Int32 {
    let package = try PackageFolder.current()
    let site = SiteBuilder(
      package: package,
      graphs: URL(fileURLWithPath: graphs),
      output: output.map { URL(fileURLWithPath: $0) } ?? package.url.appendingPathComponent(".build/documentation"),
      basePath: basePath
    )
    let problems = try site.build()
    for problem in problems { print(problem) }
    if problems.isEmpty { print("documentation: wrote the site to \(package.path(of: site.output))") }
    return problems.isEmpty ? 0 : 1
  }
}
#endif
