import PackagePlugin

/// The command plugin `swift package codexgen-pin`: runs `codexgen pin`, and asks for the permissions to write and to use the
/// network.
@main
struct CodexgenPin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let codexgen = try context.tool(named: "codexgen").url
    let folder = context.package.directoryURL
    try CodexgenRun.exiting(codexgen, ["pin"] + arguments, in: folder, own: context.pluginWorkDirectoryURL)
  }
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension CodexgenPin: XcodeCommandPlugin {
  func performCommand(context: XcodePluginContext, arguments: [String]) throws {
    let codexgen = try context.tool(named: "codexgen").url
    let folder = context.xcodeProject.directoryURL
    try CodexgenRun.exiting(codexgen, ["pin"] + arguments, in: folder, own: context.pluginWorkDirectoryURL)
  }
}
#endif
