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
  static func exiting(_ executable: URL, _ arguments: [String], in folder: URL) throws -> Never {
    let codexgen = Process()
    codexgen.executableURL = executable
    codexgen.arguments = arguments
    codexgen.currentDirectoryURL = folder
    // Messages of codexgen then name the commands of these plugins.
    codexgen.environment = ProcessInfo.processInfo.environment.merging(["CODEXGEN_RUN_BY": "swift package"]) { $1 }
    try codexgen.run()
    codexgen.waitUntilExit()
    // codexgen has printed its own error messages, so the plugin only passes the exit code on.
    exit(codexgen.terminationStatus)
  }
}
