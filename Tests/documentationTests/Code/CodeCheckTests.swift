import Foundation
import Testing

@testable import documentation

@Suite("Compiling code blocks")
struct CodeCheckTests {
  /// A check without modules of this package, so that the tests need only the standard library.
  private let check = CodeCheck(
    modules: FileManager.default.temporaryDirectory,
    imports: [],
    folder: FileManager.default.temporaryDirectory
  )

  private func block(_ line: Int, _ lines: String..., parameters: [String] = []) -> CodeBlock {
    CodeBlock(file: "Article.md", line: line, lines: lines, parameters: parameters)
  }

  @Test("accepts statements, declarations, imports, and blocks that declare the same names")
  func accepts() throws {
    let first = block(
      3,
      "import Foundation",
      "",
      "let numbers = try await load(2)",
      "print(numbers)",
      parameters: [
        "load: (Int) async throws -> [Int]"
      ]
    )
    let second = block(
      9,
      "/// A place.",
      "@main",
      "struct Place {",
      "  static func main() {}",
      "}",
      "",
      "func show() {}"
    )
    let third = block(20, "struct Place: Hashable {", "  var name: String", "}", "let place = Place(name: \"Oslo\")")

    #expect(try check.errors(in: [first, second, third]) == "")
  }

  @Test("names the article and the line of an error")
  func namesLine() throws {
    let block = block(
      40,
      "struct Place {",
      "  var name: String",
      "}",
      "",
      "let place = Place(name: \"Oslo\")",
      "place.open()"
    )

    let errors = try check.errors(in: [block])

    #expect(errors.contains("Article.md:45:7: error: value of type 'Place' has no member 'open'"))
  }

  @Test("finds a data race, which the type checker alone does not find")
  func findsRaces() throws {
    let block = block(
      7,
      "final class Counter { var count = 0 }",
      "let counter = Counter()",
      "let task = Task.detached { counter.count += 1 }",
      "counter.count += 1",
      "await task.value"
    )

    #expect(try check.errors(in: [block]).contains("Article.md:9:"))
  }

  @Test("refuses a deprecated function")
  func refusesDeprecated() throws {
    let block = block(3, "@available(*, deprecated) func old() {}", "old()")

    #expect(try check.errors(in: [block]).contains("Article.md:4:1: error: 'old()' is deprecated"))
  }

  @Test("compiles a block together with the block that it continues")
  func continues() throws {
    let first = block(3, "struct Place {", "  var name: String", "}", "let place = Place(name: \"Oslo\")")
    var second = block(
      12,
      "extension Place: CustomStringConvertible {",
      "  var description: String { name }",
      "}",
      "print(place)"
    )
    #expect(try check.errors(in: [first, second]).contains("Article.md:12:"))

    second.continuesPrevious = true

    #expect(try check.errors(in: [first, second]) == "")
  }

  @Test("compiles a package manifest")
  func manifest() throws {
    var manifest = block(
      5,
      "// swift-tools-version: 6.1",
      "import PackageDescription",
      "",
      "let package = Package(name: \"A\")"
    )
    manifest.check = .manifest
    // The values of other blocks of the article do not concern a manifest.
    manifest.parameters = ["codex: Codex"]
    #expect(try check.errors(in: [manifest]) == "")

    manifest.lines[3] = "let package = Package(title: \"A\")"

    #expect(try check.errors(in: [manifest]).contains("Article.md:8:"))
  }

  @Test("parses a block whose modules do not exist, and finds wrong syntax in it")
  func parses() throws {
    var view = block(5, "import SwiftUI", "", "struct Title: View {", "  var body: some View { Text(\"A\") }", "}")
    view.check = .parse(reason: "SwiftUI exists only on Apple systems")
    #expect(try check.errors(in: [view]) == "")

    view.lines[3] = "  var body: some View { Text("

    #expect(try check.errors(in: [view]).contains("Article.md:"))
  }

  @Test("does not compile a block that says that it does not compile")
  func skips() throws {
    var wrong = block(5, "let a: Int = \"text\"")
    wrong.check = .skip(reason: "the block shows a mistake")

    #expect(try check.errors(in: [wrong]) == "")
  }

  @Test("parses a block that needs ExperimentalAPI when there are no modules with this trait")
  func experimental() throws {
    var block = block(5, "unknown()")
    block.isExperimental = true

    #expect(check.group(of: block) == .syntax)
    #expect(try check.errors(in: [block]) == "")
  }
}
