import CodexWire

extension TypeFacts {
  var text: String {
    var report = TextReport()
    report.line("type \(path)")
    report.facts(
      [
        ("Swift name", swiftName),
        ("wire name", name),
        ("shape", [shape.kind.rawValue, shape.detail].compactMap(\.self).joined(separator: " ")),
      ] + documentation.facts(availability: availability)
    )
    if !members.isEmpty {
      report.line()
      report.line("  \(membersTitle): \(members.count)")
      report.table(table, indent: 4)
    }
    report.line()
    report.line(users.isEmpty ? "  nothing refers to it" : "  used by: \(users.count)")
    report.table(users.map { [$0.kind, $0.swiftName, $0.name] }, indent: 4)
    return report.text
  }

  private var membersTitle: String {
    switch shape.kind {
    case .structure: "properties"
    case .openEnum: "values"
    case .messages: "messages"
    case .union, .alias: "branches"
    }
  }

  /// The members with a title above each column, without columns that are empty for all of them.
  private var table: [[String]] {
    let columns: [(title: String, cell: (Member) -> String)] = [
      ("wire name", \.name),
      ("Swift name", \.swiftName),
      ("type", { $0.type ?? "" }),
      ("notes", { $0.notes.joined(separator: ", ") }),
    ]
    let used = columns.filter { column in members.contains { !column.cell($0).isEmpty } }
    return [used.map(\.title)] + members.map { member in used.map { $0.cell(member) } }
  }
}

extension TypeFacts.Member {
  /// What there is to say beside names and type.
  fileprivate var notes: [String] {
    var notes: [String] = []
    if let presence { notes.append(presence.label) }
    if availability == .experimental { notes.append("experimental") }
    if documentation.stability == .unstable { notes.append("unstable") }
    if documentation.deprecation != nil { notes.append("deprecated") }
    if isBoxed { notes.append("boxed") }
    // That an optional property's default is null says nothing.
    if let defaultValue, defaultValue != .null { notes.append("default \(defaultValue.text)") }
    return notes + aliases.map { "also \"\($0)\"" }
  }
}

extension Property.Presence {
  /// The presence as people say it.
  var label: String {
    switch self {
    case .required: "required"
    case .requiredNullable: "required or null"
    case .optional: "optional"
    case .threeState: "absent, null or a value"
    case .flattened: "flattened"
    }
  }
}

// MARK: - JSON

extension TypeFacts {
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "kind": "type",
      "path": .string(path),
      "name": .string(name),
      "swiftName": .string(swiftName),
      "shape": .object([
        "kind": .string(shape.kind.rawValue),
        "detail": shape.detail.map(JSONValue.string) ?? .null,
      ]),
      "members": .array(self.members.map(\.json)),
      "users": .array(users.map(\.json)),
    ]
    members.merge(documentation.members(availability: availability), uniquingKeysWith: { first, _ in first })
    return .object(members)
  }
}

extension TypeFacts.Member {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(name),
      "swiftName": .string(swiftName),
      "swiftType": type.map(JSONValue.string) ?? .null,
      "isBoxed": .bool(isBoxed),
    ]
    // Absent where there can be none: a null would be taken for a default.
    members["default"] = defaultValue
    members["presence"] = presence.map { .string($0.rawValue) }
    if !aliases.isEmpty { members["aliases"] = .array(aliases.map(JSONValue.string)) }
    members.merge(documentation.members(availability: availability), uniquingKeysWith: { first, _ in first })
    return .object(members)
  }
}

extension TypeFacts.User {
  fileprivate var json: JSONValue {
    .object(["kind": .string(kind), "swiftName": .string(swiftName), "name": .string(name)])
  }
}
