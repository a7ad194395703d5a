/// The report for a pull request: what breaks and what to do about it, then what is new.
extension SchemaDiff {
  public func markdown() -> String {
    var blocks = ["# \(old) → \(new)", "**\(summary.capitalizedFirst).**"]
    for (severity, title) in [(Severity.breaking, "Breaking"), (.risky, "Risky")] {
      let changes = changes(severity)
      if !changes.isEmpty { blocks.append("## \(title)\n\n" + changes.map(item).joined(separator: "\n")) }
    }
    blocks += news
    let others = changes(.safe).filter { !Self.told.contains($0.rule) }
    if !others.isEmpty {
      let list = others.map { "- \($0.message)" }.joined(separator: "\n")
      blocks.append(
        "<details>\n<summary>\(others.count) more safe change\(others.count == 1 ? "" : "s")</summary>\n\n\(list)\n\n</details>"
      )
    }
    return blocks.joined(separator: "\n\n")
  }

  private func item(_ change: Change) -> String {
    let reasons = [("wire", change.wire), ("source", change.source)].compactMap { name, verdict -> String? in
      guard let verdict, verdict.severity > .safe, scope == .all || scope.rawValue == name else { return nil }
      return "\(name.capitalizedFirst) \(verdict.severity.rawValue): \(verdict.reasons.joined(separator: "; "))"
    }
    let availability = change.availability == .experimental ? " (experimental)" : ""
    let reach = change.reachText(atMost: 4).map { "\n  Reaches \($0)." } ?? ""
    return "- **`\(change.subject)`**\(availability) \(change.message)\n  \(reasons.joined(separator: ". "))."
      + "\n  *What to do:* \(change.rule.remedy)\(reach)"
  }

  // MARK: What is new

  /// The rules whose changes stand in sections of their own.
  private static let told: Set<Rule> = [
    .methodAdded, .notificationAdded, .serverRequestAdded, .enumValueAdded, .branchAdded,
  ]

  private var news: [String] {
    [
      section("New methods", .methodAdded),
      section("New notifications", .notificationAdded),
      section("New requests of the server", .serverRequestAdded),
      values,
    ].compactMap(\.self)
  }

  private func section(_ title: String, _ rule: Rule) -> String? {
    let items = changes.filter { $0.rule == rule }.map { change in
      "- `\(change.subject)`\(change.availability == .experimental ? " (experimental)" : "")"
    }
    return items.isEmpty ? nil : "## \(title)\n\n" + items.joined(separator: "\n")
  }

  /// New values and branches, those of one type in one line.
  private var values: String? {
    let added = changes.filter { $0.rule == .enumValueAdded || $0.rule == .branchAdded }
    if added.isEmpty { return nil }
    var types: [(name: String, values: [String])] = []
    for change in added {
      let dot = change.subject.lastIndex(of: ".") ?? change.subject.startIndex
      let type = String(change.subject[..<dot])
      let value = "`\(change.subject[dot...].drop { $0 == "." })`"
      if let index = types.firstIndex(where: { $0.name == type }) {
        types[index].values.append(value)
      } else {
        types.append((type, [value]))
      }
    }
    let items = types.map { "- `\($0.name)`: \($0.values.joined(separator: ", "))" }
    return "## New values\n\n" + items.joined(separator: "\n")
  }
}
