#if os(macOS) || os(Linux)
import Foundation

/// The folder of this package, in which the program runs.
struct PackageFolder {
  var url: URL

  /// Finds the package that contains a folder.
  ///
  /// - Throws: `Failure` when the folder is in no clone of this package.
  init(around path: String) throws {
    var folder = URL(fileURLWithPath: path).standardizedFileURL
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Sources/CodexSDK/CodexSDK.docc").path)
    {
      if folder.path == "/" { throw Failure("'\(path)' is in no clone of codex-swift; run this command in one") }
      folder.deleteLastPathComponent()
    }
    url = folder
  }

  /// The package around the working directory.
  static func current() throws -> PackageFolder {
    try PackageFolder(around: FileManager.default.currentDirectoryPath)
  }

  /// The path of a file, relative to the package.
  func path(of file: URL) -> String {
    let path = file.standardizedFileURL.path
    return path.hasPrefix(url.path + "/") ? String(path.dropFirst(url.path.count + 1)) : path
  }

  /// All texts with code blocks: the README, the texts for contributors, and the articles of all documentation catalogs. Sorted by
  /// path.
  func articles() throws -> [URL] {
    var files = [url.appendingPathComponent("README.md")]
    files += try markdown(in: url.appendingPathComponent(".github"))
    let sources = url.appendingPathComponent("Sources")
    for target in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
      let catalog = sources.appendingPathComponent("\(target)/\(target).docc")
      if FileManager.default.fileExists(atPath: catalog.path) { files += try markdown(in: catalog) }
    }
    return files.sorted { $0.path < $1.path }
  }

  private func markdown(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
      .map { folder.appendingPathComponent($0) }
  }
}
#endif
