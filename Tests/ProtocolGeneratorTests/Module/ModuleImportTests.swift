import Foundation
import Testing

@testable import ProtocolGenerator

@Suite("The imports of a generated module")
struct ModuleImportTests {
  @Test(
    "have the access level of the code only where the interface uses the module, and only with InternalImportsByDefault",
    arguments: ["public", "package"]
  )
  func access(level: String) throws {
    let files = try ModuleFixture.files(#"{"wrappers": true, "access": "\#(level)"}"#)

    let wire = """
      #if hasFeature(InternalImportsByDefault)
      @_spi(Generated) \(level) import CodexWire
      #else
      @_spi(Generated) import CodexWire
      #endif

      """
    #expect(try #require(files["CodexProtocol.Threads.swift"]).contains(wire))
    let api = try #require(files["CodexWrappers.API.swift"])
    #expect(api.contains("\n@_spi(Generated) \(level) import CodexSDK\n"))
    #expect(!api.contains("\(level) import CodexWire"))
    // The enum for the calls uses no other module.
    #expect(!(try #require(files["CodexProtocol.RPC.swift"]).contains("hasFeature")))
  }

  @Test("have no access level in code that only its own module uses")
  func internalAccess() throws {
    #expect(!(try ModuleFixture.text(#"{"wrappers": true}"#).contains("hasFeature")))
  }

  @Test("know all public types of CodexWire")
  func runtimeNames() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/CodexWire")
    var declared: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      for match in text.matches(of: /(?m)^public (?:final )?(?:struct|enum|protocol|class|typealias|actor) ([A-Z]\w*)/)
      {
        declared.insert(String(match.1))
      }
    }

    #expect(declared == RuntimeNames.wire)
  }
}
