import Testing

@Suite("Definitions")
struct DefinitionsTests {
  @Test("Definitions under $defs, in a namespace and inside another definition are types like any other")
  func shelf() throws {
    let shelf = try expectRoundTrip(#"{"books":[{"title":"t"}],"label":"l"}"#, as: Shelf.self)
    let label: ShelfLabel = "l"
    #expect(shelf == Shelf(books: [Book(title: "t")], label: label))
  }

  @Test("A definition that is only a name for another type is a type alias")
  func aliases() throws {
    let ids: ShelfIDs = ["a" as ShelfID]
    let visit = try expectRoundTrip(#"{"ids":["a"],"maybe":{"books":[]}}"#, as: ShelfVisit.self)
    #expect(visit == ShelfVisit(ids: ids, maybe: Shelf(books: [])))
  }

  @Test("A nullable definition makes the property optional")
  func nullable() throws {
    try expectRoundTrip(#"{"maybe":null}"#, as: ShelfVisit.self, writing: "{}")
  }
}
