import CodexWire

@testable import ProtocolGenerator

/// Random numbers that are the same in every run (SplitMix64).
struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The value as JSON text, with the members of its objects in another order.
  mutating func shuffled(_ value: JSONValue) -> String {
    switch value {
    case .array(let elements): return "[" + elements.map { shuffled($0) }.joined(separator: ",") + "]"
    case .object(let members):
      let texts = members.sorted { $0.key < $1.key }.map { JSONValue.string($0.key).text + ":" + shuffled($0.value) }
      return "{" + texts.shuffled(using: &self).joined(separator: ",") + "}"
    default: return value.text
    }
  }
}
