/// The numbers of types, properties and messages of a model, its untyped parts, and the generator's warnings.
struct Overview {
  /// The paths of the bundles.
  var sources: [String]
  /// Whether the model was read from a stable and an experimental bundle, so that it is known which parts are experimental.
  var hasBothBundles: Bool
  var groups: [Group]
  /// The JSON pointers of the parts without a type, which became `JSONValue`, by reason. Reasons without parts are left out.
  var untyped: [(reason: UntypedNode.Reason, pointers: [String])]
  var warnings: [Diagnostic]

  /// A titled group of rows.
  struct Group {
    var key: String
    var title: String
    var rows: [Row]
  }

  /// One number. JSON reports use `key`, and text reports use `label`.
  struct Row {
    var key: String
    var label: String
    var count = Count()
  }

  /// The number of parts for all clients, and the number of further parts for clients with the experimental API.
  struct Count: Hashable {
    var always = 0
    var experimental = 0
    var total: Int { always + experimental }

    mutating func add(_ availability: Availability) {
      switch availability {
      case .always: always += 1
      case .experimental: experimental += 1
      }
    }
  }

  init(_ index: ModelIndex) {
    let model = index.model
    sources = model.sources
    hasBothBundles = model.sources.count > 1
    var counter = Counter()
    for entry in index.types { counter.add(entry) }
    for message in index.messages { counter.add(message) }
    groups = Self.layout.map { key, title, rows in
      Group(key: key, title: title, rows: rows.map { Row(key: $0, label: $1, count: counter[key, $0]) })
    }
    untyped = UntypedNode.Reason.allCases.compactMap { reason in
      let pointers = model.untyped.filter { $0.reason == reason }.map(\.pointer)
      return pointers.isEmpty ? nil : (reason, pointers.sorted())
    }
    warnings = model.warnings.sorted()
  }

  private static func row(_ presence: Property.Presence) -> (key: String, label: String) {
    (presence.rawValue, presence.label)
  }

  /// The groups and rows of the report, in its order.
  private static let layout: [(key: String, title: String, rows: [(key: String, label: String)])] = [
    ("types", "Types", [("definitions", "definitions (copies merged)"), ("nested", "nested in definitions")]),
    (
      "kinds", "Types by kind",
      [
        ("structs", "structs"),
        ("enums", "enums"),
        ("enumValues", "enum values"),
      ] + Union.Kind.Style.allCases.map { ($0.rawValue, "unions, \($0.title)") } + [
        ("unionBranches", "branches of unions"),
        ("messageUnions", "message unions"),
        ("aliases", "aliases"),
      ]
    ),
    (
      "properties", "Properties by presence",
      [
        row(.required),
        row(.requiredNullable),
        row(.optional),
        row(.threeState),
        row(.flattened),
        ("additional", "additional properties"),
      ]
    ),
    (
      "messages", "Messages",
      [
        ("clientMethods", "methods, client to server"),
        ("serverMethods", "methods, server to client"),
        ("clientNotifications", "notifications, client to server"),
        ("serverNotifications", "notifications, server to client"),
      ]
    ),
  ]
}

/// Counts the parts of a model by the keys of the overview's groups and rows.
private struct Counter {
  private var counts: [String: Overview.Count] = [:]

  subscript(group: String, row: String) -> Overview.Count {
    counts["\(group)/\(row)"] ?? Overview.Count()
  }

  private mutating func add(_ key: String, _ availability: Availability) {
    counts[key, default: Overview.Count()].add(availability)
  }

  mutating func add(_ entry: ModelIndex.TypeEntry) {
    add(entry.isNested ? "types/nested" : "types/definitions", entry.availability)
    switch entry.declaration.kind {
    case .structure(let structure):
      add("kinds/structs", entry.availability)
      for property in structure.properties {
        add("properties/\(property.presence.rawValue)", entry.availability.within(property.availability))
      }
      if let additional = structure.additional {
        add("properties/additional", entry.availability.within(additional.availability))
      }
    case .openEnum(let values):
      add("kinds/enums", entry.availability)
      for value in values.values { add("kinds/enumValues", entry.availability.within(value.availability)) }
    case .union(let union):
      add("kinds/\(union.kind.style.rawValue)", entry.availability)
      for branch in union.branches { add("kinds/unionBranches", entry.availability.within(branch.availability)) }
    case .messages: add("kinds/messageUnions", entry.availability)
    case .alias: add("kinds/aliases", entry.availability)
    }
  }

  mutating func add(_ message: ProtocolMessage) {
    let kind =
      switch message.kind {
      case .method: "Methods"
      case .notification: "Notifications"
      }
    add("messages/\(message.sender.rawValue)\(kind)", message.availability)
  }
}
