import CodexWire
import Foundation

/// `JSONValue(parsing:)` against the fuzzer's strict parser and against `JSONDecoder`.
///
/// It accepts exactly what RFC 8259 allows, except doubled members, numbers beyond `Double` and more than 128 levels. What it
/// accepts, other readers read as the same value, and what is written for the value is read as the value.
enum JSONParserTarget: FuzzTarget {
  static let name = "json-parser"

  static func seeds() throws -> [[UInt8]] {
    let literals = HostileValues.literals.map { Array($0.utf8) }
    let strings = HostileValues.strings.map { JSONTree.string($0).bytes(style: .init(escapesAll: true)) }
    return try MessageHeaderTarget.seeds() + literals + strings
  }

  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    JSONTree(parsing: input)?.mutated(using: &random).bytes(style: .random(using: &random))
  }

  static func crossed(_ first: [UInt8], _ second: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    MessageHeaderTarget.crossed(first, second, using: &random)
  }

  static func check(_ input: [UInt8]) throws {
    let hasByteOrderMark = input.starts(with: [0xEF, 0xBB, 0xBF])
    let tree = JSONTree(parsing: hasByteOrderMark ? Array(input.dropFirst(3)) : input)
    try compare(Result { try JSONValue(parsing: input) }, tree, input)
  }

  private static func compare(_ parsed: Result<JSONValue, any Error>, _ tree: JSONTree?, _ input: [UInt8]) throws {
    switch (parsed, tree) {
    case (.failure, nil): return
    case (.success(let value), nil): throw Finding("The parser accepts a text that is not JSON, as \(value).")
    case (.failure(let error), let tree?):
      let isRefusable = tree.hasIdenticalMembers || tree.contains { !$0.isRepresentable }
      if !isRefusable { throw Finding("The parser refuses a text that is JSON: \(error).") }
    case (.success(let value), let tree?):
      guard tree.means(value) else { throw Finding("The parser reads another value than the text means: \(value).") }
      // `JSONDecoder` and `JSONEncoder` drop one of two members whose names are canonically equivalent.
      if WireInput.isUnsafeForFoundation(input) || tree.hasEquivalentMembers { return }
      if let decoded = try? JSONDecoder().decode(JSONValue.self, from: Data(input)), decoded != value {
        throw Finding("The parser and JSONDecoder read different values: \(value) and \(decoded).")
      }
      let text = try JSONEncoder().encode(value)
      guard let again = try? JSONValue(parsing: text), again == value else {
        throw Finding(
          "What is written for a value is not read as that value: \(String(decoding: text, as: UTF8.self))."
        )
      }
    }
  }
}

extension JSONTree {
  /// Whether a number is one that `Double` can hold; true for all other values.
  fileprivate var isRepresentable: Bool {
    if case .literal(let text) = self, let number = Double(text) { number.isFinite } else { true }
  }
}
