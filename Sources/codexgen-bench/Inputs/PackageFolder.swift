#if os(macOS) || os(Linux)
import Foundation

/// The folder of this package, and the files in it that the benchmarks read.
struct PackageFolder {
  let path: String

  /// The nearest folder, from `folder` upwards, that has a pinned schema.
  ///
  /// - Throws: `Failure` if there is none.
  static func around(_ folder: String) throws(Failure) -> PackageFolder {
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    while !FileManager.default.fileExists(atPath: url.appendingPathComponent("schema/app-server.stable.json").path) {
      guard url.pathComponents.count > 1 else {
        throw Failure(
          "neither '\(folder)' nor any folder above it has a 'schema/app-server.stable.json'; run codexgen-bench inside of its package"
        )
      }
      url.deleteLastPathComponent()
    }
    return PackageFolder(path: url.path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  /// The path of the recorded session. If there are several, the last one in alphabetical order is used.
  func session() throws(Failure) -> String {
    let folder = file("Tests/CodexProtocolTests/Fixtures")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard let name = files.filter({ $0.hasPrefix("session") && $0.hasSuffix(".jsonl") }).max() else {
      throw Failure("there is no recorded session 'session*.jsonl' in '\(folder)'")
    }
    return folder + "/" + name
  }
}

/// A temporary folder for the input files of the rows. The caller removes the folder.
struct TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("codexgen-bench-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Writes a file with these lines, and returns its path.
  func write(_ lines: [String], to name: String) throws -> String {
    let path = path + "/" + name
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// The lines of a file, without line breaks.
func lines(ofFile path: String) throws -> [Data] {
  let data: Data
  do {
    data = try Data(contentsOf: URL(fileURLWithPath: path))
  } catch {
    throw Failure("'\(path)' cannot be read: \(error.localizedDescription)")
  }
  // Each line has storage of its own, as a line that is read from a server has.
  return data.split(separator: UInt8(ascii: "\n")).map { Data(Array($0)) }
}
#endif
