import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The report on a message")
struct MessageFactsTests {
  @Test("shows a method with its parameters and its answer")
  func method() throws {
    #expect(
      try report("shop/list") == """
        method shop/list
          Swift name  ShopList
          sender      client
          params      ShopListParams (v2/ShopListParams)
          response    ShopListResponse (v2/ShopListResponse)
          pointer     /definitions/ClientRequest/oneOf/0
          about       Says shop/list.
        """
    )
  }

  @Test("shows that a method is experimental, and that its answer is untyped")
  func experimentalMethod() throws {
    #expect(
      try report("item/lend") == """
        method item/lend
          Swift name  ItemLend
          sender      client
          params      ItemLendParams (v2/ItemLendParams)
          response    JSONValue
          pointer     /definitions/ClientRequest/oneOf/1
          gate        experimental API only
          about       Says item/lend.
        """
    )
  }

  @Test("shows a notification, which has no answer")
  func notification() throws {
    #expect(
      try report("item/sold") == """
        notification item/sold
          Swift name  ServerNotification.itemSold
          sender      server
          params      ItemSoldNotification (v2/ItemSoldNotification)
          pointer     /definitions/ServerNotification/oneOf/0
          about       Says item/sold.
        """
    )
  }

  @Test("says so when a message takes no parameters")
  func withoutParams() throws {
    let model = try model(
      """
      {"definitions": {"ClientNotification": {"oneOf": [
        {"type": "object", "required": ["method"], "properties": {"method": {"const": "ready"}}}
      ]}}}
      """
    )
    let text = try Inspection.report(of: model, names: ["ready"], format: .text)
    #expect(text.contains("  sender      client\n  params      none\n"))
  }

  @Test("as JSON has every fact as a member, an answer only for methods")
  func json() throws {
    let text = try Inspection.report(of: InspectFixture.gated(), names: ["item/lend", "item/sold"], format: .json)
    let json = try JSONValue(parsing: Array(text.utf8))
    #expect(
      json[0] == [
        "kind": "method", "name": "item/lend", "swiftName": "ItemLend", "sender": "client",
        "params": ["swiftType": "ItemLendParams", "path": "v2/ItemLendParams"],
        "response": ["swiftType": "JSONValue", "path": .null],
        "pointer": "/definitions/ClientRequest/oneOf/1", "gate": "experimental", "stability": "stable",
        "deprecation": .null, "documentation": "Says item/lend.",
      ]
    )
    #expect(json[1]?["kind"] == "notification")
    #expect(json[1]?["response"] == nil)
  }

  private func report(_ name: String) throws -> String {
    try Inspection.report(of: InspectFixture.gated(), names: [name], format: .text)
  }
}
