import Testing

@testable import codexgen

@Suite("A location")
struct LocationTests {
  @Test(
    "is shown relative to the current folder if it is inside of that folder, and otherwise as the user gave it",
    arguments: [
      ("schema/a.json", "/work/schema/a.json", "schema/a.json"),
      ("/work/schema/a.json", "/work/schema/a.json", "schema/a.json"),
      ("/workshop/a.json", "/workshop/a.json", "/workshop/a.json"),
      ("../a.json", "/work/../a.json", "../a.json"),
      ("./out/", "/work/./out", "out"),
      (".", "/work/.", "."),
      ("./", "/work/.", "."),
      ("/work", "/work", "."),
      ("/", "/", "/"),
    ]
  )
  func isShown(given: String, path: String, shown: String) {
    let location = Location(given, in: "/work")

    #expect(location.path == path)
    #expect(location.shown == shown)
  }

  @Test("can be extended to a file inside of the folder")
  func leadsBelow() {
    #expect(Location("out", in: "/work").appending("A/b.swift").shown == "out/A/b.swift")
    #expect(Location("/work", in: "/work").appending("A/b.swift").shown == "A/b.swift")
    #expect(Location("/", in: "/work").appending("b.swift").path == "/b.swift")
    #expect(Location("out/A/b.swift", in: "/work").folder == Location("out/A", in: "/work"))
    #expect(Location("out/A/b.swift", in: "/work").name == "b.swift")
  }
}
