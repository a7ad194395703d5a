import Foundation
import Testing

/// Xcode is not available where these tests run, so they only check that the code for Xcode compiles with the declarations of
/// `Tests/Consumers/Xcode`.
@Suite("A plugin, for Xcode projects,")
struct XcodePluginTests {
  private struct TargetInfo: Decodable {
    struct Paths: Decodable { var runtimeResourcePath: String }
    var paths: Paths
  }

  @Test("compiles", arguments: ["CodexProtocolPlugin", "CodexgenCommand", "CodexgenGenerate", "CodexgenPin"])
  func compiles(plugin: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "xcode-" + UUID().uuidString)
    try Files.createFolder(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let info = try await swiftc(["-print-target-info"], in: folder)
    let paths = try JSONDecoder().decode(TargetInfo.self, from: Data(info.output.utf8)).paths
    let shared = [
      "-swift-version", "6", "-parse-as-library", "-package-description-version", "6.1.0",
      "-I", paths.runtimeResourcePath + "/pm/PluginAPI", "-I", folder.path,
    ]
    let stub = Workbench.repository.appending(path: "Tests/Consumers/Xcode/XcodeProjectPlugin.swift").path
    let module = try await swiftc(shared + ["-emit-module", "-module-name", "XcodeProjectPlugin", stub], in: folder)
    try #require(module.status == 0, "\(module.log)")

    let run = try await swiftc(shared + ["-typecheck", "-warnings-as-errors"] + sources(of: plugin), in: folder)

    #expect(run.status == 0, "\(run.log)")
  }

  private func swiftc(_ arguments: [String], in folder: URL) async throws -> Run {
    try await Run.program("/usr/bin/env", ["swiftc"] + arguments, in: folder)
  }

  /// The sources of a plugin, also those in folders to which symbolic links lead.
  private func sources(of plugin: String) throws -> [String] {
    let folder = Workbench.repository.appending(path: "Sources/Plugins").appending(path: plugin)
    return try Files.names(in: folder).flatMap { name -> [String] in
      let path = folder.appending(path: name)
      if name.hasSuffix(".swift") { return [path.path] }
      return try Files.names(in: path.resolvingSymlinksInPath()).map { path.appending(path: $0).path }
    }
  }
}
