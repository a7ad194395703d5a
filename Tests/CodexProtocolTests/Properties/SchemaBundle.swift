import CodexWire
import Foundation

/// The definitions of one bundle, from which instances are made and checked.
struct SchemaBundle: Sendable {
  /// The definitions by name, such as `RequestId` and `v2/Thread`.
  let definitions: [String: SchemaNode]
  let rules: SchemaRules
  /// Keywords that the compiler does not support, with their pointers. Instances would ignore them.
  let unsupported: [String]
  /// Three-state properties and aliases of `rules` that no definition has.
  let unmatchedRules: [String]

  var names: [String] { definitions.keys.sorted() }

  init(_ document: JSONValue, rules: SchemaRules = SchemaRules()) {
    var sources: [String: JSONValue] = [:]
    for (name, schema) in document["definitions"]?.objectValue ?? [:] {
      if Self.isNamespace(schema) {
        for (inner, schema) in schema.objectValue ?? [:] { sources["\(name)/\(inner)"] = schema }
      } else {
        sources[name] = schema
      }
    }
    var compiler = SchemaCompiler(sources: sources, rules: rules)
    definitions = compiler.definitions()
    unsupported = compiler.unsupported.sorted()
    unmatchedRules = compiler.unmatchedRules.sorted()
    self.rules = rules
  }

  /// A bundle of the repository, such as "app-server.stable".
  init(named name: String, rules: SchemaRules) throws {
    self.init(try JSONValue(parsing: Data(contentsOf: Repository.root / "schema/\(name).json")), rules: rules)
  }

  /// Whether a value is a group of definitions, such as `v2`: an object of schemas without keywords.
  private static func isNamespace(_ schema: JSONValue) -> Bool {
    guard let members = schema.objectValue, !members.isEmpty else { return false }
    return members.allSatisfy { name, value in
      (value.objectValue != nil || value.boolValue != nil)
        && !["properties", "items", "additionalProperties", "not", "definitions"].contains(name)
    }
  }

  subscript(name: String) -> SchemaNode {
    guard let node = definitions[name] else { preconditionFailure("the bundle has no definition \(name)") }
    return node
  }

  /// The node at the end of a chain of references.
  func resolved(_ node: SchemaNode) -> SchemaNode {
    var node = node
    while case .reference(let name) = node.form { node = self[name] }
    return node
  }

  /// The node without null, after following references.
  func withoutNull(_ node: SchemaNode) -> SchemaNode {
    var node = resolved(node)
    while case .nullable(let inner) = node.form { node = resolved(inner) }
    return node
  }
}

/// The facts of `schema/customization.json` that affect a round trip and that the schema does not contain.
struct SchemaRules: Sendable {
  /// Three-state properties, in which absent and null differ: `v2/ThreadListParams.sectionId`.
  var threeState: Set<String> = []
  /// By definition: the aliases of enum values, and the values that are encoded for them.
  var enumAliases: [String: [String: String]] = [:]
  /// Definitions whose values have members that the schema does not declare.
  var additionalMembers: Set<String> = []
  /// By method: the definition of the response when it does not follow from the method's name.
  var responses: [String: String] = [:]

  init(threeState: Set<String> = [], enumAliases: [String: [String: String]] = [:]) {
    self.threeState = threeState
    self.enumAliases = enumAliases
  }

  /// Reads the rules of a customization, including those for the experimental bundle.
  init(customization: JSONValue) {
    for sections in [customization, customization["experimental"] ?? [:]] {
      func names(_ section: String) -> [String] { (sections[section]?.arrayValue ?? []).compactMap(\.stringValue) }
      func members(_ section: String) -> [String: JSONValue] { Dictionary(sections[section]?.objectValue ?? [:]) }
      threeState.formUnion(names("threeState"))
      additionalMembers.formUnion(names("additionalMembers"))
      responses.merge(members("responses").compactMapValues(\.stringValue)) { first, _ in first }
      for (name, aliases) in members("enumAliases") {
        enumAliases[name] = Dictionary(aliases.objectValue ?? [:]).compactMapValues(\.stringValue)
      }
    }
  }

  init(contentsOf file: URL) throws {
    self.init(customization: try JSONValue(parsing: Data(contentsOf: file)))
  }
}

/// The paths of files of this package.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath) / "../../../.."
  /// The messages that a client and app-server 0.163.0 exchanged.
  static let session = root / "Tests/CodexProtocolTests/Fixtures/session-0.163.0.jsonl"
}

extension URL {
  static func / (base: URL, path: String) -> URL { base.appendingPathComponent(path).standardizedFileURL }
}
