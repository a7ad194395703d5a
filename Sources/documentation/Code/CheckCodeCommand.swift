#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation

/// `documentation check-code` compiles every Swift code block of the README and of the articles.
struct CheckCodeCommand {
  private static let modulesOption = CommandOption.text(
    "--modules",
    "DIR",
    default: "the modules beside this program",
    help: "The folder with the compiled modules of this package."
  )
  private static let experimentalOption = CommandOption.text(
    "--experimental-modules",
    "DIR",
    help: """
      The folder with the modules that were built with the trait ExperimentalAPI. Without it, only the syntax of blocks that need the \
      trait is checked.
      """
  )

  static let description = CommandDescription(
    name: "check-code",
    summary: "Compiles the Swift code blocks in the README and in the articles.",
    discussion: """
      Compiles every Swift code block of the README and of the documentation catalogs. Messages of the compiler name the article and \
      the line. Build the package first.
      """,
    usage: [[modulesOption.description.optional, experimentalOption.description.optional]],
    options: [modulesOption.description, experimentalOption.description],
    examples: ["swift run documentation check-code --experimental-modules .build/experimental/debug/Modules"]
  )

  private let modules: String?
  private let experimentalModules: String?

  init(_ arguments: Arguments) throws(UsageError) {
    modules = try arguments.value(of: Self.modulesOption)
    experimentalModules = try arguments.value(of: Self.experimentalOption)
  }

  /// Checks the blocks, and prints what was found.
  ///
  /// - Returns: The exit code.
  func run() throws -> Int32 {
    let package = try PackageFolder.current()
    let check = CodeCheck(
      modules: try folder(modules ?? Self.modulesOfThisBuild),
      experimentalModules: try experimentalModules.map(folder),
      folder: package.url
    )
    var blocks: [CodeBlock] = []
    var mistakes: [ArticleReader.Mistake] = []
    for article in try package.articles() {
      let text = try String(contentsOf: article, encoding: .utf8)
      let (found, wrong) = ArticleReader.read(text, file: package.path(of: article))
      blocks += found
      mistakes += wrong
    }
    for mistake in mistakes { print(mistake) }
    let errors = try check.errors(in: blocks)
    print(errors, terminator: "")
    for line in summary(blocks, check) { print(line) }
    return mistakes.isEmpty && errors.isEmpty ? 0 : 1
  }

  /// How many blocks were checked in which way, and which blocks were not compiled.
  private func summary(_ blocks: [CodeBlock], _ check: CodeCheck) -> [String] {
    let counts = Dictionary(grouping: blocks, by: check.group).mapValues(\.count)
    func count(_ group: CodeCheck.Group?) -> Int { counts[group] ?? 0 }
    var lines = [
      "documentation: \(blocks.count) code blocks: \(count(.modules)) compiled with the modules, "
        + "\(count(.experimental)) with ExperimentalAPI, \(count(.manifests)) as package manifests; "
        + "\(count(.syntax)) only parsed, \(count(nil)) not compiled"
    ]
    for block in blocks {
      let place = "\(block.file):\(block.line)"
      switch block.check {
      case .parse(let reason): lines.append("  only parsed: \(place): \(reason)")
      case .skip(let reason): lines.append("  not compiled: \(place): \(reason)")
      case .compile where check.group(of: block) == .syntax:
        lines.append("  only parsed: \(place): '--experimental-modules' is not given")
      case .compile, .manifest: break
      }
    }
    return lines
  }

  /// The modules that SwiftPM has built together with this program.
  private static var modulesOfThisBuild: String {
    let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return program.resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("Modules").path
  }

  private func folder(_ path: String) throws -> URL {
    let folder = URL(fileURLWithPath: path)
    guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("CodexSDK.swiftmodule").path) else {
      throw Failure("there is no module CodexSDK in '\(path)'; build the package first, with 'swift build'")
    }
    return folder
  }
}
#endif
