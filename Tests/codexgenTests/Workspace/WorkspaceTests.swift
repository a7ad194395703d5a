import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("The files that codexgen reads")
struct WorkspaceTests {
  let folder: TemporaryFolder

  init() throws { folder = try .package() }

  /// The path and the contents of each file that was read.
  private func read(_ options: InputOptions, in current: String = "") throws -> [String] {
    let input = try Workspace(currentFolder: folder.path + current).input(options)
    return [input.stable, input.experimental, input.customization].compactMap(\.self).map { file in
      "\(file.path) \(String(decoding: file.bytes, as: UTF8.self))"
    }
  }

  @Test("are those of the package by default")
  func packageDefaults() throws {
    let both = [
      "schema/app-server.stable.json {\"stable\":1}", "schema/app-server.experimental.json {\"experimental\":1}",
    ]
    #expect(try read(InputOptions()) == both)

    try folder.write("{}", to: "schema/customization.json")

    #expect(try read(InputOptions()) == both + ["schema/customization.json {}"])
    #expect(try read(InputOptions(customization: .off)) == both)
  }

  @Test("are found from a folder inside of the package")
  func nestedFolder() throws {
    try folder.createFolder("Sources/Deep/er")

    let workspace = Workspace(currentFolder: folder.path + "/Sources/Deep/er")

    #expect(workspace.package?.path == folder.path)
    #expect(try workspace.input(InputOptions()).stable?.path == folder.path + "/schema/app-server.stable.json")
    #expect(try workspace.outputFolder(nil).path == folder.path + "/Generated")
  }

  @Test("are only one bundle if only one is given, and the package's customization")
  func oneBundle() throws {
    try folder.write("{}", to: "schema/customization.json")
    try folder.write("[]", to: "mine.json")

    #expect(try read(InputOptions(stable: "mine.json")) == ["mine.json []", "schema/customization.json {}"])
    #expect(try read(InputOptions(experimental: "mine.json", customization: .off)) == ["mine.json []"])
    #expect(try read(InputOptions(stable: "mine.json", customization: .file("mine.json"))).count == 2)
    let workspace = Workspace(currentFolder: folder.path)
    #expect(try workspace.input(InputOptions(experimental: "mine.json")).stable == nil)
  }

  @Test("can be given without a package, and then there is no customization")
  func withoutPackage() throws {
    let other = try TemporaryFolder()
    try other.write("[]", to: "mine.json")

    let workspace = Workspace(currentFolder: other.path)

    #expect(workspace.package == nil)
    let expected = GeneratorInput(stable: SourceFile(path: "mine.json", bytes: Array("[]".utf8)))
    #expect(try workspace.input(InputOptions(stable: "mine.json")) == expected)
  }

  @Test("have to be given if there is no package, as has the output folder")
  func asksWithoutPackage() throws {
    let other = try TemporaryFolder()
    let workspace = Workspace(currentFolder: other.path)
    let none = "neither '\(other.path)' nor any folder above it has a 'schema/app-server.stable.json'"

    let input = try #require(throws: Failure.self) { try workspace.input(InputOptions()) }
    let output = try #require(throws: Failure.self) { try workspace.outputFolder(nil) }

    #expect(
      input.lines == [
        """
        codexgen: error: there is no bundle to read: \(none); run codexgen inside of its package, or give \
        '--stable FILE', '--experimental FILE' or both
        """
      ]
    )
    #expect(
      output.lines == ["codexgen: error: there is no folder to write to: \(none); give a folder with '--output DIR'"]
    )
  }

  @Test("are all named in the error if they cannot be read")
  func unreadable() throws {
    let failure = try #require(throws: Failure.self) {
      try read(InputOptions(stable: "gone.json", experimental: "schema", customization: .file("gone/too.json")))
    }

    #expect(
      failure.lines == [
        "gone.json: error: there is no such file; check the path that follows '--stable'",
        "schema: error: this is a folder; '--experimental' takes a JSON file",
        "gone/too.json: error: there is no such file; check the path that follows '--customization'",
      ]
    )
  }

  @Test("are an error if they are missing in the package")
  func missingDefault() throws {
    try folder.remove("schema/app-server.experimental.json")

    let failure = try #require(throws: Failure.self) { try read(InputOptions()) }

    #expect(
      failure.lines == [
        """
        schema/app-server.experimental.json: error: there is no such file; restore it, or give other bundles with \
        '--stable FILE', '--experimental FILE' or both
        """
      ]
    )
  }
}
