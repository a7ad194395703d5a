#if os(macOS) || os(Linux)
import Foundation

/// Builds the catalogs with the toolchain's `docc`, and merges them into one site.
struct SiteBuilder {
  var package: PackageFolder
  /// The folder with the symbol graphs of all modules.
  var graphs: URL
  /// The folder of the site.
  var output: URL
  /// The path of the site on its web server.
  var basePath: String?
  /// The modules whose documentation consists of articles and of the symbols of the module.
  var modules = ["CodexSDK", "CodexProtocol", "CodexWire", "CodexTesting"]
  /// The programs, whose documentation consists of articles only.
  var programs = ["codexgen"]

  /// Builds the site, and replaces the folder `output` if there are no problems.
  ///
  /// - Returns: What docc has printed about catalogs with errors or warnings.
  func build() throws -> [String] {
    let folder = output.deletingLastPathComponent().appendingPathComponent("documentation-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var problems: [String] = []
    var archives: [String] = []
    for module in modules + programs {
      let archive = folder.appendingPathComponent("\(module).doccarchive")
      if let problem = try convert(module, to: archive, in: folder) {
        problems.append("\(module): docc has found problems\n\(problem)")
      }
      archives.append(archive.path)
    }
    guard problems.isEmpty else { return problems }
    let site = folder.appendingPathComponent("site")
    let arguments =
      ["merge"] + archives + [
        "--synthesized-landing-page-name", "codex-swift", "--synthesized-landing-page-topics-style", "list",
        "--output-path", site.path,
      ]
    let merged = try Tool(name: "docc").run(arguments, in: package.url)
    guard merged.status == 0 else { return ["docc cannot merge the documentation of the modules\n\(merged.output)"] }
    try? FileManager.default.removeItem(at: output)
    try FileManager.default.moveItem(at: site, to: output)
    return []
  }

  /// Builds the documentation of a module.
  ///
  /// - Returns: The output of docc if there are errors or warnings; otherwise `nil`.
  private func convert(_ module: String, to archive: URL, in folder: URL) throws -> String? {
    let catalog = package.url.appendingPathComponent("Sources/\(module)/\(module).docc")
    var arguments = [
      "convert", catalog.path, "--output-path", archive.path, "--warnings-as-errors", "--transform-for-static-hosting",
      "--fallback-display-name", module, "--fallback-bundle-identifier", module, "--fallback-default-module-kind",
      "Module",
    ]
    if let basePath { arguments += ["--hosting-base-path", basePath] }
    if modules.contains(module) {
      arguments += ["--additional-symbol-graph-dir", try ownGraphs(of: module, in: folder).path]
    }
    let result = try Tool(name: "docc").run(arguments, in: package.url)
    return result.status == 0 ? nil : result.output
  }

  /// A folder with the symbol graphs of one module: its own symbols, and what it adds to types of other modules.
  private func ownGraphs(of module: String, in folder: URL) throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: graphs.path)
      .filter { $0 == "\(module).symbols.json" || $0.hasPrefix("\(module)@") }
    guard names.contains("\(module).symbols.json") else {
      throw Failure(
        "there is no symbol graph of \(module) in '\(graphs.path)'; run 'swift package dump-symbol-graph' first"
      )
    }
    let own = folder.appendingPathComponent("\(module)-graphs")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    for name in names {
      try FileManager.default.copyItem(at: graphs.appendingPathComponent(name), to: own.appendingPathComponent(name))
    }
    return own
  }
}
#endif
