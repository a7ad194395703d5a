import Foundation
import Testing

@Suite("Public declarations with an underscored name")
struct HiddenHooksTests {
  private let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Symbol graphs leave out names with an underscore, but the completion of an editor lists them. Only the attribute hides
  /// them there.
  @Test(
    "are marked @_spi(Generated)",
    arguments: ["Sources/CodexWire", "Sources/CodexSDK", "Generated/CodexProtocol", "Generated/CodexSDK"]
  )
  func marked(folder: String) throws {
    let root = package.appendingPathComponent(folder)
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    var visible: [String] = []
    for path in paths.sorted() where path.hasSuffix(".swift") {
      let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      visible += unmarked(text).map { "\(path): \($0)" }
    }
    #expect(!paths.isEmpty)
    #expect(visible == [])
  }

  @Test("are found without the attribute, with the attribute, and in an extension with the attribute")
  func detection() {
    let text = """
      extension Codex {
        public func _a() {}
        @_spi(Generated) public func _b() {}
        @_spi(Generated)
        public static func _c() {}
        public func d(_ value: Int) {}
        func _e() {}
      }
      @_spi(Generated) extension Codex {
        public func _f() {}
      }
      public struct _G {}
      """
    #expect(unmarked(text) == ["public func _a() {}", "public struct _G {}"])
  }

  /// The lines that declare a public name with an underscore without the attribute.
  private func unmarked(_ text: String) -> [String] {
    let attribute = "@_spi(Generated)"
    let declaration = /\bpublic\b.*\b(func|enum|struct|class|protocol|typealias|var|let|case) _[a-zA-Z]/
    var outer = ""
    var previous = ""
    var found: [String] = []
    for line in text.split(separator: "\n").map(String.init) {
      if !line.hasPrefix(" "), !line.hasPrefix("}"), !line.hasPrefix("#") { outer = line }
      let isInMarkedExtension = outer.hasPrefix("\(attribute) extension")
      let isMarked = isInMarkedExtension || line.contains(attribute) || previous.hasSuffix(attribute)
      if !isMarked, line.contains(declaration) { found.append(line.trimmingCharacters(in: .whitespaces)) }
      previous = line
    }
    return found
  }
}
