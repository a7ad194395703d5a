import Testing

@testable import ProtocolGenerator

@Suite("The section documentation")
struct DocumentationSettingsTests {
  /// A bundle with a described method, a silent method, a notification, and types with described and silent members.
  private static let bundle = #"""
    {"definitions": {
      "ClientRequest": {"oneOf": [
        {"properties": {"method": {"enum": ["item/read"]}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/ItemReadParams"}}, "required": ["id", "method", "params"]},
        {"description": "Writes an item.", "properties": {"method": {"enum": ["item/write"]}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/ItemWriteParams"}}, "required": ["id", "method", "params"]}
      ]},
      "ServerNotification": {"oneOf": [
        {"properties": {"method": {"enum": ["item/changed"]}, "params": {"$ref": "#/definitions/ItemChanged"}},
          "required": ["method", "params"]}
      ]},
      "ItemReadParams": {"type": "object", "properties": {"itemId": {"type": "string"}}, "required": ["itemId"]},
      "ItemReadResponse": {"type": "object", "properties": {"item": {"$ref": "#/definitions/Item"}}},
      "ItemWriteParams": {"type": "object", "properties": {
        "itemId": {"type": "string"}, "text": {"type": "string", "description": "NEW APIs The new\ntext of item_id."},
        "delayMs": {"type": "integer"}}, "required": ["itemId", "text"]},
      "ItemWriteResponse": {"type": "object"},
      "ItemChanged": {"type": "object", "properties": {"itemId": {"type": "string", "description": "Which item."}}},
      "Item": {"oneOf": [
        {"type": "object", "properties": {"type": {"enum": ["note"]}, "text": {"type": "string"}}, "required": ["type"]},
        {"type": "object", "properties": {"type": {"enum": ["link"]}, "url": {"type": "string"}}, "required": ["type"]}
      ]},
      "State": {"enum": ["open", "closed"]}
    }}
    """#

  private static func input(_ documentation: String, _ sections: String = "") -> GeneratorInput {
    GeneratorInput(
      stable: Stage.file(bundle),
      customization: Stage.file(#"{"documentation": \#(documentation)\#(sections)}"#, path: "customization.json")
    )
  }

  private static func text(_ documentation: String, _ sections: String = "") throws -> String {
    try Generator.generate(input(documentation, sections)).files.map(\.contents).joined()
  }

  @Test("describes methods, notifications, types, properties, enum values and branches that the schema leaves silent")
  func descriptions() throws {
    let text = try Self.text(
      #"""
      {"methods": {"item/read": "Reads an item.", "item/changed": "An item has changed."},
        "types": {"Item": "A thing in the list.", "State": "Whether it is open."},
        "members": {"itemId": "The ID of the item.", "State.open": "It is open.", "Item.note": "A text.",
          "Item/link.url": "Where it leads."}}
      """#
    )
    for part in [
      "/// Reads an item.", "/// An item has changed.", "/// A thing in the list.", "/// Whether it is open.",
      "/// The ID of the item.\n  public var itemID", "/// It is open.\n  case open", "/// A text.\n  case note(Note)",
      "/// A text.\n  public struct Note", "/// Where it leads.\n    public var url",
    ] { #expect(text.contains(part), "\(part)\nin\n\(text)") }
  }

  @Test("describes a property in each type, except where the type has an entry of its own or the schema a description")
  func commonNames() throws {
    let text = try Self.text(
      #"{"members": {"itemId": "The ID of the item.", "ItemWriteParams.itemId": "The item to write."}}"#
    )
    #expect(text.contains("/// The ID of the item.\n  public var itemID"))
    #expect(text.contains("/// The item to write.\n  public var itemID"))
    #expect(text.contains("/// Which item.\n  public var itemID"))
  }

  @Test("replaces words of the schema, also across its line breaks, and gives properties their Swift names")
  func replacements() throws {
    let text = try Self.text(#"{"replacements": {"NEW APIs ": "", "new text": "later text"}}"#)
    #expect(text.contains("/// The later text of `itemID`.\n  public var text"))
  }

  @Test("keeps names in quotation marks, and names of other programming languages in code spans")
  func namesInCode() throws {
    let text = try Self.text(
      #"{"replacements": {"NEW APIs The new text of item_id.": "Like `item_id`, {\"itemId\": 1} and itemId."}}"#
    )
    #expect(text.contains(##"/// Like `item_id`, {"itemId": 1} and itemID."##))
  }

  @Test("adds the unit of a number to its property, but not to the date or duration")
  func units() throws {
    let text = try Self.text(
      #"{"members": {"delayMs": "How long to wait."}}"#,
      #", "durations": {"milliseconds": ["ItemWriteParams.delayMs"]}"#
    )
    #expect(
      text.contains("/// How long to wait.\n  ///\n  /// The value is in milliseconds.\n  public var delayMs")
    )
    #expect(text.contains("/// How long to wait.\n  ///\n  /// The value of `delayMs` as a duration."))
  }

  @Test("says of parameters and responses what their method does")
  func purposes() throws {
    let text = try Self.text(#"{"methods": {"item/read": "Reads an item.", "item/changed": "An item has changed."}}"#)
    for part in [
      "/// The parameters of `item/read`, which reads an item.",
      "/// The response to `item/read`, which reads an item.",
      "/// The parameters of `item/write`, which writes an item.",
      "/// The parameters of the notification `item/changed`.\n///\n/// An item has changed.",
    ] { #expect(text.contains(part), "\(part)\nin\n\(text)") }
  }

  @Test(
    "reports an entry that describes nothing",
    arguments: [
      (
        #"{"methods": {"item/reed": "x"}}"#, "/methods/item~1reed",
        #"there is no method "item/reed" in the schema, so this entry has no effect; did you mean "item/read"?"#
      ),
      (
        #"{"types": {"Itm": "x"}}"#, "/types/Itm",
        #"there is no type "Itm" in the schema, so this entry has no effect; did you mean "Item"?"#
      ),
      (
        #"{"members": {"itmId": "x"}}"#, "/members/itmId",
        #"there is no property "itmId" in the schema, so this entry has no effect; did you mean "itemId"?"#
      ),
      (
        #"{"members": {"State.opn": "x"}}"#, "/members/State.opn",
        #"there is no member "opn" of "State" in the schema, so this entry has no effect; did you mean "open"?"#
      ),
      (
        #"{"members": {"Stat.open": "x"}}"#, "/members/Stat.open",
        #"there is no type "Stat" in the schema, so this entry has no effect; did you mean "State"?"#
      ),
      (
        #"{"methods": {"item/write": "x"}}"#, "/methods/item~1write",
        #"the schema describes "item/write" itself, so this entry has no effect; remove the entry, or list words of the "#
          + #"schema's description that should be different under "replacements""#
      ),
      (
        #"{"members": {"ItemChanged.itemId": "x"}}"#, "/members/ItemChanged.itemId",
        #"the schema describes "ItemChanged.itemId" itself, so this entry has no effect; remove the entry, or list words of "#
          + #"the schema's description that should be different under "replacements""#
      ),
      (
        #"{"replacements": {"OLD APIs": ""}}"#, "/replacements/OLD APIs",
        "no description of the schema contains these words"
      ),
      (#"{"replacements": {"": "x"}}"#, "/replacements/", "this should be a string, for words that are not empty"),
      (
        #"{"members": {"url": "x", "Item/link.url": "y"}}"#, "/members/url",
        #"each property "url" has an entry of its own, so this entry has no effect"#
      ),
      (#"{"method": {}}"#, "/method", #"there is no "method" here; did you mean "methods"?"#),
      (#"{"types": {"Item": ""}}"#, "/types/Item", "this should be a string that is not empty"),
    ]
  )
  func mistakes(documentation: String, place: String, message: String) {
    let errors = Stage.errors { _ = try ModelPipeline.model(of: Self.input(documentation)) }
    #expect(errors == ["customization.json#/documentation\(place): error: \(message)"])
  }

  @Test("replaces the longest of several phrases that start at the same place, and reads each text once")
  func phrases() {
    var replacer = PhraseReplacer([("a", "b"), ("a b", "c"), ("b", "a"), ("none", "")])
    #expect(replacer.replacing(in: "a\nb a ä b") == "c b ä a")
    #expect(replacer.used == ["a", "a b", "b"])
  }
}
