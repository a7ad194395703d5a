import Testing

@testable import ProtocolGenerator

@Suite("The section notifications of the customization")
struct NotificationTests {
  private static let bundle = ##"""
    {"definitions": {
      "Turn": {"properties": {"id": {"type": "string"}}, "required": ["id"]},
      "DeltaParams": {"properties": {"threadId": {"type": "string"}, "turnId": {"type": "string"},
        "itemId": {"type": "string"}}, "required": ["threadId", "turnId", "itemId"]},
      "TurnDoneParams": {"properties": {"threadId": {"type": "string"}, "turn": {"$ref": "#/definitions/Turn"}},
        "required": ["threadId", "turn"]},
      "ThreadWarningParams": {"properties": {"threadId": {"type": "string"}}, "required": ["threadId"]},
      "ServerNotification": {"oneOf": [
        {"properties": {"method": {"const": "item/delta"}, "params": {"$ref": "#/definitions/DeltaParams"}},
          "required": ["method", "params"]},
        {"properties": {"method": {"const": "turn/done"}, "params": {"$ref": "#/definitions/TurnDoneParams"}},
          "required": ["method", "params"]},
        {"properties": {"method": {"const": "turn/aborted"}, "params": {"$ref": "#/definitions/TurnDoneParams"}},
          "required": ["method", "params"]},
        {"properties": {"method": {"const": "warning"}, "params": {"$ref": "#/definitions/ThreadWarningParams"}},
          "required": ["method", "params"]}]}
    }}
    """##

  private func generated(_ notifications: String) throws(GeneratorError) -> String? {
    let input = GeneratorInput(
      stable: Stage.file(Self.bundle, path: "stable.json"),
      customization: Stage.file(#"{"notifications": \#(notifications)}"#, path: "customization.json")
    )
    return try Generator.generate(input).files.first { $0.path == "CodexSDK/NotificationTable.swift" }?.contents
  }

  @Test("becomes a table of traits by method, and a property with the turn that a notification ends")
  func table() throws {
    let text = try #require(
      try generated(
        #"""
        {"item/delta": {"droppable": true}, "turn/done": {"endsTurn": true}, "turn/aborted": {"endsTurn": true},
          "warning": {"alwaysDecoded": true, "concernsRunningTurn": true}}
        """#
      )
    )
    for part in [
      #""item/delta": [.droppable]"#, #""turn/aborted": [.endsTurn]"#, #""turn/done": [.endsTurn]"#,
      #""warning": [.alwaysDecoded, .concernsRunningTurn]"#,
      """
        var endedTurn: Turn? {
          switch self {
          case .turnAborted(let message): message.params.turn
          case .turnDone(let message): message.params.turn
          default: nil
          }
        }
      """,
    ] { #expect(text.contains(part), "\(part)\nin\n\(text)") }
  }

  @Test("makes no file when it is absent")
  func absent() throws {
    let input = GeneratorInput(
      stable: Stage.file(Self.bundle, path: "stable.json"),
      customization: Stage.file(#"{"areas": {}}"#, path: "customization.json")
    )
    #expect(try Generator.generate(input).files.allSatisfy { $0.path != "CodexSDK/NotificationTraits.swift" })
  }

  @Test(
    "is refused when an entry does not fit the schema",
    arguments: [
      (
        #"{"turn/don": {"endsTurn": true}}"#,
        #"/notifications/turn~1don: error: the server sends no notification "turn/don", so this entry has no effect; did you mean "turn/done"?"#
      ),
      (
        #"{"warning": {"droppable": true}}"#,
        #"/notifications/warning/droppable: error: "warning" needs the required property "turnId" for this trait, but does not have it"#
      ),
      (
        #"{"item/delta": {"endsTurn": true}}"#,
        #"/notifications/item~1delta/endsTurn: error: "item/delta" needs the required property "turn" for this trait, but does not have it"#
      ),
      (
        #"{"item/delta": {"concernsRunningTurn": true}}"#,
        #"/notifications/item~1delta/concernsRunningTurn: error: "item/delta" has the property "turnId", so this trait has no effect"#
      ),
      (
        #"{"item/delta": {"dropable": true}}"#,
        #"/notifications/item~1delta/dropable: error: there is no "dropable" here; did you mean "droppable"?"#
      ),
      (
        #"{"item/delta": {"droppable": false}}"#,
        "/notifications/item~1delta/droppable: error: a trait is true or absent; remove it or write true"
      ),
      (#"{"item/delta": {}}"#, "/notifications/item~1delta: error: the entry sets no trait"),
    ]
  )
  func errors(notifications: String, error: String) {
    let errors = Stage.errors { _ = try generated(notifications) }
    #expect(errors.contains("customization.json#\(error)"), "\(errors)")
  }
}
