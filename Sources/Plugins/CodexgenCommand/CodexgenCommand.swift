import Foundation
import PackagePlugin

/// `swift package codexgen …`: runs codexgen in the package's folder with the arguments as they are.
@main
struct CodexgenCommand: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let codexgen = Process()
    codexgen.executableURL = try context.tool(named: "codexgen").url
    codexgen.arguments = arguments
    codexgen.currentDirectoryURL = context.package.directoryURL
    try codexgen.run()
    codexgen.waitUntilExit()
    // What went wrong codexgen has said itself.
    exit(codexgen.terminationStatus)
  }
}
