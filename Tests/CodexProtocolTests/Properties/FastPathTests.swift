import CodexProtocol
import Foundation
import Testing

@testable import CodexWire

/// Compares the fast path of `WireDecoder` and `WireEncoder` with `JSONDecoder` and `JSONEncoder` for every definition.
///
/// The fast path need not accept a text. When it does, its result must be equal.
@Suite("The fast path")
struct FastPathTests {
  private static let letters = RoundTripTests.letters

  /// The check stops the program when it finds a mistake. `RoundTripTests` and the tests below check nested types, too.
  @Test("the description of every definition covers the stored properties of its type", arguments: letters)
  func descriptions(letter: String) throws {
    for (name, type) in try RoundTripTests.definitions(letter) {
      let type = try #require(type as? any WireValue.Type, "\(name)")
      #expect(ObjectIdentifier(WireTypeRegistry.type(ofAny: type).swiftType) == ObjectIdentifier(type))
    }
  }

  @Test("the fast path reads and writes every definition like JSONDecoder and JSONEncoder", arguments: letters)
  func instances(letter: String) async throws {
    let decoder = WireDecoder()
    var count = (all: 0, direct: 0)
    for (name, type) in try RoundTripTests.definitions(letter) {
      await Task.yield()
      for (instance, bytes) in try RoundTripTests.texts(of: name, seed: 3) {
        count.all += 1
        if try Self.agrees(on: bytes, as: type, decoder, "\(instance)") { count.direct += 1 }
      }
    }
    // The other texts have values that the fast path leaves to `JSONDecoder`, such as numbers of 19 digits.
    #expect(count.direct * 3 >= count.all * 2, "\(count)")
  }

  @Test("the fast path reads a damaged text like JSONDecoder, or not at all", arguments: letters)
  func damagedTexts(letter: String) async throws {
    let decoder = WireDecoder()
    var random = SplitMix64(seed: 4)
    for (name, type) in try RoundTripTests.definitions(letter) {
      await Task.yield()
      for (instance, bytes) in try RoundTripTests.texts(of: name, seed: 5).prefix(8) {
        for _ in 0..<6 {
          let damaged = Self.damaged(bytes, using: &random)
          let text = String(decoding: damaged, as: UTF8.self)
          _ = try Self.agrees(on: damaged, as: type, decoder, "\(instance) as \(text)")
        }
      }
    }
  }

  @Test("the fast path reads every message of the recorded session")
  func recordedSession() throws {
    let rules = try SchemaRules(contentsOf: Repository.root / "schema/customization.json")
    let bundle = try SchemaBundle(named: RoundTripTests.bundleName, rules: rules)
    let decoder = WireDecoder()
    for line in try WireSession(Data(contentsOf: Repository.session), bundle).lines {
      guard let definition = line.definition else { continue }
      let type = try #require(DefinitionTable.types[definition], "\(definition)")
      #expect(try Self.agrees(on: WireEncoder.encode(line.payload), as: type, decoder, "\(line)"), "\(line)")
    }
  }

  /// - Returns: Whether the fast path read the text.
  private static func agrees(
    on bytes: Data,
    as type: any (Codable & Sendable).Type,
    _ decoder: WireDecoder,
    _ comment: @autoclosure () -> String
  ) throws -> Bool {
    func check<Value: WireValue & Codable>(_ type: Value.Type) throws -> Bool {
      guard let value = decoder.decodeOnFastPath(type, from: bytes) else { return false }
      let expected: Value
      do {
        expected = try JSONDecoder().decode(type, from: bytes)
      } catch {
        Issue.record("only the fast path accepts the text: \(error): \(comment())")
        return true
      }
      let wireType = WireTypeRegistry.type(of: type)
      let isEqual = withUnsafePointer(to: value) { value in
        withUnsafePointer(to: expected) { wireType.areEqual(value, $0) }
      }
      #expect(isEqual, "\(comment())")
      let written = try JSONValue(parsing: WireEncoder.encode(value))
      let expectedJSON = try JSONValue(parsing: JSONEncoder().encode(value))
      #expect(JSONValue.difference(written, expectedJSON) == nil, "\(comment())")
      return true
    }
    guard let type = type as? any (WireValue & Codable).Type else {
      Issue.record("\(type) does not conform to WireValue")
      return false
    }
    return try check(type)
  }

  /// Changes, inserts, removes or repeats one to three bytes of the text, or truncates the text.
  private static func damaged(_ text: Data, using random: inout SplitMix64) -> Data {
    var bytes = Array(text)
    let interesting = Array(#""\{}[]:,01-+.eEtfnu "#.utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xE2, 0xF4, 0xFF]
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let byte = interesting.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = byte
      case 1: bytes.insert(byte, at: place)
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(contentsOf: bytes[place..<min(place + 12, bytes.count)], at: place)
      case 4: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      default: bytes.removeSubrange(place...)
      }
    }
    return Data(bytes)
  }
}
