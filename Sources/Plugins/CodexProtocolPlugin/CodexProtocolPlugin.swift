import Foundation
import PackagePlugin

/// The build plugin that runs `codexgen-module` for a target with a schema among its files. The program does the same as
/// `codexgen generate` for a module.
///
/// The plugin only finds the input files. The program reads the settings, and reports errors in them.
@main
struct CodexProtocolPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let place = TargetPlace(name: target.name, folder: target.directoryURL.path(percentEncoded: false))
    guard let module = target.sourceModule else {
      throw Failure(place, "has no Swift files; use the plugin only on targets with Swift files")
    }
    let modules = module.recursiveTargetDependencies.map(\.name).filter { $0.hasPrefix("Codex") }
    guard modules.contains("CodexWire") else {
      throw Failure(
        place,
        "does not depend on the library that the generated code imports; add the product CodexWire, or CodexSDK if the "
          + "target has wrappers, to the target's dependencies in Package.swift"
      )
    }
    return [
      try command(
        for: place,
        files: module.sourceFiles.map(\.url),
        arguments: ["--modules", modules.joined(separator: ",")],
        executable: try context.tool(named: "codexgen-module").url,
        folder: context.pluginWorkDirectoryURL
      )
    ]
  }

  /// The build command that generates the code of a target.
  ///
  /// - Parameters:
  ///   - files: All files of the target.
  ///   - arguments: More options of the program.
  ///   - folder: The folder of the plugin for the target.
  private func command(
    for place: TargetPlace,
    files: [URL],
    arguments: [String],
    executable: URL,
    folder: URL
  ) throws -> Command {
    let inputs = try Inputs(of: place, files: files)
    let output = folder.appending(path: "CodexProtocol")
    return .buildCommand(
      displayName: "Generating the Codex protocol for \(place.name)",
      executable: executable,
      arguments: inputs.arguments + ["--target", place.name] + arguments
        + ["--output", output.path(percentEncoded: false)],
      inputFiles: inputs.files,
      outputFiles: ModuleFileNames.all.map { output.appending(path: $0) }
    )
  }
}

/// The name of a target and the path of its folder, for error messages.
struct TargetPlace {
  var name: String
  var folder: String
}

/// An error in the files of a target, with what the user can do.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ target: TargetPlace, _ problem: String) {
    description = "CodexProtocolPlugin: the target \"\(target.name)\" \(problem)."
  }
}

#if canImport(XcodeProjectPlugin)
import XcodeProjectPlugin

extension CodexProtocolPlugin: XcodeBuildToolPlugin {
  /// The build command for a target of an Xcode project.
  func createBuildCommands(context: XcodePluginContext, target: XcodeTarget) throws -> [Command] {
    let folder = context.xcodeProject.directoryURL.path(percentEncoded: false)
    return [
      try command(
        for: TargetPlace(name: target.displayName, folder: folder),
        files: target.inputFiles.map(\.url),
        arguments: [],
        executable: try context.tool(named: "codexgen-module").url,
        folder: context.pluginWorkDirectoryURL
      )
    ]
  }
}
#endif
