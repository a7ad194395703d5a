import Testing

@testable import documentation

@Suite("Reading the code blocks of an article")
struct ArticleReaderTests {
  @Test("finds Swift blocks with the numbers of their first lines, and no blocks of other languages")
  func findsBlocks() {
    let article = """
      # Title

      ```swift
      let a = 1
      ```

      ```json
      {}
      ```

      1. A step:

         ```swift
         if a == 1 {
           print(a)
         }
         ```
      """

    let (blocks, mistakes) = ArticleReader.read(article, file: "A.md")

    #expect(mistakes.isEmpty)
    #expect(blocks.map(\.line) == [4, 14])
    #expect(blocks.map(\.lines) == [["let a = 1"], ["if a == 1 {", "  print(a)", "}"]])
  }

  @Test("applies a comment with values to all later blocks, and the other comments only to the next block")
  func appliesComments() {
    let article = """
      <!-- swift: with codex: Codex, body: (Int, Int) -> Void -->
      <!-- swift: ExperimentalAPI -->
      ```swift
      first()
      ```

      <!-- swift: with codex: Other -->
      <!-- swift: parse only, because SwiftUI exists only on Apple systems -->

      ```swift
      second()
      ```
      """

    let (blocks, mistakes) = ArticleReader.read(article, file: "A.md")

    #expect(mistakes.isEmpty)
    #expect(blocks.map(\.isExperimental) == [true, false])
    #expect(blocks.map(\.check) == [.compile, .parse(reason: "SwiftUI exists only on Apple systems")])
    #expect(
      blocks.map(\.parameters) == [
        ["codex: Codex", "body: (Int, Int) -> Void"], ["body: (Int, Int) -> Void", "codex: Other"],
      ]
    )
  }

  @Test("compiles a block that continues another one in the same way as that one")
  func continues() {
    let article = """
      <!-- swift: ExperimentalAPI -->
      ```swift
      struct A {}
      ```
      <!-- swift: continues -->
      ```swift
      extension A {}
      ```
      """

    let (blocks, _) = ArticleReader.read(article, file: "A.md")

    #expect(blocks.map(\.continuesPrevious) == [false, true])
    #expect(blocks.map(\.isExperimental) == [true, true])
  }

  @Test(
    "reports a comment that has no effect",
    arguments: [
      ("<!-- swift: skip -->\n```swift\n```", 1, "the comment says nothing"),
      ("Text.\n\n<!-- swift: manifest -->\n\nMore text.", 3, "no Swift code block follows"),
      ("<!-- swift: manifest -->\n```json\n```", 1, "no Swift code block follows"),
      ("<!-- swift: manifest -->", 1, "no Swift code block follows"),
      ("<!-- swift: continues\n-->", 1, "does not end"),
      ("```swift\nlet a = 1\n", 1, "has no end"),
    ]
  )
  func reportsMistakes(_ article: String, _ line: Int, _ message: String) throws {
    let (_, mistakes) = ArticleReader.read(article, file: "A.md")

    let mistake = try #require(mistakes.first)
    #expect(mistakes.count == 1)
    #expect(mistake.line == line)
    #expect(mistake.description.hasPrefix("A.md:\(line): error: "))
    #expect(mistake.message.contains(message))
  }
}
