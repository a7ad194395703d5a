import CodexWire

/// What `codexgen inspect` prints about one type.
extension TypeFacts {
  var text: String {
    var report = TextReport()
    report.line("type \(path)")
    report.facts(
      [
        ("Swift name", swiftName),
        ("wire name", name),
        ("kind", [kind, kindDetail].compactMap(\.self).joined(separator: " ")),
      ] + documentation.facts(availability: availability)
    )
    if !members.isEmpty {
      report.line()
      report.line("  \(membersTitle): \(members.count)")
      report.table(table, indent: 4)
    }
    report.line()
    report.line(referrers.isEmpty ? "  no type or message refers to it" : "  used by: \(referrers.count)")
    report.table(referrers.map { [$0.kind, $0.swiftName, $0.name] }, indent: 4)
    return report.text
  }

  /// The rows of the table of members: first the titles of the columns, then one row for each member. A column is left out
  /// if it is empty for all members.
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
  /// Remarks on the member, in addition to its names and its type.
  var notes: [String] {
    var notes: [String] = []
    if let presence { notes.append(presence.label) }
    if availability == .experimental { notes.append("experimental") }
    if documentation.stability == .unstable { notes.append("unstable") }
    if documentation.deprecation != nil { notes.append("deprecated") }
    if isBoxed { notes.append("boxed") }
    if isSecret { notes.append("secret") }
    // For an optional property, a default value of null is the same as no default value.
    if let defaultValue, defaultValue != .null { notes.append("default \(defaultValue.text)") }
    return notes + aliases.map { "also \"\($0)\"" }
  }
}

extension Property.Presence {
  /// What reports call the presence.
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
        "kind": .string(kind),
        "detail": kindDetail.map(JSONValue.string) ?? .null,
      ]),
      "members": .array(self.members.map(\.json)),
      "users": .array(referrers.map(\.json)),
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
      "isSecret": .bool(isSecret),
    ]
    // A member without a default value has no "default" in JSON, because null would be a default value.
    members["default"] = defaultValue
    members["presence"] = presence.map { .string($0.rawValue) }
    if !aliases.isEmpty { members["aliases"] = .array(aliases.map(JSONValue.string)) }
    members.merge(documentation.members(availability: availability), uniquingKeysWith: { first, _ in first })
    return .object(members)
  }
}

extension TypeFacts.Referrer {
  fileprivate var json: JSONValue {
    .object(["kind": .string(kind), "swiftName": .string(swiftName), "name": .string(name)])
  }
}
