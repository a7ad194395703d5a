#if os(macOS) || os(Linux)
import Foundation

/// Starts a program in another working directory where `posix_spawn` cannot do this.
enum DirectoryChange {
  /// A command that changes the working directory with a shell, which then replaces itself with the program.
  ///
  /// The C library's function for this cannot be looked up in a static executable, and old C libraries do not have the
  /// function.
  ///
  /// - Parameter command: A command with an absolute path.
  /// - Throws: `SystemError` when the program cannot be executed. `posix_spawn` could report this only for the shell.
  static func byShell(_ command: StdioTransport.Command, to directory: String) throws -> StdioTransport.Command {
    guard access(command.executable, X_OK) == 0 else { throw SystemError("posix_spawn") }
    var result = command
    result.executable = "/bin/sh"
    // The directory is an absolute path, because `cd` searches a relative path in the folders of CDPATH.
    result.arguments =
      ["-c", #"cd -- "$1" && shift && exec "$@""#, "sh", ProgramPath.absolute(directory), command.executable]
      + command.arguments
    return result
  }
}
#endif
