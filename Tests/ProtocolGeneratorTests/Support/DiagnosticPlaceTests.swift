import Testing

@testable import ProtocolGenerator

@Suite("The text of a diagnostic, with line and column")
struct DiagnosticPlaceTests {
  private static let json = #"""
    {
      "a": [1, {"b": "}],{"}, [[], {}], "x"],
      "c\u0064": {"e/f": null, "g~h": {"": true}},
      "last": -1.5e3
    }
    """#

  @Test(
    "names the place of each pointer that the file has",
    arguments: [
      ("", 1, 1), ("/a", 2, 3), ("/a/0", 2, 9), ("/a/1", 2, 12), ("/a/1/b", 2, 13), ("/a/2", 2, 27), ("/a/2/1", 2, 32),
      ("/a/3", 2, 37), ("/cd", 3, 3), ("/cd/e~1f", 3, 15), ("/cd/g~0h", 3, 28), ("/cd/g~0h/", 3, 36), ("/last", 4, 3),
    ]
  )
  func places(pointer: String, line: Int, column: Int) {
    let position = JSONPlaces.positions(of: [pointer], in: Array(Self.json.utf8))[pointer]

    #expect(position == Diagnostic.Position(line: line, column: column))
  }

  @Test("has the line of the value around a place that the file does not have, and the pointer after it")
  func texts() {
    let file = SourceFile(path: "a.json", bytes: Array(Self.json.utf8))
    let diagnostics = [
      Diagnostic(.error, file: "a.json", pointer: "/a/1/b", message: "one"),
      Diagnostic(.warning, file: "a.json", pointer: "/cd/gone/too", message: "two"),
      Diagnostic(.error, file: "a.json", pointer: "", message: "three"),
      Diagnostic(.error, file: "a.json", message: "four"),
      Diagnostic(.error, file: "b.json", pointer: "/a", message: "five"),
    ]

    #expect(
      Diagnostic.texts(diagnostics, in: [file]) == [
        "a.json:2:13: error: #/a/1/b: one", "a.json:3:3: warning: #/cd/gone/too: two", "a.json:1:1: error: three",
        "a.json: error: four", "b.json#/a: error: five",
      ]
    )
  }

  @Test(
    "is found or not found, but always ends, for a text that is not JSON",
    arguments: [
      "", "{", "[", "[1", "{\"a", "{\"a\"", "{\"a\":", "{\"a\": [}", "]]", "[}", "{\"a\": \"\\", "nul", ",", "[,]",
    ]
  )
  func notJSON(text: String) {
    _ = JSONPlaces.positions(of: ["", "/a", "/a/0", "/0", "/1/2"], in: Array(text.utf8))
  }
}
