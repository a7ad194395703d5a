import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

@Suite("codexgen.json")
struct ModuleSettingsTests {
  @Test(
    "is rejected when it does not have the right form",
    arguments: [
      (#"[]"#, ["#: error: this should be an object"]),
      (#"{"acces": "public"}"#, [##"#/acces: error: there is no "acces" here; did you mean "access"?"##]),
      (
        #"{"access": "pubic"}"#,
        [
          ##"#/access: error: there is no access level "pubic"; the levels are "public", "package", "internal"; "##
            + #"did you mean "public"?"#
        ]
      ),
      (
        #"{"customization": 1}"#,
        [
          "#/customization: error: this should be the name of a file beside this one, or an object with the file's contents"
        ]
      ),
      (
        #"{"customization": "../a.json"}"#,
        [
          ##"#/customization: error: "../a.json" is not in this file's folder; put the customization beside this file"##
        ]
      ),
      (#"{"types": "Thread"}"#, ["#/types: error: this should be an array"]),
      (
        #"{"types": ["*Box"]}"#,
        [
          ##"#/types/0: error: "*Box" has a * that is not at its end; write a name, or the start of names followed by a *"##
        ]
      ),
      (
        #"{"wrappers": "all"}"#,
        ["#/wrappers: error: this should be true, false or an array with the names of methods"]
      ),
      (#"{"api": "my api"}"#, [##"#/api: error: "my api" cannot name a type in Swift"##]),
      (#"{"api": "Type"}"#, [##"#/api: error: "Type" cannot name a type in Swift"##]),
      (
        #"{"api": "Codex"}"#,
        [##"#/api: error: "Codex" is the type of the connection, which belongs to the SDK; use another name"##]
      ),
    ]
  )
  func form(settings: String, messages: [String]) {
    #expect(ModuleFixture.errors(settings) == messages.map { "codexgen.json" + $0 })
  }

  @Test(
    "is rejected when a module cannot have what an entry declares",
    arguments: [
      (
        #"{"wrappers": true, "api": "Policy"}"#,
        "#/api: error: a type of the protocol is called Policy too; give the struct of the wrappers another name"
      ),
      (
        #"{"wrappers": true, "customization": {"areas": {"files": "codex"}}}"#,
        ##"#/customization/wrappers/files~1list: error: the wrapper of "files/list" would be called codex like the "##
          + "connection; rename it, or its area"
      ),
      (
        #"{"customization": {"types": {"Bxo": "A"}}}"#,
        ##"#/customization/types/Bxo: error: there is no type "Bxo" in the schema, so this entry has no effect; "##
          + #"did you mean "Box"?"#
      ),
      (
        #"{"customization": {"wrappers": {"thread/raed": []}}}"#,
        ##"#/customization/wrappers/thread~1raed: error: there is no method "thread/raed" in the schema, so this entry "##
          + #"has no effect; did you mean "thread/read"?"#
      ),
    ]
  )
  func sense(settings: String, message: String) {
    #expect(ModuleFixture.errors(settings) == ["codexgen.json" + message])
  }

  @Test("may have no customization of the server's requests, which the SDK handles")
  func serverRequests() {
    let errors = ModuleFixture.errors(#"{"customization": {"serverRequests": {"x": {"handler": "y"}}}}"#)

    #expect(
      errors == [
        "codexgen.json#/customization/serverRequests/x: error: only CodexSDK handles the server's requests, so a module "
          + "has no handlers; remove this entry"
      ]
    )
  }

  @Test("wants wrappers only in a target that can import the SDK")
  func target() throws {
    var input = ModuleFixture.input(#"{"wrappers": true}"#)
    input.module?.target = .init(name: "App", modules: ["CodexWire"])
    #expect(
      Stage.errors { _ = try Generator.generate(input) } == [
        "codexgen.json#/wrappers: error: wrappers call CodexSDK, which the target \"App\" does not depend on; add the "
          + "product CodexSDK to the target's dependencies in Package.swift"
      ]
    )

    input.module?.target?.modules = ["CodexSDK", "CodexWire"]
    #expect(throws: Never.self) { try Generator.generate(input) }
  }

  @Test("names the customization that has to be read with it")
  func customizationFile() throws {
    func file(_ settings: String) throws -> String? {
      try ModuleInput(settings: Stage.file(settings)).customizationFile()
    }

    #expect(try file(#"{"customization": "more/names.json"}"#) == "more/names.json")
    #expect(try file(#"{"customization": {}}"#) == nil)
    #expect(try file("{}") == nil)
    #expect(try ModuleInput().customizationFile() == nil)
  }

  @Test("has a JSON Schema with the members that the reader has, each described, and no others")
  func schema() throws {
    let schema = try JSONValue(parsing: Stage.repositoryFile("schema/codexgen.schema.json").bytes)
    let members = try #require(schema["properties"]?.objectValue)

    #expect(members.keys.sorted() == ModuleSettings.members.sorted())
    #expect(members.filter { $0.value["description"]?.stringValue == nil }.keys.sorted() == [])
    #expect(schema["additionalProperties"] == .bool(false))
    let levels = schema["properties"]?["access"]?["enum"]?.arrayValue?.compactMap(\.stringValue)
    #expect(levels == AccessLevel.allCases.map(\.rawValue))
    #expect(schema["properties"]?["access"]?["default"]?.stringValue == ModuleSettings().access.rawValue)
    #expect(schema["properties"]?["api"]?["default"]?.stringValue == ModuleSettings().api)
  }
}
