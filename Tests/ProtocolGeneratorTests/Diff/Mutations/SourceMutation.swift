import CodexWire

@testable import ProtocolGenerator

/// A change of a schema, a program for the old code that the change may break, and the expected verdict of the diff.
struct SourceMutation: Sendable {
  var name: String
  var verdict: Severity
  /// The direction in which the definition with the mutation's name is sent. `nil` if no message contains it.
  var direction: Direction?
  /// The client's methods: a name such as `method`, with `:Name` if the type of the parameters is not named after the method,
  /// with `?` if the parameters are optional, and with `-` if the method has no parameters.
  var methods: (old: [String], new: [String])
  var notifications: (old: [String], new: [String])
  /// The definitions of the old release, as JSON.
  var old: String
  var new: String
  /// A program that compiles with the old code. The verdict says whether it compiles with the new code.
  var program: String
  /// A program that compiles without a warning with both, although the change is risky.
  var unaffected: String?

  init(
    _ name: String,
    _ verdict: Severity,
    direction: Direction? = .clientToServer,
    methods: (old: [String], new: [String]) = ([], []),
    notifications: (old: [String], new: [String]) = ([], []),
    old: String,
    new: String,
    program: String,
    unaffected: String? = nil
  ) {
    self.name = name
    self.verdict = verdict
    self.direction = direction
    self.methods = methods
    self.notifications = notifications
    self.old = old
    self.new = new
    self.program = program
    self.unaffected = unaffected
  }

  static let all = structs + choices + messages

  /// Whether the mutation made the change.
  func contains(_ change: Change) -> Bool {
    [change.subject, change.old ?? "", change.new ?? ""].contains { text in
      text.split { !$0.isLetter }.contains { $0.lowercased().hasPrefix(name.lowercased()) }
    }
  }
}

/// All mutations in a single pair of releases, so that the compiler runs a few times and not a hundred times.
enum MutatedRelease {
  static func input(_ side: (SourceMutation) -> (String, [String], [String])) throws -> GeneratorInput {
    var definitions: [String: JSONValue] = ["RequestId": ["type": "string"], "CallResponse": ["type": "object"]]
    var requests: [JSONValue] = [message("call", params: "CallParams", id: true)]
    var notifications: [JSONValue] = [message("happened", params: "HappenedNotification")]
    var carried: [Direction: [String: JSONValue]] = [:]
    for mutation in SourceMutation.all {
      let (text, methods, notes) = side(mutation)
      let members = try SourceFile(path: mutation.name, bytes: Array(text.utf8)).json().objectValue ?? [:]
      definitions.merge(Dictionary(members)) { first, _ in first }
      if let direction = mutation.direction {
        carried[direction, default: [:]][mutation.name] = reference(mutation.name)
      }
      requests += methods.map(request)
      notifications += notes.map { message($0, params: "\(mutation.name)Notification") }
    }
    definitions["CallParams"] = ["type": "object", "properties": .object(carried[.clientToServer] ?? [:])]
    definitions["HappenedNotification"] = ["type": "object", "properties": .object(carried[.serverToClient] ?? [:])]
    definitions["ClientRequest"] = ["oneOf": .array(requests)]
    definitions["ServerNotification"] = ["oneOf": .array(notifications)]
    let bundle = JSONValue.object(["definitions": .object(definitions)]).text
    return GeneratorInput(
      stable: SourceFile(path: "stable.json", bytes: Array(bundle.utf8)),
      customization: SourceFile(path: "customization.json", bytes: Array(customization.utf8))
    )
  }

  private static let customization = #"""
    {"words": {"sdk": "SDK"}, "owners": {"Codex": {}, "CodexThread": {"threadId": "id"}}, "wrappers": {"call": []}}
    """#

  private static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/definitions/\(name)")] }

  private static func request(_ text: String) -> JSONValue {
    let parts = text.split(separator: ":").map(String.init)
    let method = parts[0].filter { $0 != "?" && $0 != "-" }
    let params = (parts.count > 1 ? parts[1] : method.capitalizedFirst) + "Params"
    return message(method, params: text.hasSuffix("-") ? nil : params, isOptional: text.hasSuffix("?"), id: true)
  }

  private static func message(
    _ method: String,
    params: String?,
    isOptional: Bool = false,
    id: Bool = false
  ) -> JSONValue {
    var properties: [String: JSONValue] = ["method": ["type": "string", "enum": [.string(method)]]]
    if id { properties["id"] = reference("RequestId") }
    if let params {
      properties["params"] = isOptional ? ["anyOf": [reference(params), ["type": "null"]]] : reference(params)
    }
    let required = properties.keys.filter { $0 != "params" || !isOptional }.sorted().map(JSONValue.string)
    return ["type": "object", "properties": .object(properties), "required": .array(required)]
  }
}
