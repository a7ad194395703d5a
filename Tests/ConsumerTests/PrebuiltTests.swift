import Foundation
import Testing

#if os(Linux)
extension ConsumerTests {
  private static let manifest = """
    // swift-tools-version: 6.1
    import PackageDescription

    let package = Package(
      name: "prebuilt",
      platforms: [.macOS(.v13)],
      dependencies: [.package(path: "../codex-swift"), .package(path: "../codex-swift-prebuilt")],
      targets: [
        .target(
          name: "Models",
          dependencies: [.product(name: "CodexWire", package: "codex-swift")],
          plugins: [.plugin(name: "CodexProtocolPrebuiltPlugin", package: "codex-swift-prebuilt")]
        )
      ]
    )
    """

  /// The program of the bundle is the one beside the tests, since an optimized build takes minutes.
  @Test("that uses the plugin with the prebuilt generator compiles no file of the generator")
  func prebuilt() async throws {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "codexgen-module")
    var consumer = try Consumer("Prebuilt", files: ["Package.swift": Self.manifest])
    try consumer.write("extension RPC.ModelList {}\n", to: "Sources/Models/Models.swift")
    try consumer.write(#"{"access": "package", "methods": ["model/list"]}"#, to: "Sources/Models/codexgen.json")
    try consumer.put(schema: "0.144.4/stable.json", at: "Sources/Models/app-server.json")
    // The other tests share a build folder that contains the generator.
    consumer.scratch = "scratch-prebuilt"
    let package = consumer.folder.deletingLastPathComponent().appending(path: "codex-swift-prebuilt")
    let info = try await Run.program("/usr/bin/env", ["swiftc", "-print-target-info"], in: consumer.folder)
    let triple = try #require(info.output.firstMatch(of: /"unversionedTriple": "(.*)"/)?.1)

    let script = try await Run.program(
      Workbench.repository.appending(path: ".ci/prebuilt").path,
      [package.path, "--tool", "\(triple)=\(program.path)"],
      in: consumer.folder
    )
    try #require(script.status == 0, "\(script.log)")
    let build = try await consumer.build()

    try #require(build.status == 0, "\(build.log)")
    #expect(build.warnings == [])
    #expect(build.log.contains("Compiling Models"))
    #expect(!build.log.contains("ProtocolGenerator") && !build.log.contains("Compiling codexgen"), "\(build.log)")
    // SwiftPM creates a folder for each module of the dependencies, also for one that it does not compile.
    let products = consumer.scratchFolder.appending(path: "debug")
    let compiled = try Files.names(in: products).filter { name in
      guard name.hasSuffix(".build") else { return false }
      return try Files.names(in: products.appending(path: name)).contains { $0.hasSuffix(".o") }
    }
    #expect(compiled == ["CodexWire.build", "Models.build"])
    // The plugin made the code of the whole file group of model/list, with the names of the settings.
    let generated = consumer.scratchFolder.appending(
      path: "plugins/outputs/prebuilt/Models/destination/CodexProtocolPrebuiltPlugin/CodexProtocol"
    )
    let models = try Files.text(generated.appending(path: "CodexProtocol.Models.swift"))
    #expect(models.contains("package struct ModelListParams"))
  }

  @Test(
    "of the plugin with the prebuilt generator gets an error of the script for a folder with files and for no folder"
  )
  func prebuiltMistakes() async throws {
    let consumer = try Consumer("PrebuiltMistakes", files: ["full/file": ""])
    let script = Workbench.repository.appending(path: ".ci/prebuilt").path

    let full = try await Run.program(script, ["full"], in: consumer.folder)
    let none = try await Run.program(script, ["--tool", "x"], in: consumer.folder)

    #expect(full.status == 1)
    #expect(full.errors == "error: full is not empty\n")
    #expect(none.status == 2)
    #expect(none.errors.contains(".ci/prebuilt FOLDER [--tool TRIPLE=FILE ...] [--url URL]"), "\(none.errors)")
  }
}
#endif
