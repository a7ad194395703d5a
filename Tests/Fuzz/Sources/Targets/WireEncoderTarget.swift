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
    // `JSONDecoder` reads some numbers, such as 0e5, as `JSONValue` but not as `Double`. Such a number can decide the branch of
    // an untagged union, so all numbers are written in their usual form first.
    guard let untyped = try? JSONDecoder().decode(JSONValue.self, from: json),
      let json = try? JSONEncoder().encode(untyped), let value = try? JSONDecoder().decode(type, from: json)
    else { return }
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
    let again = try? JSONDecoder().decode(type, from: text)
    if let again, WireInput.areEqual(again, value) { return }
    if let again, untyped != (try? JSONValue(parsing: text)), try isStable(again) { return }
    throw Finding(
      "What WireEncoder writes for a value of \(type) is not read as the same value: \(value), "
        + String(decoding: text, as: UTF8.self)
    )
  }

  /// Whether another round trip does not change a value. A value may change in the first round trip if members were left out
  /// when it was decoded: without them, another branch of an untagged union can match.
  private static func isStable<Value: WireValue & Codable & Hashable>(_ value: Value) throws -> Bool {
    WireInput.areEqual(try JSONDecoder().decode(Value.self, from: WireEncoder.encode(value)), value)
  }
}
