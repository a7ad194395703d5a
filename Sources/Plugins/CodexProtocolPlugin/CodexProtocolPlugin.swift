import Foundation
import PackagePlugin

/// Runs `codexgen generate` for a target that has a schema among its files. What is generated, and whether the settings
/// make sense, is codexgen's business; this only finds the files.
@main
struct CodexProtocolPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target.sourceModule else {
      throw Failure(target, "has no Swift files; use the plugin on one that has")
    }
    let modules = module.recursiveTargetDependencies.map(\.name).filter { $0.hasPrefix("Codex") }
    guard modules.contains("CodexWire") else {
      throw Failure(
        target,
        "does not depend on what generated code stands on; add the product CodexWire, or CodexSDK for wrappers, to the "
          + "target's dependencies in Package.swift"
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

/// What is wrong with a target's files, and what to do.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ target: any Target, _ problem: String) {
    description = "CodexProtocolPlugin: the target \"\(target.name)\" \(problem)."
  }
}
