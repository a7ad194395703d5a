import Foundation
import PackagePlugin

/// The command plugin `swift package codexgen`: runs codexgen with the same arguments in the folder of the package.
@main
struct CodexgenCommand: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let codexgen = Process()
    codexgen.executableURL = try context.tool(named: "codexgen").url
    codexgen.arguments = arguments
    codexgen.currentDirectoryURL = context.package.directoryURL
    try codexgen.run()
    codexgen.waitUntilExit()
    // codexgen has printed its own error messages, so the plugin only passes the exit code on.
    exit(codexgen.terminationStatus)
  }
}
