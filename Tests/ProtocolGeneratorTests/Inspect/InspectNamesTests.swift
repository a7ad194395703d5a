import Testing

@testable import ProtocolGenerator

@Suite("A name that is given to inspect")
struct InspectNamesTests {
  @Test(
    "can be a path, a name in the protocol, or a name in Swift",
    arguments: [
      ("v2/Shop", "type v2/Shop"),
      ("Shop", "type v2/Shop"),
      ("v2/Item/paint", "type v2/Item/paint"),
      ("Item.Paint", "type v2/Item/paint"),
      ("shop/list", "method shop/list"),
      ("ShopList", "method shop/list"),
      ("item/sold", "notification item/sold"),
      ("ServerNotification.itemSold", "notification item/sold"),
    ]
  )
  func spellings(name: String, firstLine: String) throws {
    let text = try Inspection.report(of: InspectFixture.withBothBundles(), names: [name], format: .text)
    #expect(text.split(separator: "\n").first.map(String.init) == firstLine)
  }

  @Test("can mean several types, which are all shown")
  func ambiguous() throws {
    let model = try model(
      """
      {"definitions": {
        "Shop": {"type": "string"},
        "v2": {"Shop": {"type": "integer"}}
      }}
      """,
      customization: #"{"types": {"v2/Shop": "NumberedShop"}}"#
    )
    let text = try Inspection.report(of: model, names: ["Shop"], format: .text)
    #expect(text.contains("type Shop\n"))
    #expect(text.contains("\n\ntype v2/Shop\n  Swift name  NumberedShop\n"))
  }

  @Test("shows each type and message once, in the order of the names")
  func order() throws {
    let names = ["shop/list", "Shop", "v2/Shop", "Color"]
    let text = try Inspection.report(of: InspectFixture.withBothBundles(), names: names, format: .text)
    let titles = text.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(titles == ["method shop/list", "type v2/Shop", "type v2/Color"])
  }

  @Test(
    "is an error with a suggestion if it is unknown",
    arguments: [
      ("Shpo", "there is no type and no method \"Shpo\"; did you mean \"Shop\"?"),
      ("shop/lst", "there is no type and no method \"shop/lst\"; did you mean \"shop/list\"?"),
      ("item.paint", "there is no type and no method \"item.paint\"; did you mean \"Item.Paint\"?"),
      (
        "somethingElseEntirely",
        "there is no type and no method \"somethingElseEntirely\"; give the name of a type, such as Thread or "
          + "v2/Thread, or of a method, such as thread/start"
      ),
    ]
  )
  func unknown(name: String, message: String) throws {
    let model = try InspectFixture.withBothBundles()
    let error = #expect(throws: GeneratorError.self) {
      try Inspection.report(of: model, names: [name], format: .text)
    }
    #expect(error?.diagnostics == [Diagnostic(.error, file: "experimental.json", message: message)])
  }

  @Test("is reported once if it is unknown and given twice")
  func severalUnknown() throws {
    let model = try InspectFixture.withBothBundles()
    let error = #expect(throws: GeneratorError.self) {
      try Inspection.report(of: model, names: ["Shpo", "Shop", "Colour", "Shpo"], format: .json)
    }
    #expect(error?.diagnostics.count == 2)
  }

  @Test("cannot be that of a branch alone, because many types can have a branch of that name")
  func branchName() throws {
    let model = try InspectFixture.withBothBundles()
    #expect(throws: GeneratorError.self) {
      try Inspection.report(of: model, names: ["paint"], format: .text)
    }
  }
}
