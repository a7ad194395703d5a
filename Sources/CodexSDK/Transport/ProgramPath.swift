#if os(macOS) || os(Linux)
import Foundation

/// Makes the path of a program independent of working directories.
enum ProgramPath {
  /// The path relative to this process's working directory, as an absolute path. An absolute path is returned as it is.
  ///
  /// A child process resolves the path of its program in its own working directory. So a relative path could run
  /// another program than the one that was checked, for example one in an untrusted repository.
  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = FileManager.default.currentDirectoryPath
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }
}
#endif
