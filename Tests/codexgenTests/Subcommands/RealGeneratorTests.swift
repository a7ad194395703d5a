import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

/// The command line and the real generator together.
@Suite("codexgen")
struct RealGeneratorTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let bundle = #"{"definitions": {"v2": {"Point": {"type": "object", "properties": {"x": true}}}}}"#

  @Test(
    "finds this package's generated code up to date, from any folder inside it",
    arguments: ["", "/Sources/codexgen"]
  )
  func isUpToDate(subfolder: String) {
    let run = Run("check", in: Self.package + subfolder, engine: .protocolGenerator)

    #expect(run.exitCode == 0, "\(run.out)")
    #expect(run.err == [])
  }

  @Test("generates from one bundle into another folder, and nothing else")
  func oneBundle() throws {
    try folder.write(Self.bundle, to: "bundle.json")
    let arguments = ["--stable", "bundle.json", "--customization", "none", "--output", "out"]

    let generate = Run(arguments: ["generate"] + arguments, in: folder.path, engine: .protocolGenerator)
    let check = Run(arguments: ["check"] + arguments, in: folder.path, engine: .protocolGenerator)

    #expect(generate.exitCode == 0, "\(generate.err)")
    #expect(check.exitCode == 0)
    #expect(
      try folder.read("out/CodexProtocol/Shared.swift").contains("public struct Point: Codable, Hashable, Sendable")
    )
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out") == ["CodexProtocol"])
  }

  @Test("names the command that mends what check found")
  func mending() throws {
    try folder.write(Self.bundle, to: "bundle.json")
    let arguments = ["--stable", "bundle.json", "--customization", "none", "--output", "out"]
    _ = Run(arguments: ["generate"] + arguments, in: folder.path, engine: .protocolGenerator)
    let text = try folder.read("out/CodexProtocol/Shared.swift")
    try folder.write(
      text.replacingOccurrences(of: "struct Point", with: "struct Punkt"),
      to: "out/CodexProtocol/Shared.swift"
    )

    let check = Run(arguments: ["check"] + arguments, in: folder.path, engine: .protocolGenerator)

    #expect(check.exitCode == 1)
    #expect(check.out.contains { $0.contains("struct Punkt") })
    #expect(check.out.contains { $0.contains("swift run codexgen generate " + arguments.joined(separator: " ")) })
  }

  @Test(
    "refuses bad input with a sentence that says where, and writes nothing",
    arguments: [
      ("{", "bundle.json:1:2: error: this is not JSON: the text ends, a member's name in quotes should be here"),
      ("{}", "bundle.json#: error: this is JSON but no schema bundle"),
      (
        ##"{"definitions": {"A": {"$ref": "#/definitions/B"}, "C": {"type": "string"}}}"##,
        ##"bundle.json#/definitions/A/$ref: error: "#/definitions/B" is no definition of this bundle"##
      ),
      (
        #"{"definitions": {"A": {"$ref": "other.json#/A"}}}"#,
        ##"bundle.json#/definitions/A/$ref: error: "other.json#/A" points to another document"##
      ),
      (
        ##"{"definitions": {"A": {"$ref": "#/definitions/B"}, "B": {"$ref": "#/definitions/A"}}}"##,
        "bundle.json#/definitions/A"
      ),
      (
        #"{"definitions": {"A": {"type": "object", "not": {}}}}"#,
        #"bundle.json#/definitions/A/not: error: the keyword "not" is not supported by codexgen"#
      ),
      (
        #"{"definitions": {"thread_id": {"type": "string"}, "ThreadId": {"type": "string"}}}"#,
        #"the definitions "ThreadId" and "thread_id" would both be called ThreadID in Swift"#
      ),
    ]
  )
  func badInput(bundle: String, message: String) throws {
    try folder.write(bundle, to: "bundle.json")

    let run = Run(
      "generate",
      "--stable",
      "bundle.json",
      "--customization",
      "none",
      "--output",
      "out",
      in: folder.path,
      engine: .protocolGenerator
    )

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(run.err.contains { $0.contains(message) }, "\(run.err)")
    #expect(try folder.contents(below: "").keys.sorted() == ["bundle.json"])
  }

  @Test("refuses an entry of the customization that hits nothing, with the nearest name")
  func uselessEntry() throws {
    try folder.write(Self.bundle, to: "bundle.json")
    try folder.write(#"{"types": {"v2/Piont": "Dot"}}"#, to: "custom.json")

    let run = Run(
      "generate",
      "--stable",
      "bundle.json",
      "--customization",
      "custom.json",
      "--output",
      "out",
      in: folder.path,
      engine: .protocolGenerator
    )

    #expect(run.exitCode == 2)
    #expect(
      run.err == [
        "custom.json#/types/v2~1Piont: error: there is no type \"v2/Piont\" in the schema, so this entry does nothing; "
          + "did you mean \"v2/Point\"?"
      ]
    )
  }

  @Test("inspects what the model knows of a method and of a type")
  func inspect() {
    let run = Run("inspect", "thread/start", "ThreadItem", in: Self.package, engine: .protocolGenerator)

    #expect(run.exitCode == 0, "\(run.err)")
    let text = run.out.joined(separator: "\n")
    #expect(text.contains("method thread/start"))
    #expect(text.contains("type v2/ThreadItem"))
  }
}
