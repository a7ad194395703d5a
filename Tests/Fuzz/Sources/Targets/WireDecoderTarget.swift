import CodexProtocol
import CodexWire
import Foundation

/// `WireDecoder` against `JSONDecoder`: both read a text and their values are equal, or both refuse the text.
enum WireDecoderTarget: FuzzTarget {
  static let name = "wire-decoder"
  /// One for all inputs, since a decoder remembers texts and types from one value to the next. libFuzzer has one thread.
  private nonisolated(unsafe) static let decoder = WireDecoder()

  static func seeds() throws -> [[UInt8]] { try WireInput.seeds().map(\.bytes) }

  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    WireInput(input)?.mutated(using: &random)?.bytes
  }

  static func crossed(_ first: [UInt8], _ second: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    guard let first = WireInput(first), let second = WireInput(second) else { return nil }
    return first.crossed(with: second, using: &random)?.bytes
  }

  static func check(_ input: [UInt8]) throws {
    guard let input = WireInput(input), let type = input.type, !WireInput.isUnsafeForFoundation(input.json) else {
      throw Uninteresting()
    }
    try compare(type, Data(input.json))
  }

  private static func compare<Value: WireValue & Codable & Hashable>(_ type: Value.Type, _ json: Data) throws {
    let direct = Result { try decoder.decode(type, from: json) }
    // `JSONDecoder` drops one of two members whose names are canonically equivalent.
    if let tree = JSONTree(parsing: json), tree.hasEquivalentMembers { return }
    let expected = Result { try JSONDecoder().decode(type, from: json) }
    switch (direct, expected) {
    case (.success(let value), .success(let reference)):
      guard WireInput.areEqual(value, reference) else {
        throw Finding(
          "WireDecoder and JSONDecoder read different values of \(type), or equal ones with different hash values: "
            + "\(value) and \(reference)."
        )
      }
    case (.failure, .failure): break
    case (.success(let value), .failure(let error)):
      throw Finding("WireDecoder reads a text as \(type) that JSONDecoder refuses: \(value), \(error).")
    case (.failure(let error), .success(let reference)):
      throw Finding("WireDecoder refuses a text that JSONDecoder reads as \(type): \(error), \(reference).")
    }
  }
}
