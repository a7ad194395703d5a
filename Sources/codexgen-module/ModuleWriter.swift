#if os(macOS) || os(Linux)
import Foundation

/// Writes the generated files of a module into the folder of the build plugin.
///
/// The folder belongs to the plugin, the set of files is always the same, and a build whose command was stopped runs the command again.
/// So it needs neither the transactions nor the locks of `codexgen generate`.
enum ModuleWriter {
  /// Writes the files whose contents differ, each in one step. A file whose contents stay the same is not touched, so that it is not
  /// compiled again.
  ///
  /// - Returns: The number of files that were written.
  static func write(_ files: [GeneratedFile], to folder: Location) throws(Failure) -> Int {
    do {
      try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    } catch {
      throw .file(folder, "the folder cannot be created (\(Files.reason(error)))")
    }
    var written = 0
    for file in files {
      let location = folder.appending(file.path)
      let contents = Data(file.contents.utf8)
      if FileManager.default.contents(atPath: location.path) == contents { continue }
      do {
        try contents.write(to: URL(fileURLWithPath: location.path), options: .atomic)
      } catch {
        throw .file(location, "the file cannot be written (\(Files.reason(error)))")
      }
      written += 1
    }
    return written
  }
}
#endif
