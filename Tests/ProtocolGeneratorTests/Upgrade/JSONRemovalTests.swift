import Testing

@testable import ProtocolGenerator

@Suite("Removing values from a JSON text")
struct JSONRemovalTests {
  private func removing(_ pointers: Set<String>, from text: String) -> String {
    String(decoding: JSONRemoval.removing(pointers, from: Array(text.utf8)), as: UTF8.self)
  }

  private static let text = """
    {
      "a": 1,
      "b": ["x", "y", "z"],
      "c": {
        "d": true,
        "e": [
          "first", "second",
          "third"
        ]
      }
    }
    """

  @Test(
    "keeps the layout of the rest",
    arguments: [
      (["/a"], "{\n  \"b\": [\"x\", \"y\", \"z\"],"),
      (["/b/0"], "\"b\": [\"y\", \"z\"],"),
      (["/b/1"], "\"b\": [\"x\", \"z\"],"),
      (["/b/2"], "\"b\": [\"x\", \"y\"],"),
      (["/b/1", "/b/2"], "\"b\": [\"x\"],"),
      (["/b/0", "/b/1", "/b/2"], "\"b\": [],"),
      (["/c/d"], "\"c\": {\n    \"e\": [\n"),
      (["/c/e"], "\"c\": {\n    \"d\": true\n  }\n}"),
      (["/c/e/0"], "\"e\": [\n      \"second\",\n      \"third\"\n    ]"),
      (["/c/e/1"], "\"e\": [\n      \"first\",\n      \"third\"\n    ]"),
      (["/c/e/2"], "\"e\": [\n      \"first\", \"second\"\n    ]"),
      (["/c"], "\"b\": [\"x\", \"y\", \"z\"]\n}"),
      (["/c", "/c/e/1", "/b", "/none", "/b/7"], "{\n  \"a\": 1\n}"),
    ] as [(Set<String>, String)]
  )
  func layout(pointers: Set<String>, part: String) throws {
    let result = removing(pointers, from: Self.text)
    #expect(result.contains(part), "\(result)")
    _ = try Stage.file(result).json()
  }

  @Test("finds members whose names need escapes, and texts with brackets and commas")
  func escapes() {
    let text = #"{"a/b~c": "}],", "d": {"\u0065": ["],", "{"]}, "f": -1.5e3 }"#
    #expect(removing(["/a~1b~0c"], from: text) == #"{"d": {"\u0065": ["],", "{"]}, "f": -1.5e3 }"#)
    #expect(removing(["/d/e/0"], from: text) == #"{"a/b~c": "}],", "d": {"\u0065": ["{"]}, "f": -1.5e3 }"#)
    #expect(removing(["/f"], from: text) == #"{"a/b~c": "}],", "d": {"\u0065": ["],", "{"]} }"#)
  }

  @Test("does not change a text without the places, and does not remove the whole text")
  func nothing() {
    for pointers in [[], ["/x"], ["/a/b"], [""]] as [Set<String>] {
      #expect(removing(pointers, from: Self.text) == Self.text)
    }
  }
}
