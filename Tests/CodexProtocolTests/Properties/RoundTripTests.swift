import CodexProtocol
import CodexWire
import Foundation
import Testing

/// Decodes and encodes instances of every definition with its generated type. The instances are made from the schema.
@Suite("Every definition of the pinned bundle")
struct RoundTripTests {
  /// The bundle from which the types of this build are generated.
  #if ExperimentalAPI
  static let bundleName = "app-server.experimental"
  #else
  static let bundleName = "app-server.stable"
  #endif

  private static let fixture = Result { () throws -> (bundle: SchemaBundle, heights: SchemaHeights) in
    let rules = try SchemaRules(contentsOf: Repository.root / "schema/customization.json")
    let bundle = try SchemaBundle(named: bundleName, rules: rules)
    return (bundle, SchemaHeights(bundle))
  }

  /// The initial letters by which the definitions are grouped.
  static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)

  static func definitions(_ letter: String) throws -> [(name: String, type: any (Codable & Sendable).Type)] {
    try fixture.get().bundle.names.compactMap { name in
      let short = name.split(separator: "/").last.map(String.init) ?? name
      guard short.hasPrefix(letter) else { return nil }
      // When two namespaces have a definition with one name, the table has the first one.
      return (name, try #require(DefinitionTable.types[name] ?? DefinitionTable.types[short], "\(name)"))
    }
  }

  /// Valid instances of a definition, as JSON texts.
  static func texts(of name: String, seed: UInt64) throws -> [(instance: String, bytes: Data)] {
    let (bundle, heights) = try fixture.get()
    var generator = InstanceGenerator(bundle, name, seed: seed, heights: heights)
    return try generator.instances(atLeast: 12, atMost: 30).map { ("\($0)", try JSONEncoder().encode($0.value)) }
  }

  @Test("every definition has a Swift type")
  func types() throws {
    let count = try Self.letters.reduce(0) { try $0 + Self.definitions($1).count }

    #expect(count == (try Self.fixture.get().bundle.names.count))
  }

  @Test("every valid instance is decoded and encoded as equal JSON", arguments: letters)
  func roundTrip(letter: String) async throws {
    let (bundle, heights) = try Self.fixture.get()
    for (name, type) in try Self.definitions(letter) {
      await Task.yield()
      var generator = InstanceGenerator(bundle, name, seed: 1, heights: heights)
      for instance in generator.instances() {
        let encoded = try reencoded(instance.value, as: type, "\(instance)")
        #expect(JSONValue.difference(encoded, instance.expected.value) == nil, "\(instance)")
      }
    }
  }

  @Test("members, enum values, tags and branches that a newer server adds are decoded and kept", arguments: letters)
  func mutations(letter: String) async throws {
    let (bundle, heights) = try Self.fixture.get()
    let mutator = Mutator(bundle: bundle)
    let canonical = Canonical(bundle: bundle)
    var random = SplitMix64(seed: 1)
    for (name, type) in try Self.definitions(letter) {
      await Task.yield()
      var generator = InstanceGenerator(bundle, name, seed: 2, heights: heights)
      for instance in generator.instances(atLeast: 10, atMost: 10) {
        for site in mutator.sites(in: instance.value, as: bundle[name]) {
          let mutated = mutator.mutated(instance.value, at: site, using: &random)
          let encoded = try reencoded(mutated, as: type, "\(instance), \(site)")
          let expected = canonical.expected(mutated, as: name).value
          #expect(JSONValue.difference(encoded, expected) == nil, "\(instance), \(site)")
        }
      }
    }
  }

  /// Decodes `value` as the Swift type and encodes the result. An error is reported with the decoded value.
  private func reencoded(
    _ value: JSONValue,
    as type: any (Codable & Sendable).Type,
    _ comment: @autoclosure () -> String
  ) throws -> JSONValue {
    func pass<T: Codable>(_ type: T.Type) throws -> JSONValue {
      let decoded = try JSONDecoder().decode(type, from: JSONEncoder().encode(value))
      return try JSONValue(parsing: JSONEncoder().encode(decoded))
    }
    do {
      return try pass(type)
    } catch {
      let reason = DecodingFailure(error)
      Issue.record("\(comment()): \(reason)")
      throw reason
    }
  }
}
