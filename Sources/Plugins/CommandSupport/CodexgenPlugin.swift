import PackagePlugin

/// A command plugin that runs codexgen in the folder of the package or of the Xcode project.
protocol CodexgenPlugin: CommandPlugin {
  /// What stands before the arguments of the user: the name of a subcommand, or nothing.
  var subcommand: [String] { get }
}

extension CodexgenPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let codexgen = try context.tool(named: "codexgen").url
    let folder = context.package.directoryURL
    try CodexgenRun.exiting(codexgen, subcommand + arguments, in: folder, own: context.pluginWorkDirectoryURL)
  }
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension CodexgenPlugin {
  func performCommand(context: XcodePluginContext, arguments: [String]) throws {
    let codexgen = try context.tool(named: "codexgen").url
    let folder = context.xcodeProject.directoryURL
    try CodexgenRun.exiting(codexgen, subcommand + arguments, in: folder, own: context.pluginWorkDirectoryURL)
  }
}
#endif
