import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The report on a type")
struct TypeFactsTests {
  @Test("shows a struct with its properties and what refers to it")
  func structure() throws {
    #expect(
      try report("v2/Shop") == """
        type v2/Shop
          Swift name  Shop
          wire name   Shop
          shape       struct
          pointer     /definitions/v2/Shop
          about       Where things are sold.

          properties: 7
            wire name  Swift name  type                  notes
            items      items       [Item]                required
            owner      owner       String?               required or null
            shopId     shopID      String                required
            data       data        JSONValue?            optional
            notes      notes       [String: JSONValue]?  optional, unstable
            partner    partner     Shop?                 optional, boxed
            rating     rating      Double?               optional, default 2.5

          used by: 2
            type  Shop              v2/Shop
            type  ShopListResponse  v2/ShopListResponse
        """
    )
  }

  @Test("shows a union with its tag and its branches")
  func union() throws {
    #expect(
      try report("Item") == """
        type v2/Item
          Swift name  Item
          wire name   Item
          shape       union internally tagged by "type"
          pointer     /definitions/v2/Item

          branches: 2
            wire name  Swift name  type
            nothing    nothing
            paint      paint       Item.Paint

          used by: 2
            type  ItemSoldNotification  v2/ItemSoldNotification
            type  Shop                  v2/Shop
        """
    )
  }

  @Test("shows an enum with its values")
  func openEnum() throws {
    #expect(
      try report("Color") == """
        type v2/Color
          Swift name  Color
          wire name   Color
          shape       enum of String
          pointer     /definitions/v2/Color

          values: 2
            wire name   Swift name
            red         red
            dark-green  darkGreen

          used by: 1
            type  Item.Paint  v2/Item/paint
        """
    )
  }

  @Test("shows what an alias stands for, and its deprecation")
  func alias() throws {
    #expect(
      try report("Price") == """
        type v2/Price
          Swift name  Price
          wire name   Price
          shape       alias of UInt32
          pointer     /definitions/v2/Price
          deprecated  Use money instead.

          used by: 1
            type  Item.Paint  v2/Item/paint
        """
    )
  }

  @Test("shows the messages of a union of messages, and which are experimental")
  func messages() throws {
    #expect(
      try report("ClientRequest") == """
        type ClientRequest
          Swift name  ClientRequest
          wire name   ClientRequest
          shape       message union with ClientRequest.Envelope beside the parameters
          pointer     /definitions/ClientRequest

          messages: 2
            wire name  Swift name  type            notes
            shop/list  shopList    ShopListParams
            item/lend  itemLend    ItemLendParams  experimental

          nothing refers to it
        """
    )
  }

  @Test("says of what is declared in an experimental type that it is experimental")
  func nestedInExperimental() throws {
    #expect(
      try report("ItemLendParams.Days") == """
        type v2/ItemLendParams/days
          Swift name  ItemLendParams.Days
          wire name   days
          shape       struct
          pointer     /definitions/v2/ItemLendParams/properties/days
          gate        experimental API only

          properties: 1
            wire name  Swift name  type  notes
            count      count       Int   required, experimental

          used by: 1
            type  ItemLendParams  v2/ItemLendParams
        """
    )
  }

  @Test("names the messages, not their union, as users of parameters and answers")
  func messageUsers() throws {
    #expect(try report("v2/ShopListParams").hasSuffix("used by: 1\n    method  ShopList  shop/list"))
    #expect(try report("v2/ShopListResponse").hasSuffix("used by: 1\n    method  ShopList  shop/list"))
    #expect(
      try report("ItemSoldNotification")
        .hasSuffix("used by: 1\n    notification  ServerNotification.itemSold  item/sold")
    )
  }

  @Test("shows other spellings of a value and the three states of a property")
  func customized() throws {
    let model = try model(
      """
      {"definitions": {
        "Color": {"enum": ["gray", "grey"]},
        "Shop": {"type": "object", "properties": {"color": {"$ref": "#/definitions/Color"}}}
      }}
      """,
      customization: #"{"enumAliases": {"Color": {"grey": "gray"}}, "threeState": ["Shop.color"]}"#
    )
    let text = try Inspection.report(of: model, names: ["Color", "Shop"], format: .text)
    #expect(text.contains("    gray       gray        also \"grey\"\n"))
    #expect(text.contains("    color      color       Patch<Color>  absent, null or a value\n"))
  }

  @Test("as JSON has every fact as a member")
  func json() throws {
    let text = try Inspection.report(of: InspectFixture.gated(), names: ["Shop"], format: .json)
    let json = try #require(try JSONValue(parsing: Array(text.utf8))[0])
    #expect(json["kind"] == "type")
    #expect(json["path"] == "v2/Shop")
    #expect(json["swiftName"] == "Shop")
    #expect(json["shape"] == ["kind": "struct", "detail": .null])
    #expect(json["gate"] == "always")
    #expect(json["stability"] == "stable")
    #expect(json["documentation"] == "Where things are sold.")
    #expect(
      json["members"]?[6] == [
        "name": "rating", "swiftName": "rating", "swiftType": "Double?", "presence": "optional", "default": 2.5,
        "isBoxed": false, "gate": "always", "stability": "stable", "deprecation": .null, "documentation": .null,
        "pointer": "/definitions/v2/Shop/properties/rating",
      ]
    )
    #expect(json["users"]?[1] == ["kind": "type", "swiftName": "ShopListResponse", "name": "v2/ShopListResponse"])
  }

  private func report(_ name: String) throws -> String {
    try Inspection.report(of: InspectFixture.gated(), names: [name], format: .text)
  }
}
