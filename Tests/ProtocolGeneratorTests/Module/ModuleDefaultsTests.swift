import Testing

@testable import ProtocolGenerator

@Suite("What the SDK's customization knows, in a generated module")
struct ModuleDefaultsTests {
  private let bundle = ##"""
    {"definitions": {
      "RequestId": {"type": "string"},
      "KeyParams": {"type": "object", "properties": {
        "key": {"type": "string"}, "pin": {"type": "string"}, "note": {"type": ["string", "null"]}}},
      "Answer": {"type": "object", "properties": {"ok": {"type": "boolean"}}},
      "Reply": {"type": "object", "properties": {"ok": {"type": "boolean"}}},
      "ClientRequest": {"oneOf": [{"type": "object", "required": ["id", "method", "params"], "properties": {
        "id": {"$ref": "#/definitions/RequestId"}, "method": {"type": "string", "enum": ["key/set"]},
        "params": {"$ref": "#/definitions/KeyParams"}}}]}
    }}
    """##

  private let defaults = """
    {"types": {"Answer": "SDKAnswer"}, "responses": {"key/set": "Answer", "other/method": "Missing"},
     "secrets": ["KeyParams.pin", "Missing.secret"], "threeState": ["KeyParams.note"]}
    """

  private func generation(_ settings: String) throws -> Generation {
    var input = ModuleFixture.input(settings, bundle: bundle)
    input.defaults = Stage.file(defaults, path: "sdk.json")
    return try Generator.generate(input)
  }

  private func text(_ settings: String) throws -> String { try generation(settings).files.map(\.contents).joined() }

  @Test("applies without the names: responses, secrets and properties with three states")
  func facts() throws {
    let generation = try generation("{}")
    let text = generation.files.map(\.contents).joined()

    #expect(generation.warnings == [])
    #expect(text.contains("typealias Response = Answer\n"))
    #expect(text.contains("@Secret var pin: String?"))
    #expect(text.contains("var note: Patch<String>"))
    #expect(!text.contains("SDKAnswer"))
  }

  @Test("does not apply where the module's customization decides itself")
  func ownEntries() throws {
    let text = try text(
      #"{"customization": {"responses": {"key/set": "Reply"}, "notSecrets": ["KeyParams.key"], "secrets": ["KeyParams.pin"]}}"#
    )
    #expect(text.contains("typealias Response = Reply\n"))
    #expect(text.contains("@Secret var pin: String?"))
  }

  @Test("does not apply at all to a module that turns it off")
  func off() throws {
    let generation = try generation(#"{"sdkDefaults": false}"#)
    let text = generation.files.map(\.contents).joined()

    #expect(generation.warnings.map(\.message).contains { $0.contains(#"the response to the method "key/set""#) })
    #expect(text.contains("typealias Response = JSONValue\n"))
    #expect(text.contains("  var pin: String?"))
    #expect(!text.contains("Patch<"))
  }

  @Test("leaves no warning about responses for the pinned schema with the SDK's customization")
  func pinnedSchema() throws {
    var input = GeneratorInput(
      stable: try Stage.repositoryFile("schema/app-server.stable.json"),
      experimental: try Stage.repositoryFile("schema/app-server.experimental.json"),
      module: ModuleInput(settings: Stage.file("{}", path: "codexgen.json"))
    )
    #expect(try Generator.generate(input).warnings.contains { $0.message.contains("response to the method") })
    input.defaults = try Stage.repositoryFile("schema/customization.json")

    #expect(try Generator.generate(input).warnings.map(\.description) == [])
  }
}
