import CodexProtocol
import CodexWire
import Foundation
import Testing

/// Decodes and encodes the messages that a real client and app-server 0.163.0 exchanged.
@Suite("Messages of a recorded session", .pinned(since: "0.163.0", "The session was recorded with it."))
struct RecordedSessionTests {
  private struct Fixture {
    let bundle: SchemaBundle
    let lines: [WireSession.Line]

    init() throws {
      let rules = try SchemaRules(contentsOf: Repository.root / "schema/customization.json")
      bundle = try SchemaBundle(named: RoundTripTests.bundleName, rules: rules)
      lines = try WireSession(Data(contentsOf: Repository.session), bundle).lines
    }
  }

  @Test("every recorded message is decoded without unrecognized values, and encoded as equal JSON")
  func roundTrip() throws {
    let fixture = try Fixture()
    var kinds: [String: Int] = [:]
    for line in fixture.lines {
      guard let definition = line.definition else { continue }
      let encoded = try reencoded(line, as: #require(DefinitionTable.types[definition], "\(definition)"))
      let expected = Canonical(bundle: fixture.bundle).expected(line.payload, as: definition).value
      #expect(JSONValue.difference(encoded, expected) == nil, "\(line)")
      kinds[definition, default: 0] += 1
    }

    #expect(fixture.lines.count == 224)
    #expect(kinds["ServerNotification", default: 0] > 100)
    #expect(kinds["ServerRequest", default: 0] >= 1)
    #expect(kinds["ClientRequest", default: 0] > 10)
  }

  /// Decodes a message, expects that no value in it is unrecognized, and encodes the message.
  private func reencoded(_ line: WireSession.Line, as type: any (Codable & Sendable).Type) throws -> JSONValue {
    func pass<T: Codable>(_ type: T.Type) throws -> JSONValue {
      let value = try JSONDecoder().decode(type, from: JSONEncoder().encode(line.payload))
      for (path, part) in unrecognizedParts(of: value) { Issue.record("\(line), \(path): \(part)") }
      return try JSONValue(parsing: JSONEncoder().encode(value))
    }
    return try pass(type)
  }

  /// All values inside `value`, at any depth, whose `isRecognized` is `false`.
  private func unrecognizedParts(of value: Any, path: String = "") -> [(String, Any)] {
    if let part = value as? any Recognizable, !part.isRecognized { return [(path, value)] }
    return Mirror(reflecting: value).children
      .flatMap { unrecognizedParts(of: $0.value, path: "\(path)/\($0.label ?? "")") }
  }
}
