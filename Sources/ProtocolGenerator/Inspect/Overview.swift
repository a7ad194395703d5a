/// A model in numbers.
struct Overview {
  var sources: [String]
  /// Two bundles were given, so it is known what only one of them has.
  var hasBothBundles: Bool
  var groups: [Group]
  /// The nodes that became `JSONValue`, by reason, without reasons that nothing has.
  var untyped: [(reason: UntypedNode.Reason, pointers: [String])]
  var warnings: [Diagnostic]

  /// Rows that belong together.
  struct Group {
    var key: String
    var title: String
    var rows: [Row]
  }

  /// One number: `key` names it in JSON, `label` for people.
  struct Row {
    var key: String
    var label: String
    var count = Count()
  }

  /// How many there are for every client, and how many more for those that opt in.
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

  /// The report's order, which is the order of a reader's questions.
  private static let layout: [(key: String, title: String, rows: [(key: String, label: String)])] = [
    ("types", "Types", [("definitions", "definitions (copies merged)"), ("nested", "nested in definitions")]),
    (
      "kinds", "Types by kind",
      [
        ("structs", "structs"),
        ("enums", "enums"),
        ("enumValues", "values of enums"),
      ] + Union.Kind.Style.allCases.map { ($0.rawValue, "unions, \($0.title)") } + [
        ("unionBranches", "branches of unions"),
        ("messageUnions", "unions of messages"),
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

/// Counts the parts of a model under the keys of the overview's layout.
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
