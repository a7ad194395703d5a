/// The report for a terminal: a summary, then the changes, with the most severe ones first.
extension SchemaDiff {
  func textReport(inColor: Bool) -> String {
    let style = Style(isOn: inColor)
    var lines = [heading(style)]
    for severity in Severity.allCases.sorted(by: >) {
      let changes = changes(severity)
      if changes.isEmpty { continue }
      lines += ["", title(severity, style)]
      // Safe changes are often many and need no reasons, so each of them gets a single line.
      lines += changes.flatMap { severity == .safe ? [line($0, style)] : paragraph($0, style) }
    }
    return lines.joined(separator: "\n")
  }

  /// A short report: the summary, and one line for each breaking change.
  ///
  /// - Parameter inColor: Whether the report may use the colors of a terminal.
  public func breakingReport(inColor: Bool = false) -> String { printable.breakingText(inColor: inColor) }

  private func breakingText(inColor: Bool) -> String {
    let style = Style(isOn: inColor)
    let changes = changes(.breaking)
    let list = changes.isEmpty ? [] : ["", title(.breaking, style)] + changes.map { line($0, style) }
    return ([heading(style)] + list).joined(separator: "\n")
  }

  private func heading(_ style: Style) -> String { style.bold("codexgen: \(old) → \(new): \(summary)") }

  private func title(_ severity: Severity, _ style: Style) -> String {
    style.title("\(severity.rawValue.capitalizedFirst) (\(changes(severity).count))", severity)
  }

  private func line(_ change: Change, _ style: Style) -> String {
    "  \(change.message)\(change.availabilityNote) \(style.faint("[\(change.rule.rawValue)]"))"
  }

  private func paragraph(_ change: Change, _ style: Style) -> [String] {
    let rule = style.faint("[\(change.rule.rawValue)]")
    var lines = ["  \(style.bold(change.subject))\(change.availabilityNote) \(rule)"]
    lines.append("    \(change.message)")
    for (name, verdict) in change.verdicts(in: scope) {
      let label = style.title("\(name) \(verdict.severity.rawValue)", verdict.severity)
      lines.append("    \(label): \(verdict.reasons.joined(separator: "; "))")
    }
    if let affected = change.affectedMessagesText(atMost: 4) { lines.append(style.faint("    affects \(affected)")) }
    return lines
  }
}

extension Change {
  /// A note on parts that only clients with the experimental API have, with a space in front.
  var availabilityNote: String { availability == .experimental ? " (experimental)" : "" }

  /// The first names of the affected messages, and the number of the others. `nil` if there are none, or if the subject
  /// already names the only one.
  func affectedMessagesText(atMost limit: Int) -> String? {
    let names = affectedMessages
    if names.isEmpty || names.count == 1 && subject.hasPrefix(names[0]) { return nil }
    let rest = names.count - limit
    if rest <= 0 { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(rest) more"
  }
}

/// The colors of the report, which only terminals show.
private struct Style {
  var isOn: Bool

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func faint(_ text: String) -> String { wrapped(text, "2") }

  func title(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .breaking: wrapped(text, "1;31")
    case .risky: wrapped(text, "1;33")
    case .safe: wrapped(text, "1;32")
    }
  }

  private func wrapped(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
