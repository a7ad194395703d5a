import CodexWire
import Foundation

/// The generator on damaged and hostile schemas: it refuses a schema with an error, or writes Swift in which no text of the
/// schema has become code.
///
/// The mutations put `func injectedByFuzzer() {}` into texts, behind whatever could end a comment or a literal. The
/// generator never writes functions for a schema without a customization, so this function must not be among the tokens.
/// `Tests/Fuzz/run` also lets the compiler parse a sample of the output, which `FUZZ_KEEP` names the folder for.
enum GeneratorTarget: FuzzTarget {
  static let name = "generator"
  private static let payload = "func injectedByFuzzer() {}"
  private static let payloads =
    [
      "", "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "*/", "\"", "\"\"\"", "`", "\\(", "}",
      "\n}",
    ]
    .flatMap { ["\($0)\(payload)", "\($0) \(payload) //", "\($0)\n\(payload)\n"] }

  static func seeds() throws -> [[UInt8]] {
    let folder = Repository.root / "Tests/GoldenTests"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try files.filter { $0.hasSuffix(".schema.json") || $0.hasSuffix(".stable.json") }
      .map { [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))) }
      .filter { $0.count < 12_000 }
  }

  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    let strings =
      Bool.random(using: &random)
      ? payloads
      : HostileValues.strings + [
        "description", "type", "object", "properties", "enum", "oneOf", "anyOf", "allOf", "$ref", "const", "title",
        "required", "format", "items", "additionalProperties", "#/definitions/A", "definitions", "default", "string",
      ]
    return JSONTree(parsing: input)?.mutated(using: &random, strings: strings).bytes(style: .random(using: &random))
  }

  static func crossed(_ first: [UInt8], _ second: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    MessageHeaderTarget.crossed(first, second, using: &random)
  }

  static func check(_ input: [UInt8]) throws {
    // A schema that is refused is a schema that was read in order.
    guard let files = try? Subjects.generatedFiles(from: input) else { return }
    for file in files { try check(file.text) }
    keep(files, of: input)
  }

  private static func check(_ text: String) throws {
    let code = try SwiftTokens(text).code
    for (index, token) in code.enumerated() where token == "func" && index + 1 < code.count {
      if code[index + 1] == "injectedByFuzzer" {
        throw Finding("A text of the schema has become a declaration:\n\(text)")
      }
    }
  }

  // MARK: Output for the compiler

  private nonisolated(unsafe) static var generationCount = 0
  private static let keepFolder = ProcessInfo.processInfo.environment["FUZZ_KEEP"].map { URL(fileURLWithPath: $0) }

  /// Keeps one of 25 outputs, at most 200, as one file each with the schema beside it.
  private static func keep(_ files: [(path: String, text: String)], of input: [UInt8]) {
    generationCount += 1
    guard let keepFolder, generationCount % 25 == 1, generationCount < 200 * 25 else { return }
    let file = keepFolder.appendingPathComponent("output-\(generationCount)")
    try? Data(files.map(\.text).joined(separator: "\n").utf8).write(to: file.appendingPathExtension("swift"))
    try? Data(input).write(to: file.appendingPathExtension("json"))
  }
}
