import CodexWire
import Foundation
import Testing

/// Compares `JSONValue(parsing:)` with Foundation's parser on mutated documents, which are the same in every run.
@Suite("Parsing mutated JSON")
struct JSONParserMutationTests {
  static let seeds = [
    #"{"method":"turn/start","id":1,"params":{"input":[{"type":"text","text":"héllo \u00e9\n😀"}],"cwd":null}}"#,
    #"[0,-1,1.5,-2.5e-3,1E+2,18446744073709551615,-9223372036854775808,true,false,null]"#,
    #" [ "\"\\\/\b\f\n\r\t", "\ud83d\ude00", "\u0041", "" , [ [ ] , { } ] ] "#,
    #"{"a":{"b":{"c":[1,[2,[3]]]}},"d":"~1/","":0}"#,
  ]

  /// Errors of `JSONValue(parsing:)` in texts that Foundation accepts. The difference is intended.
  private static func isStricterOnPurpose(_ reason: String) -> Bool {
    // One of the two values would be lost.
    if reason.hasSuffix("occurs twice in one object") { return true }
    // Foundation accepts a comma after the last element or member: `[1,]` and `{"a":1,}`.
    return ["']' where a value should be", "'}', a member's name in quotes should be here"].contains(reason)
  }

  @Test(
    "never crashes, and accepts what JSONSerialization accepts and nothing else",
    arguments: 1...4 as ClosedRange<UInt64>
  )
  func agreesWithFoundation(_ seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    var accepted = 0
    for _ in 0..<2_000 {
      // given a document with one to four mutations
      var bytes = Array(Self.seeds.randomElement(using: &random)!.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
      // Foundation reads a text with a zero among its first four bytes as UTF-16 or UTF-32. RFC 8259 allows UTF-8 only.
      if bytes.prefix(4).contains(0) { continue }

      // when both parse it
      let ours = Result { try JSONValue(parsing: bytes) }
      let foundation = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)

      // then they agree
      let text = String(decoding: bytes, as: UTF8.self)
      switch ours {
      case .success(let value):
        accepted += 1
        #expect(foundation != nil, "only we accept \(text.debugDescription)")
        #expect(try decoded(encoded(value), as: JSONValue.self) == value, "\(text.debugDescription)")
      case .failure(let error):
        let error = try #require(error as? JSONSyntaxError)
        #expect(
          foundation == nil || Self.isStricterOnPurpose(error.reason),
          "only Foundation accepts \(text.debugDescription): \(error)"
        )
      }
    }
    // If all mutations made invalid documents, the test would not cover the parsing of valid ones.
    #expect(accepted > 100)
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let interesting =
      Array(#"{}[]",:\/ue0123456789+-.truefalsn"#.utf8) + [0, 0x0A, 0x20, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xEF, 0xFF]
    guard !bytes.isEmpty else { return bytes.append(interesting.randomElement(using: &random)!) }
    let index = Int.random(in: bytes.indices, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[index] = interesting.randomElement(using: &random)!
    case 1: bytes.insert(interesting.randomElement(using: &random)!, at: index)
    case 2: bytes.remove(at: index)
    case 3: bytes.swapAt(index, Int.random(in: bytes.indices, using: &random))
    case 4: bytes.insert(contentsOf: bytes[index...].prefix(Int.random(in: 1...8, using: &random)), at: index)
    default: bytes.removeLast(min(bytes.count, Int.random(in: 1...3, using: &random)))
    }
  }
}

/// A random number generator that returns the same numbers for the same seed.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
