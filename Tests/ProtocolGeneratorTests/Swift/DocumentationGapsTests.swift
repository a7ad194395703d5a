import Testing

@testable import ProtocolGenerator

@Suite("Gaps in the documentation of generated code")
struct DocumentationGapsTests {
  /// A bundle with one request. `prose` is the description of its parameter `text`.
  private static func bundle(request: String, type: String = "", prose: String) -> String {
    #"""
    {"definitions": {
      "ClientRequest": {"description": "A request.", "oneOf": [
        {"description": "\#(request)", "properties": {"method": {"enum": ["item/write"]}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/ItemWriteParams"}}, "required": ["id", "method", "params"]}
      ]},
      "ItemWriteParams": {"type": "object", "properties": {
        "itemId": {"type": "string", "description": "Which item is written."},
        "text": {"type": "string", "description": "\#(prose)"}}, "required": ["itemId", "text"]},
      "ItemWriteResponse": {"type": "object"},
      "Item": {"type": "object", "description": "\#(type)"}
    }}
    """#
  }

  private static func gaps(_ bundle: String, _ customization: String = "{}") throws -> [String] {
    let input = GeneratorInput(
      stable: Stage.file(bundle),
      customization: Stage.file(customization, path: "customization.json")
    )
    return try Generator.documentationGaps(input).map(\.message)
  }

  private static let areas = #"{"areas": {"item": "items"}}"#

  @Test("are none where everything says what it is")
  func none() throws {
    let bundle = Self.bundle(request: "Writes an item.", type: "A thing.", prose: "What is written.")
    #expect(try Self.gaps(bundle, Self.areas) == [])
  }

  @Test("are methods, types and parameters without a description")
  func silence() throws {
    let entry = { (subject: String, section: String) in
      "add \"\(subject)\" to \"documentation\", \"\(section)\" in the customization"
    }
    let gaps = try Self.gaps(Self.bundle(request: "", prose: ""), Self.areas)
    #expect(
      Set(gaps) == [
        "the method \"item/write\" has no description; \(entry("item/write", "methods"))",
        "the function codex.items.write(…) has no description; \(entry("item/write", "methods"))",
        "the type \"Item\" has no description; \(entry("Item", "types"))",
        "the parameter \"text\" of the function codex.items.write(…) has no description; "
          + entry("ItemWriteParams.text", "members"),
      ]
    )
  }

  @Test("are descriptions of parameters that say nothing but the name")
  func names() throws {
    let gaps = try Self.gaps(Self.bundle(request: "Writes.", type: "A thing.", prose: "The text."), Self.areas)
    #expect(gaps.count == 1)
    #expect(
      gaps.first?.hasPrefix("the parameter \"text\" of the function codex.items.write(…) has no description") == true
    )
  }

  @Test(
    "are words of the schema's authors for themselves, and names of other programming languages",
    arguments: [
      ("What to write. DO NOT USE.", "DO NOT USE"), ("What to write. TODO: more", "TODO"),
      ("See [`item::Text`].", "item::Text"), ("Depends on other_thing.", "other_thing"),
    ]
  )
  func foreignWords(prose: String, words: String) throws {
    let gaps = try Self.gaps(Self.bundle(request: "Writes.", type: "A thing.", prose: prose), Self.areas)
    #expect(
      gaps == [
        "the description of \"ItemWriteParams.text\" contains \"\(words)\", which is not meant for readers of Swift code; add "
          + "the words to \"documentation\", \"replacements\" in the customization"
      ]
    )
  }

  @Test("are no names in code spans, paths and names of properties, which get their Swift names")
  func allowedWords() throws {
    let prose = "The text of item_id for `config_key` in a_folder/b_file."
    #expect(try Self.gaps(Self.bundle(request: "Writes.", type: "A thing.", prose: prose), Self.areas) == [])
  }

  @Test("are descriptions that mention a property which the function hides")
  func hiddenParameters() throws {
    let owner = #"{"areas": {"item": "items"}, "owners": {"CodexItem": {"itemId": "id"}}}"#
    let bundle = Self.bundle(request: "Writes.", type: "A thing.", prose: "What is written to itemId.")
    #expect(
      try Self.gaps(bundle, owner) == [
        "the description of the parameter \"text\" of CodexItem.write(…) mentions \"itemID\", which the function has no "
          + "parameter for; change the words under \"documentation\" in the customization"
      ]
    )
  }
}
