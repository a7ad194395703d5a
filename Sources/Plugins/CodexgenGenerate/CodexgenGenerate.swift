import PackagePlugin

/// The command plugin `swift package codexgen-generate`: runs `codexgen generate`, and asks for the permission to write.
@main
struct CodexgenGenerate: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let codexgen = try context.tool(named: "codexgen").url
    let folder = context.package.directoryURL
    try CodexgenRun.exiting(codexgen, ["generate"] + arguments, in: folder, own: context.pluginWorkDirectoryURL)
  }
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension CodexgenGenerate: XcodeCommandPlugin {
  func performCommand(context: XcodePluginContext, arguments: [String]) throws {
    let codexgen = try context.tool(named: "codexgen").url
    let folder = context.xcodeProject.directoryURL
    try CodexgenRun.exiting(codexgen, ["generate"] + arguments, in: folder, own: context.pluginWorkDirectoryURL)
  }
}
#endif
