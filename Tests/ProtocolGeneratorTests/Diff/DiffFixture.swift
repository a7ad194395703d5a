import CodexWire
import Testing

@testable import ProtocolGenerator

/// Two small releases, and the expected changes between them in both directions.
struct DiffFixture: CustomTestStringConvertible, Sendable {
  var name: String
  /// Whether the definitions are a whole bundle. If not, the fixture adds messages that contain the definitions.
  var isWhole = false
  var documentation = false
  var customization: String?
  /// The definitions of the previous release, as JSON.
  var previous: String
  var current: String
  /// If given, `previous` and `current` are the experimental bundles. The stable bundle of the previous release is
  /// `previous` too, and the stable bundle of the current release is this one.
  var currentStable: String?
  /// The expected changes, as `RULE SUBJECT: wire VERDICT, source VERDICT`, sorted by subject.
  var forward: [String]
  var backward: [String]

  init(
    _ name: String,
    isWhole: Bool = false,
    documentation: Bool = false,
    customization: String? = nil,
    previous: String,
    current: String,
    currentStable: String? = nil,
    forward: [String],
    backward: [String]
  ) {
    self.name = name
    self.isWhole = isWhole
    self.documentation = documentation
    self.customization = customization
    self.previous = previous
    self.current = current
    self.currentStable = currentStable
    self.forward = forward
    self.backward = backward
  }

  static let all = property + choice + definition + message + stability + wrapper

  var testDescription: String { name }

  func inputs() throws -> (previous: GeneratorInput, current: GeneratorInput) {
    (try input(previous, stable: previous), try input(current, stable: currentStable ?? current))
  }

  private func input(_ definitions: String, stable: String) throws -> GeneratorInput {
    let bundle = { (definitions: String) in isWhole ? definitions : try Self.carried(definitions) }
    var input = GeneratorInput(stable: Self.file(try bundle(stable), "stable.json"))
    if currentStable != nil { input.experimental = Self.file(try bundle(definitions), "experimental.json") }
    input.customization = customization.map { SourceFile(path: "customization.json", bytes: Array($0.utf8)) }
    return input
  }

  private static func file(_ definitions: String, _ path: String) -> SourceFile {
    SourceFile(path: path, bytes: Array("{\"definitions\": \(definitions)}".utf8))
  }

  /// The definitions with messages that contain them: the client sends `Sent` with a method, the server sends `Received`
  /// with a notification, and both messages contain `Both`.
  static func carried(_ definitions: String) throws -> String {
    let json = try SourceFile(path: "fixture.json", bytes: Array(definitions.utf8)).json()
    var members = json.objectValue ?? [:]
    func object(_ names: [String]) -> JSONValue {
      let present = names.filter { json[$0] != nil }
      let properties = present.map { ($0.lowercased(), JSONValue.object(["$ref": .string("#/definitions/\($0)")])) }
      return .object([
        "type": "object", "properties": .object(Dictionary(properties, uniquingKeysWith: { first, _ in first })),
      ])
    }
    members["RequestId"] = .object(["type": "string"])
    members["CallParams"] = object(["Sent", "Both"])
    members["CallResponse"] = object([])
    members["HappenedNotification"] = object(["Received", "Both"])
    members["ClientRequest"] = messages("call", "CallParams", id: true)
    members["ServerNotification"] = messages("happened", "HappenedNotification", id: false)
    return JSONValue.object(members).text
  }

  private static func messages(_ method: String, _ params: String, id: Bool) -> JSONValue {
    var properties: [String: JSONValue] = [
      "method": ["type": "string", "enum": .array([.string(method)])],
      "params": ["$ref": .string("#/definitions/\(params)")],
    ]
    if id { properties["id"] = ["$ref": "#/definitions/RequestId"] }
    return [
      "oneOf": [
        [
          "type": "object", "properties": .object(properties),
          "required": .array(properties.keys.sorted().map(JSONValue.string)),
        ]
      ]
    ]
  }
}

extension Change {
  /// The change on one line, in the form in which fixtures list changes.
  var summary: String {
    let wire = wire?.severity.rawValue ?? "none"
    return "\(rule.rawValue) \(subject): wire \(wire), source \(source?.severity.rawValue ?? "none")"
  }
}
