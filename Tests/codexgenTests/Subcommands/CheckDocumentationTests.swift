import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("codexgen check --documentation")
struct CheckDocumentationTests {
  private static func engine(_ gaps: [Diagnostic]) -> Engine {
    var engine = Engine.giving([])
    engine.documentationGaps = { _ throws(GeneratorError) in gaps }
    return engine
  }

  @Test("lists each gap with its place, and fails")
  func gaps() throws {
    let folder = try TemporaryFolder.package()
    let gap = Diagnostic(.error, file: "schema/app-server.stable.json", pointer: "/stable", message: "say more")
    let run = Run("check", "--documentation", in: folder.path, engine: Self.engine([gap]))

    #expect(run.exitCode == 1)
    #expect(
      run.out == [
        "schema/app-server.stable.json:1:2: error: #/stable: say more",
        "codexgen: the documentation of the generated code has 1 gap",
      ]
    )
  }

  @Test("says that the documentation is complete when there is no gap, and looks at no generated file")
  func complete() throws {
    let folder = try TemporaryFolder.package()
    let run = Run("check", "--documentation", in: folder.path, engine: Self.engine([]))

    #expect(run.exitCode == 0)
    #expect(run.out == ["codexgen: the documentation of the generated code is complete"])
  }

  @Test("cannot be combined with an output folder or a module", arguments: ["--output", "--config"])
  func conflicts(option: String) throws {
    let folder = try TemporaryFolder.package()
    let run = Run(
      arguments: ["check", "--documentation", option, "x", "--stable", "s.json"]
        + (option == "--config" ? ["--output", "y"] : []),
      in: folder.path,
      engine: .giving([])
    )

    #expect(run.exitCode == 2)
    #expect(run.err.first?.contains("'--documentation' checks no files of a folder or a module") == true)
  }

  @Test("finds no gap in this package")
  func package() throws {
    let run = Run("check", "--documentation", in: packageFolder.path, engine: .protocolGenerator)
    #expect(run.out == ["codexgen: the documentation of the generated code is complete"])
  }
}
