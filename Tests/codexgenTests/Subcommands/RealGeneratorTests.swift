import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

/// Runs the subcommands with the real generator.
@Suite("codexgen with the real generator")
struct RealGeneratorTests {
  private static let package = packageFolder.path
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let bundle = codexgenTests.bundle(#""v2": {"Point": {"type": "object", "properties": {"x": true}}}"#)

  @Test(
    "finds the generated code of this package up to date, from any folder inside of the package",
    arguments: ["", "/Sources/codexgen"]
  )
  func isUpToDate(subfolder: String) {
    let run = Run("check", in: Self.package + subfolder, engine: .protocolGenerator)

    #expect(run.exitCode == 0, "\(run.out)")
    #expect(run.err == [])
  }

  @Test("generates from one bundle into a given folder, and writes no other files")
  func oneBundle() throws {
    try folder.write(Self.bundle, to: "bundle.json")
    let arguments = ["--stable", "bundle.json", "--customization", "none", "--output", "out"]

    let generate = Run(arguments: ["generate"] + arguments, in: folder.path, engine: .protocolGenerator)
    let check = Run(arguments: ["check"] + arguments, in: folder.path, engine: .protocolGenerator)

    #expect(generate.exitCode == 0, "\(generate.err)")
    #expect(check.exitCode == 0)
    #expect(
      try folder.read("out/CodexProtocol/Ungrouped.swift").contains("public struct Point: Codable, Hashable, Sendable")
    )
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out") == ["CodexProtocol"])
  }

  @Test("prints the command that updates the files that 'check' found")
  func mending() throws {
    try folder.write(Self.bundle, to: "bundle.json")
    let arguments = ["--stable", "bundle.json", "--customization", "none", "--output", "out"]
    _ = Run(arguments: ["generate"] + arguments, in: folder.path, engine: .protocolGenerator)
    let text = try folder.read("out/CodexProtocol/Ungrouped.swift")
    try folder.write(
      text.replacingOccurrences(of: "struct Point", with: "struct Punkt"),
      to: "out/CodexProtocol/Ungrouped.swift"
    )

    let check = Run(arguments: ["check"] + arguments, in: folder.path, engine: .protocolGenerator)

    #expect(check.exitCode == 1)
    #expect(check.out.contains { $0.contains("struct Punkt") })
    #expect(check.out.contains { $0.contains("swift run codexgen generate " + arguments.joined(separator: " ")) })
  }

  @Test(
    "refuses bad input with a message that names the place in the file, and writes nothing",
    arguments: [
      ("{", "bundle.json:1:2: error: this is not JSON: the text ends, a member's name in quotes should be here"),
      ("{}", "bundle.json:1:1: error: this is JSON but not a schema bundle"),
      (
        ##"{"definitions": {"A": {"$ref": "#/definitions/B"}, "C": {"type": "string"}}}"##,
        ##"bundle.json:1:24: error: #/definitions/A/$ref: "#/definitions/B" is not a definition of this bundle"##
      ),
      (
        #"{"definitions": {"A": {"$ref": "other.json#/A"}}}"#,
        ##"bundle.json:1:24: error: #/definitions/A/$ref: "other.json#/A" points to another document"##
      ),
      (
        ##"{"definitions": {"A": {"$ref": "#/definitions/B"}, "B": {"$ref": "#/definitions/A"}}}"##,
        "bundle.json:1:18: error: #/definitions/A: this definition is defined by itself"
      ),
      (
        #"{"definitions": {"A": {"type": "object", "not": {}}}}"#,
        #"bundle.json:1:42: error: #/definitions/A/not: the keyword "not" is not supported by codexgen"#
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

  @Test(
    "refuses a schema that has no methods or only a part of the protocol, and names the right file",
    arguments: [
      (
        #"{"definitions": {"Person": {"type": "object", "properties": {"name": {"type": "string"}}}}}"#,
        "bundle.json: error: this schema declares no methods, so it is not the protocol of Codex's app-server; give the file "
          + "codex_app_server_protocol.schemas.json, which `codex app-server generate-json-schema --out DIR` writes. To "
          + "generate only types, name them in codexgen.json, under \"types\""
      ),
      (
        bundle.replacing("{\"definitions\"", with: #"{"title": "CodexAppServerProtocolV2", "definitions""#),
        "bundle.json: error: this schema has only a part of the protocol: the requests that the server sends are missing; "
          + "give the file codex_app_server_protocol.schemas.json, which is in the same folder"
      ),
    ]
  )
  func incompleteSchema(bundle: String, message: String) throws {
    try folder.write(bundle, to: "bundle.json")
    let arguments = ["generate", "--stable", "bundle.json", "--output", "out"]

    for options in [["--customization", "none"], ["--config", "none"]] {
      let run = Run(arguments: arguments + options, in: folder.path, engine: .protocolGenerator)

      #expect(run.exitCode == 2)
      #expect(run.err == [message])
    }
    #expect(try folder.contents(below: "").keys.sorted() == ["bundle.json"])
  }

  @Test("accepts a schema without methods if the settings of the module select types only")
  func onlyTypes() throws {
    try folder.write(
      #"{"definitions": {"Person": {"type": "object", "properties": {"name": true}}}}"#,
      to: "bundle.json"
    )
    try folder.write(#"{"types": ["Person"]}"#, to: "codexgen.json")

    let run = Run(
      arguments: ["generate", "--stable", "bundle.json", "--config", "codexgen.json", "--output", "out"],
      in: folder.path,
      engine: .protocolGenerator
    )

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(try folder.read("out/CodexProtocol.Ungrouped.swift").contains("struct Person: Codable"))
    #expect(try folder.contents(below: "out").count == 1)
  }

  @Test("refuses an entry of the customization for a name that the schema does not have, and suggests the nearest name")
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
        "custom.json:1:12: error: #/types/v2~1Piont: there is no type \"v2/Piont\" in the schema, so this entry has no effect; "
          + "did you mean \"v2/Point\"?"
      ]
    )
  }

  @Test("shows the details of a method and of a type")
  func inspect() {
    let run = Run("inspect", "thread/start", "ThreadItem", in: Self.package, engine: .protocolGenerator)

    #expect(run.exitCode == 0, "\(run.err)")
    let text = run.out.joined(separator: "\n")
    #expect(text.contains("method thread/start"))
    #expect(text.contains("type v2/ThreadItem"))
  }
}
