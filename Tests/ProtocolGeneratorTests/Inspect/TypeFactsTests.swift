import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The inspect report on a type")
struct TypeFactsTests {
  @Test("shows the properties of a struct, and the types that refer to it")
  func structure() throws {
    #expect(
      try report("v2/Shop") == """
        type v2/Shop
          Swift name  Shop
          wire name   Shop
          kind        struct
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

  @Test("shows the tag and the branches of a union")
  func union() throws {
    #expect(
      try report("Item") == """
        type v2/Item
          Swift name  Item
          wire name   Item
          kind        union internally tagged by "type"
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

  @Test("shows the values of an enum")
  func openEnum() throws {
    #expect(
      try report("Color") == """
        type v2/Color
          Swift name  Color
          wire name   Color
          kind        enum of String
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

  @Test("shows the target of an alias, and its deprecation")
  func alias() throws {
    #expect(
      try report("Price") == """
        type v2/Price
          Swift name  Price
          wire name   Price
          kind        alias of Int
          pointer     /definitions/v2/Price
          deprecated  Use money instead.

          used by: 1
            type  Item.Paint  v2/Item/paint
        """
    )
  }

  @Test("shows the messages of a message union, and which of them are experimental")
  func messages() throws {
    #expect(
      try report("ClientRequest") == """
        type ClientRequest
          Swift name  ClientRequest
          wire name   ClientRequest
          kind        message union with ClientRequest.Envelope beside the parameters
          pointer     /definitions/ClientRequest

          messages: 2
            wire name  Swift name  type            notes
            shop/list  shopList    ShopListParams
            item/lend  itemLend    ItemLendParams  experimental

          no type or message refers to it
        """
    )
  }

  @Test("shows that a type inside an experimental type is experimental")
  func nestedInExperimental() throws {
    #expect(
      try report("ItemLendParams.Days") == """
        type v2/ItemLendParams/days
          Swift name    ItemLendParams.Days
          wire name     days
          kind          struct
          pointer       /definitions/v2/ItemLendParams/properties/days
          availability  experimental API only

          properties: 1
            wire name  Swift name  type  notes
            count      count       Int   required, experimental

          used by: 1
            type  ItemLendParams  v2/ItemLendParams
        """
    )
  }

  @Test("lists the message, and not the message union, as the user of a type of parameters or of a response")
  func messageUsers() throws {
    #expect(try report("v2/ShopListParams").hasSuffix("used by: 1\n    method  ShopList  shop/list"))
    #expect(try report("v2/ShopListResponse").hasSuffix("used by: 1\n    method  ShopList  shop/list"))
    #expect(
      try report("ItemSoldNotification")
        .hasSuffix("used by: 1\n    notification  ServerNotification.itemSold  item/sold")
    )
  }

  @Test("shows the aliases of an enum value, and a property with three states")
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

  @Test("has a JSON member for each fact")
  func json() throws {
    let text = try Inspection.report(of: InspectFixture.withBothBundles(), names: ["Shop"], format: .json)
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
        "isBoxed": false, "isSecret": false, "gate": "always", "stability": "stable", "deprecation": .null,
        "documentation": .null,
        "pointer": "/definitions/v2/Shop/properties/rating",
      ]
    )
    #expect(json["users"]?[1] == ["kind": "type", "swiftName": "ShopListResponse", "name": "v2/ShopListResponse"])
  }

  private func report(_ name: String) throws -> String {
    try Inspection.report(of: InspectFixture.withBothBundles(), names: [name], format: .text)
  }
}
