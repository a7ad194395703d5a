/// The report for a pull request: what breaks and what to do about it, then what is new.
extension SchemaDiff {
  var markdownReport: String {
    var blocks = ["# \(old) → \(new)", "**\(summary.capitalizedFirst).**"]
    for (severity, title) in [(Severity.breaking, "Breaking"), (.risky, "Risky")] {
      let changes = changes(severity)
      if !changes.isEmpty { blocks.append("## \(title)\n\n" + changes.map(item).joined(separator: "\n")) }
    }
    blocks += newsSections
    let others = changes(.safe).filter { $0.rule.definition.section == nil }
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
      + "\n  *What to do:* \(change.rule.definition.remedy)\(reach)"
  }

  // MARK: What is new

  /// A section for each rule that has a section of its own, in the order of the rules.
  private var newsSections: [String] {
    var titles: [String] = []
    for title in Rule.allCases.compactMap(\.definition.section) where !titles.contains(title) { titles.append(title) }
    // Enum values and branches are many and small, so they come last.
    let order = titles.filter { $0 != Rule.newValues } + [Rule.newValues]
    return order.compactMap { title in
      let added = changes.filter { $0.rule.definition.section == title }
      if added.isEmpty { return nil }
      let items = title == Rule.newValues ? valueItems(added) : added.map(nameItem)
      return "## \(title)\n\n" + items.joined(separator: "\n")
    }
  }

  private func nameItem(_ change: Change) -> String {
    "- `\(change.subject)`\(change.availability == .experimental ? " (experimental)" : "")"
  }

  /// One line for each type, with all new values and branches of the type.
  private func valueItems(_ changes: [Change]) -> [String] {
    var types: [(name: String, values: [String])] = []
    for change in changes {
      let dot = change.subject.lastIndex(of: ".") ?? change.subject.startIndex
      let type = String(change.subject[..<dot])
      let value = "`\(change.subject[dot...].drop { $0 == "." })`"
      if let index = types.firstIndex(where: { $0.name == type }) {
        types[index].values.append(value)
      } else {
        types.append((type, [value]))
      }
    }
    return types.map { "- `\($0.name)`: \($0.values.joined(separator: ", "))" }
  }
}
