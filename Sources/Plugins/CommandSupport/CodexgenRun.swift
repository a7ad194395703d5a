import Foundation
import PackagePlugin

/// Runs codexgen for a command plugin. The command plugins differ only in the permissions that they ask for.
enum CodexgenRun {
  /// Runs codexgen, and ends this process with its exit code.
  ///
  /// - Parameters:
  ///   - executable: The program codexgen.
  ///   - arguments: The arguments of codexgen.
  ///   - folder: The folder of the package or of the Xcode project, in which codexgen runs.
  ///   - own: The folder of the plugin.
  static func exiting(_ executable: URL, _ arguments: [String], in folder: URL, own: URL) throws -> Never {
    let codexgen = Process()
    codexgen.executableURL = executable
    codexgen.arguments = arguments
    codexgen.currentDirectoryURL = folder
    // Messages of codexgen then name the commands of these plugins.
    var environment = ProcessInfo.processInfo.environment
    environment["CODEXGEN_RUN_BY"] = "swift package"
    #if os(macOS)
    // The sandbox of plugins does not allow to write into the cache folder of the user.
    environment["XDG_CACHE_HOME"] = own.path(percentEncoded: false)
    #endif
    codexgen.environment = environment
    try codexgen.run()
    codexgen.waitUntilExit()
    // codexgen has printed its own error messages, so the plugin only passes the exit code on.
    exit(codexgen.terminationStatus)
  }
}
