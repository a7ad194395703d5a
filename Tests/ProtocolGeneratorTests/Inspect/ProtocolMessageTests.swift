import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The inspect report on a message")
struct ProtocolMessageTests {
  @Test("shows the parameters and the response of a method")
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

  @Test("shows that a method is experimental and that its response is untyped")
  func experimentalMethod() throws {
    #expect(
      try report("item/lend") == """
        method item/lend
          Swift name    ItemLend
          sender        client
          params        ItemLendParams (v2/ItemLendParams)
          response      JSONValue
          pointer       /definitions/ClientRequest/oneOf/1
          availability  experimental API only
          about         Says item/lend.
        """
    )
  }

  @Test("shows a notification without a response")
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

  @Test("says that a message has no parameters")
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

  @Test("has a JSON member for each fact, with a response for methods only")
  func json() throws {
    let model = try InspectFixture.withBothBundles()
    let text = try Inspection.report(of: model, names: ["item/lend", "item/sold"], format: .json)
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
    try Inspection.report(of: InspectFixture.withBothBundles(), names: [name], format: .text)
  }
}
