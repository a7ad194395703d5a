/// The report for the description of a pull request: first what breaks and what to do about it, then what is new.
extension SchemaDiff {
  /// The most characters that GitHub accepts in the description of a pull request.
  private static let mostCharacters = 65_536

  var markdownReport: String {
    let blocks = markdownBlocks
    let whole = blocks.joined(separator: "\n\n")
    guard whole.utf16.count > Self.mostCharacters else { return whole }
    let note =
      "**This report is cut: GitHub accepts \(Self.mostCharacters) characters. `--format text` shows all changes.**"
    var lines: [String] = []
    var size = note.utf16.count + "\n\n</details>\n\n".utf16.count
    for line in blocks.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false) {
      size += line.utf16.count + 1
      if size > Self.mostCharacters { break }
      lines.append(String(line))
    }
    // A list that is cut must not swallow the note.
    let isOpen = lines.contains("<details>") && !lines.contains("</details>")
    return (lines + (isOpen ? ["", "</details>"] : []) + ["", note]).joined(separator: "\n")
  }

  private var markdownBlocks: [String] {
    var blocks = ["# \(old.markdown) → \(new.markdown)", "**\(summary.capitalizedFirst).**"]
    for (severity, title) in [(Severity.breaking, "Breaking"), (.risky, "Risky")] {
      let changes = changes(severity)
      if !changes.isEmpty { blocks.append("## \(title)\n\n" + changes.map(item).joined(separator: "\n")) }
    }
    blocks += newSections
    let others = changes(.safe).filter { $0.rule.definition.section == nil }
    if !others.isEmpty {
      let title = "\(others.count) more safe change\(others.count == 1 ? "" : "s")"
      let list = others.map { "- \($0.message.markdown)" }.joined(separator: "\n")
      blocks.append("<details>\n<summary>\(title)</summary>\n\n\(list)\n\n</details>")
    }
    return blocks
  }

  private func item(_ change: Change) -> String {
    let reasons = change.verdicts(in: scope).filter { $0.verdict.severity > .safe }.map { name, verdict in
      let causes = verdict.reasons.map(\.markdown).joined(separator: "; ")
      return "\(name.capitalizedFirst) \(verdict.severity.rawValue): \(causes)"
    }
    let affected = change.affectedMessagesText(atMost: 4).map { "\n  Affects \($0.markdown)." } ?? ""
    return
      "- **\(change.subject.codeSpan)**\(change.availabilityNote) \(change.message.markdown)"
      + "\n  \(reasons.joined(separator: ". "))."
      + "\n  *What to do:* \(change.rule.definition.remedy)\(affected)"
  }

  // MARK: New parts of the protocol

  /// The sections that list new parts by name, in the order of the rules that have a section.
  private var newSections: [String] {
    var titles: [String] = []
    for title in Rule.allCases.compactMap(\.definition.section) where !titles.contains(title) { titles.append(title) }
    return titles.compactMap { title in
      let added = changes.filter { $0.rule.definition.section == title }
      if added.isEmpty { return nil }
      let items =
        title == Rule.newValues
        ? valueItems(added) : added.map { "- \($0.subject.codeSpan)\($0.availabilityNote)" }
      return "## \(title)\n\n" + items.joined(separator: "\n")
    }
  }

  /// One line for each type, with all new values and branches of the type.
  private func valueItems(_ changes: [Change]) -> [String] {
    var types: [(name: String, values: [String])] = []
    for change in changes {
      let dot = change.subject.lastIndex(of: ".") ?? change.subject.startIndex
      let type = String(change.subject[..<dot])
      let value = String(change.subject[dot...].drop { $0 == "." }).codeSpan
      if let index = types.firstIndex(where: { $0.name == type }) {
        types[index].values.append(value)
      } else {
        types.append((type, [value]))
      }
    }
    return types.map { "- \($0.name.codeSpan): \($0.values.joined(separator: ", "))" }
  }
}
