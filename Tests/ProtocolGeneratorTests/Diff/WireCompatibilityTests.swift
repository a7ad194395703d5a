import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

/// Compares the diff's wire verdicts with generated messages: one side writes them and the other side reads them.
@Suite("A wire verdict")
struct WireCompatibilityTests {
  /// Fixtures with experimental parts are left out: the schema does not say that a server refuses them without an opt-in.
  private static let fixtures = DiffFixture.all.filter { $0.currentStable == nil }

  @Test("is breaking if and only if the reader refuses a generated message", arguments: fixtures)
  func generatedMessages(fixture: DiffFixture) throws {
    let (previous, current) = try fixture.inputs()

    for (old, new) in [(previous, current), (current, previous)] {
      let changes = try SchemaDiff.compare(old: old, new: new, names: ("old", "new")).changes
      let refused = try Self.refused(from: old, to: new)

      let isBreaking = changes.contains { $0.wire?.severity == .breaking }
      #expect(isBreaking == !refused.isEmpty, "\(changes.map(\.summary)) \(refused.map(\.value))")
    }
  }

  /// A message, and the value in it that the reader refuses.
  private struct Refusal {
    var method: String
    var value: String
  }

  /// The values of old clients that the new server refuses, and the values of the new server that old clients refuse.
  private static func refused(from old: GeneratorInput, to new: GeneratorInput) throws -> [Refusal] {
    let (before, after) = (try definitions(old), try definitions(new))
    let writers = (
      client: SchemaSamples(definitions: before, isClient: true),
      server: SchemaSamples(definitions: after, isClient: false)
    )
    let readers = (
      client: SchemaValidator(definitions: before, isClient: true),
      server: SchemaValidator(definitions: after, isClient: false)
    )
    var refused: [Refusal] = []
    func check(_ method: String, _ oldType: JSONValue?, _ newType: JSONValue?, isSent: Bool) {
      guard let oldType, let newType else { return }
      let samples = isSent ? writers.client.samples(of: oldType) : writers.server.samples(of: newType)
      for sample in samples {
        let isRead = isSent ? readers.server.accepts(sample, newType) : readers.client.accepts(sample, oldType)
        if !isRead { refused.append(Refusal(method: method, value: sample.text)) }
      }
    }
    for (union, isSent) in [("ClientRequest", true), ("ServerNotification", false), ("ServerRequest", false)] {
      let (oldBranches, newBranches) = (messages(union, before), messages(union, after))
      // A new server refuses an unknown method. An old client keeps an unknown message as unrecognized.
      for (method, branch) in oldBranches where isSent {
        check(method, branch, newBranches[method] ?? false, isSent: true)
      }
      for (method, branch) in newBranches where !isSent { check(method, oldBranches[method], branch, isSent: false) }
    }
    // A server ignores an unknown notification of a client.
    for (method, branch) in messages("ClientNotification", before) {
      check(method, branch, messages("ClientNotification", after)[method], isSent: true)
    }
    let methods = try SchemaDiff.releaseModel(of: new).model.model.methods
    for method in try SchemaDiff.releaseModel(of: old).model.model.methods {
      guard let other = methods.first(where: { $0.name == method.name && $0.sender == method.sender }) else { continue }
      let (oldType, newType) = (
        method.response.name.map { readers.client.definition("#/definitions/" + $0.path) },
        other.response.name.map { readers.server.definition("#/definitions/" + $0.path) }
      )
      check(method.name, oldType, newType, isSent: method.sender == .server)
    }
    return refused
  }

  /// The messages of a union by method.
  private static func messages(_ union: String, _ definitions: JSONValue) -> [String: JSONValue] {
    let branches = definitions[union]?["oneOf"]?.arrayValue ?? []
    return Dictionary(
      branches.map { ($0["properties"]?["method"]?["enum"]?[0]?.stringValue ?? "", $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Tests every message and response that both releases have, with samples of all values of its type.
  @Test(
    "is breaking for real releases if and only if the reader refuses a generated message",
    arguments: [
      ("0.133.0", "0.144.4"), ("0.144.4", "0.147.0"), ("0.147.0", "0.154.0"), ("0.154.0", "0.163.0"),
      ("0.133.0", "0.163.0"), ("0.163.0", "0.133.0"),
    ]
  )
  func realMessages(oldRelease: String, newRelease: String) throws {
    let (old, new) = (try Release.input(oldRelease, stableOnly: true), try Release.input(newRelease, stableOnly: true))
    let changes = try SchemaDiff.compare(old: old, new: new, names: ("old", "new")).changes
    let breaking = changes.filter { $0.wire?.severity == .breaking }

    let refused = Set(try Self.refused(from: old, to: new).map(\.method))

    #expect(refused.isEmpty == breaking.isEmpty)
    #expect(
      refused.subtracting(breaking.flatMap(\.affectedMessages)) == [],
      "refused messages without a breaking change"
    )
    // A change affects all messages that contain the type, but may break only the messages of one direction. At least one
    // of the affected messages has to be refused.
    for change in breaking { #expect(!refused.isDisjoint(with: change.affectedMessages), "\(change.summary)") }
  }

  @Test("is breaking for every recorded message of 0.163.0 that 0.154.0 refuses")
  func recordedMessages() throws {
    let file = Compiler.package.appending(path: "Tests/CodexProtocolTests/Fixtures/session-0.163.0.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let (old, new) = (try Release.input("0.154.0"), try Release.input("0.163.0"))
    let broken = { (old: GeneratorInput, new: GeneratorInput) in
      let changes = try SchemaDiff.compare(old: old, new: new, names: ("old", "new")).changes
      return Set(changes.filter { $0.wire?.severity == .breaking }.flatMap(\.affectedMessages))
    }
    let (forOldClients, forNewClients) = (try broken(old, new), try broken(new, old))
    let definitions = try Self.definitions(old, isExperimental: true)
    let client = SchemaValidator(definitions: definitions, isClient: true)
    let server = SchemaValidator(definitions: definitions, isClient: false)

    var count = 0
    for line in lines {
      let record = try SourceFile(path: "session", bytes: Array(line.utf8)).json()
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
    return try #require(try file.json()["definitions"])
  }
}
