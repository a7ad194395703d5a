import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The page of codexgen inspect")
struct ReferenceTests {
  private func page(_ model: ProtocolModel, names: [String] = []) throws -> (page: ParsedPage, source: String) {
    let source = try Inspection.report(of: model, names: names, format: .html)
    return (ParsedPage(source), source)
  }

  @Test("has each message and each type once, and links from uses to types and back")
  func links() throws {
    let model = try InspectFixture.withBothBundles()
    let index = ModelIndex(model)

    let (page, source) = try page(model)

    #expect(page.open == [] && page.stray == [])
    #expect(page.resources == [])
    #expect(page.tags.count { $0["data-entry"] != nil } == index.types.count + index.messages.count)
    #expect(Set(page.ids).count == page.ids.count)
    #expect(page.linkedIDs.isSubset(of: page.ids))
    // Each entry is in the list beside the page.
    #expect(page.ids.filter { $0.hasPrefix("type-") || $0.hasPrefix("message-") }.allSatisfy(page.linkedIDs.contains))
    // The property items of Shop has a link to Item, and Item has a link to its user Shop.
    #expect(source.firstMatch(of: /<code>items: <\/code><code>\[<a href="#type-[0-9]+">Item<\/a>\]<\/code>/) != nil)
    let item = try #require(source.split(separator: "<article").first { $0.contains("<code>v2/Item</code>") })
    #expect(item.contains(">Shop</a>"))
  }

  @Test("says which parts are experimental, unstable or deprecated")
  func stability() throws {
    let (page, _) = try page(try InspectFixture.withBothBundles())

    let values = Set(page.tags.compactMap { $0["data-stability"] }.flatMap { $0.split(separator: " ") })
    #expect(values.isSuperset(of: ["stable", "experimental"]))
  }

  @Test("has only the types and messages of the given names, and no link to others")
  func names() throws {
    let (page, _) = try page(try InspectFixture.withBothBundles(), names: ["Shop"])

    #expect(page.tags.count { $0["data-entry"] != nil } == 1)
    #expect(page.linkedIDs.subtracting(page.ids) == [])
  }

  @Test("of the newest release has no broken link, and less than 8 MB")
  func release() throws {
    let model = try ModelPipeline.model(of: Release.input("0.163.0", customized: true))

    let (page, source) = try page(model)

    #expect(page.open == [] && page.stray == [])
    #expect(page.resources == [])
    #expect(page.linkedIDs.isSubset(of: page.ids))
    #expect(page.tags.count { $0["data-entry"] != nil } > 1000)
    #expect(source.utf8.count < 8_000_000)
  }

  @Test(
    "has only elements that codexgen writes, whatever the texts of the schema are",
    arguments: [
      "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "\u{202E}</code>", "<!--",
      "&#x3C;b&#x3E;", "<\u{301}b>",
    ]
  )
  func hostile(text: String) throws {
    func page(_ text: String) throws -> ParsedPage {
      let name = JSONValue.string("a" + text)
      let prose = JSONValue.string(text)
      let bundle = HostileBundle.file([
        "A": [
          "type": "object", "description": prose,
          "properties": .object(["a" + text: ["type": "string", "description": prose, "default": prose]]),
        ],
        "B": ["enum": ["x", name]],
        "ClientRequest": [
          "oneOf": [HostileBundle.method("call" + text, params: "A", description: "@deprecated " + text)]
        ],
      ])
      return try self.page(try ModelPipeline.model(of: GeneratorInput(stable: bundle), .none)).page
    }

    let hostile = try page(text)

    #expect(hostile.structure == (try page("harmless").structure))
    #expect(hostile.open == [] && hostile.stray == [])
    #expect(hostile.shows(("a" + text).printable))
  }
}
