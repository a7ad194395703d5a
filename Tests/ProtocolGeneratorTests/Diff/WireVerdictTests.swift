import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

/// What the diff says of the wire, and what becomes of messages that one side writes and the other reads.
@Suite("A wire verdict")
struct WireVerdictTests {
  /// That a server refuses what needs an opt-in is not in its schema.
  private static let fixtures = DiffFixture.all.filter { $0.currentStable == nil }

  @Test("is breaking when, and only when, a generated message is not read", arguments: fixtures)
  func generatedMessages(fixture: DiffFixture) throws {
    let (previous, current) = try fixture.inputs()

    for (old, new) in [(previous, current), (current, previous)] {
      let changes = try SchemaDiff.compare(old: old, new: new, names: ("old", "new")).changes
      let refused = try Self.refused(from: old, to: new)

      let isBreaking = changes.contains { $0.wire?.severity == .breaking }
      #expect(isBreaking == !refused.isEmpty, "\(changes.map(\.summary)) \(refused)")
    }
  }

  /// What old clients send and new servers refuse, and what new servers send and old clients do not read.
  private static func refused(from old: GeneratorInput, to new: GeneratorInput) throws -> [String] {
    let (before, after) = (try definitions(old), try definitions(new))
    var refused: [String] = []
    func check(_ oldType: JSONValue?, _ newType: JSONValue?, isSent: Bool) {
      guard let oldType, let newType else { return }
      let (written, read) = isSent ? (oldType, newType) : (newType, oldType)
      let samples = SchemaSamples(definitions: isSent ? before : after, isClient: isSent).samples(of: written)
      let reader = SchemaValidator(definitions: isSent ? after : before, isClient: !isSent)
      refused += samples.filter { !reader.accepts($0, read) }.map { "\(isSent ? "sent" : "received") \($0.text)" }
    }
    check(before["ClientRequest"], after["ClientRequest"], isSent: true)
    check(before["ServerNotification"], after["ServerNotification"], isSent: false)
    check(before["ServerRequest"], after["ServerRequest"], isSent: false)
    let methods = try SchemaDiff.side(new).model.methods
    for method in try SchemaDiff.side(old).model.methods {
      guard let other = methods.first(where: { $0.name == method.name && $0.sender == method.sender }) else { continue }
      let types = (
        method.response.name.map { before[$0.path] ?? .null }, other.response.name.map { after[$0.path] ?? .null }
      )
      check(types.0, types.1, isSent: method.sender == .server)
    }
    // A notification of clients is not refused but ignored; its parameters are read.
    let notes = (before["ClientNotification"]?["oneOf"]?.arrayValue, after["ClientNotification"]?["oneOf"]?.arrayValue)
    for note in notes.0 ?? [] {
      check(note, notes.1?.first { $0["properties"]?["method"] == note["properties"]?["method"] }, isSent: true)
    }
    return refused
  }

  @Test("explains every recorded message of 0.163.0 that 0.154.0 does not read")
  func recordedMessages() throws {
    let file = Compiler.package.appending(path: "Tests/CodexProtocolTests/Fixtures/session-0.163.0.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let (old, new) = (try Release.input("0.154.0"), try Release.input("0.163.0"))
    let broken = { (old: GeneratorInput, new: GeneratorInput) in
      let changes = try SchemaDiff.compare(old: old, new: new, names: ("old", "new")).changes
      return Set(changes.filter { $0.wire?.severity == .breaking }.flatMap(\.reaches))
    }
    let (forOldClients, forNewClients) = (try broken(old, new), try broken(new, old))
    let definitions = try Self.definitions(old, isExperimental: true)
    let client = SchemaValidator(definitions: definitions, isClient: true)
    let server = SchemaValidator(definitions: definitions, isClient: false)

    var count = 0
    for line in lines {
      let record = try parseJSON(SourceFile(path: "session", bytes: Array(line.utf8)))
      let message = record["message"] ?? record
      guard let method = message["method"]?.stringValue else { continue }
      count += 1
      let names =
        message["id"] == nil ? ["ServerNotification", "ClientNotification"] : ["ServerRequest", "ClientRequest"]
      for name in names {
        let branches = definitions[name]?["oneOf"]?.arrayValue ?? []
        guard let branch = branches.first(where: { $0["properties"]?["method"]?["enum"]?[0] == .string(method) }) else {
          continue
        }
        let isRead = name.hasPrefix("Server") ? client.accepts(message, branch) : server.accepts(message, branch)
        let isExplained = (name.hasPrefix("Server") ? forOldClients : forNewClients).contains(method)
        #expect(isRead || isExplained, "\(name) \(method)")
      }
    }
    #expect(count > 20)
  }

  private static func definitions(_ input: GeneratorInput, isExperimental: Bool = false) throws -> JSONValue {
    let file = try #require(isExperimental ? input.experimental : input.stable)
    return try #require(try parseJSON(file)["definitions"])
  }
}
