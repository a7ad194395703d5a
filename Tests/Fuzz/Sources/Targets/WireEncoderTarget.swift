import CodexProtocol
import CodexWire
import Foundation

/// `WireEncoder` against `JSONEncoder`: their texts are the same JSON, and decoding it gives an equal value.
enum WireEncoderTarget: FuzzTarget {
  static let name = "wire-encoder"

  static func seeds() throws -> [[UInt8]] { try WireInput.seeds().map(\.bytes) }

  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    WireDecoderTarget.mutated(input, using: &random)
  }

  static func crossed(_ first: [UInt8], _ second: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    WireDecoderTarget.crossed(first, second, using: &random)
  }

  static func check(_ input: [UInt8]) throws {
    guard let input = WireInput(input), let type = input.type, !WireInput.isUnsafeForFoundation(input.json) else {
      throw Uninteresting()
    }
    try compare(type, Data(input.json))
  }

  private static func compare<Value: WireValue & Codable & Hashable>(_ type: Value.Type, _ json: Data) throws {
    guard let value = try? JSONDecoder().decode(type, from: json) else { return }
    let text: Data
    let reference: Data
    do {
      text = try WireEncoder.encode(value)
      reference = try JSONEncoder().encode(value)
    } catch {
      throw Finding("A value of \(type) that was decoded cannot be encoded: \(error), \(value).")
    }
    guard let tree = JSONTree(parsing: text) else {
      throw Finding("WireEncoder writes no JSON for a value of \(type): \(String(decoding: text, as: UTF8.self)).")
    }
    guard !tree.hasIdenticalMembers else {
      throw Finding("WireEncoder writes a member twice: \(String(decoding: text, as: UTF8.self)).")
    }
    guard let expected = try? JSONValue(parsing: reference), tree.means(expected) else {
      throw Finding(
        """
        WireEncoder and JSONEncoder write different JSON for a value of \(type): \
        \(String(decoding: text, as: UTF8.self)) and \(String(decoding: reference, as: UTF8.self)).
        """
      )
    }
    guard let again = try? JSONDecoder().decode(type, from: text), WireInput.areEqual(again, value) else {
      throw Finding(
        "What WireEncoder writes for a value of \(type) is not read as the same value: \(value), "
          + String(decoding: text, as: UTF8.self)
      )
    }
  }
}
