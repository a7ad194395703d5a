import Testing

@testable import ProtocolGenerator

@Suite("The section reads of the customization")
struct ReadsTests {
  private static let bundle = ##"""
    {"definitions": {
      "ListParams": {"properties": {"limit": {"type": "integer"}}},
      "ModelListResponse": {"properties": {"count": {"type": "integer"}}},
      "ModelSetResponse": {"properties": {"count": {"type": "integer"}}},
      "ClientRequest": {"oneOf": [
        {"properties": {"method": {"const": "model/list"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/ListParams"}}, "required": ["method", "id", "params"]},
        {"properties": {"method": {"const": "model/set"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/ListParams"}}, "required": ["method", "id", "params"]}]}
    }}
    """##

  private func generated(_ reads: String) throws(GeneratorError) -> String? {
    let input = GeneratorInput(
      stable: Stage.file(Self.bundle, path: "stable.json"),
      customization: Stage.file(#"{"areas": {}, "reads": \#(reads)}"#, path: "customization.json")
    )
    return try Generator.generate(input).files.first { $0.path == "CodexSDK/RepeatableMethods.swift" }?.contents
  }

  @Test("becomes a list of the methods whose requests may be sent twice")
  func list() throws {
    let text = try #require(try generated(#"["model/list"]"#))
    #expect(text.contains("extension RepeatableMethods {"))
    #expect(text.contains(#""model/list""#))
    #expect(!text.contains("model/set"))
  }

  @Test("makes no file when it is empty")
  func empty() throws { #expect(try generated("[]") == nil) }

  @Test(
    "is refused when an entry names no method or names a method twice",
    arguments: [
      (
        #"["model/lists"]"#,
        #"/reads/0: error: clients cannot call a method "model/lists", so this entry has no effect; did you mean "model/list"?"#
      ),
      (#"["model/list", "model/list"]"#, #"/reads/1: error: another entry already names "model/list""#),
    ]
  )
  func refused(reads: String, expected: String) {
    let errors = Stage.errors { _ = try generated(reads) }
    #expect(errors.contains("customization.json#\(expected)"), "\(errors)")
  }
}
