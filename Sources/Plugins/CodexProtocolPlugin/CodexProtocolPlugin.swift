import Foundation
import PackagePlugin

/// The build plugin that runs `codexgen generate` for a target with a schema among its files.
///
/// The plugin only finds the input files. codexgen reads the settings, and reports errors in them.
@main
struct CodexProtocolPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target.sourceModule else {
      throw Failure(target, "has no Swift files; use the plugin only on targets with Swift files")
    }
    let modules = module.recursiveTargetDependencies.map(\.name).filter { $0.hasPrefix("Codex") }
    guard modules.contains("CodexWire") else {
      throw Failure(
        target,
        "does not depend on the library that the generated code imports; add the product CodexWire, or CodexSDK if the "
          + "target has wrappers, to the target's dependencies in Package.swift"
      )
    }
    let inputs = try Inputs(of: target, files: module.sourceFiles.map(\.url))
    let output = context.pluginWorkDirectoryURL.appending(path: "CodexProtocol")
    return [
      .buildCommand(
        displayName: "Generating the Codex protocol for \(target.name)",
        executable: try context.tool(named: "codexgen").url,
        arguments: ["generate"] + inputs.arguments + [
          "--target", target.name, "--modules", modules.joined(separator: ","), "--output",
          output.path(percentEncoded: false),
        ],
        inputFiles: inputs.files,
        outputFiles: ModuleFileNames.all.map { output.appending(path: $0) }
      )
    ]
  }
}

/// An error in the files of a target, with what the user can do.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ target: any Target, _ problem: String) {
    description = "CodexProtocolPlugin: the target \"\(target.name)\" \(problem)."
  }
}
