/// The report for a terminal: a summary, then the changes, the worst first.
extension SchemaDiff {
  func textReport(inColor: Bool) -> String {
    let style = Style(isOn: inColor)
    var lines = [heading(style)]
    for severity in Severity.allCases.sorted(by: >) {
      let changes = changes(severity)
      if changes.isEmpty { continue }
      lines += ["", title(severity, style)]
      // What is safe needs no reasons: a line each keeps the list readable.
      lines += changes.flatMap { severity == .safe ? [line($0, style)] : paragraph($0, style) }
    }
    return lines.joined(separator: "\n")
  }

  /// The summary, and of the changes only those that break something, a line each.
  public func breakingReport(inColor: Bool = false) -> String {
    let style = Style(isOn: inColor)
    let changes = changes(.breaking)
    let list = changes.isEmpty ? [] : ["", title(.breaking, style)] + changes.map { line($0, style) }
    return ([heading(style)] + list).joined(separator: "\n")
  }

  private func heading(_ style: Style) -> String { style.bold("codexgen: \(old) → \(new): \(summary)") }

  private func title(_ severity: Severity, _ style: Style) -> String {
    style.title("\(severity.rawValue.capitalizedFirst) (\(changes(severity).count))", severity)
  }

  /// `2 breaking, 1 risky, 30 safe changes`, or that there is none.
  var summary: String {
    if isEmpty { return "no changes" }
    let counts = Severity.allCases.sorted(by: >).map { "\(changes($0).count) \($0.rawValue)" }
    let text = counts.joined(separator: ", ") + " change\(changes.count == 1 ? "" : "s")"
    return accepted == 0 ? text : "\(text), \(accepted) accepted"
  }

  private func line(_ change: Change, _ style: Style) -> String {
    "  \(change.message)\(mark(change)) \(style.faint("[\(change.rule.rawValue)]"))"
  }

  private func paragraph(_ change: Change, _ style: Style) -> [String] {
    var lines = ["  \(style.bold(change.subject))\(mark(change)) \(style.faint("[\(change.rule.rawValue)]"))"]
    lines.append("    \(change.message)")
    for (name, verdict) in [("wire", change.wire), ("source", change.source)] {
      guard let verdict, scope == .all || scope.rawValue == name else { continue }
      let label = style.title("\(name) \(verdict.severity.rawValue)", verdict.severity)
      lines.append("    \(label): \(verdict.reasons.joined(separator: "; "))")
    }
    if let reach = change.reachText(atMost: 4) { lines.append(style.faint("    reaches \(reach)")) }
    return lines
  }

  private func mark(_ change: Change) -> String { change.availability == .experimental ? " (experimental)" : "" }
}

extension Change {
  /// The messages that a change reaches, the first few by name; `nil` when the subject names the only one.
  func reachText(atMost limit: Int) -> String? {
    if reaches.isEmpty || reaches.count == 1 && subject.hasPrefix(reaches[0]) { return nil }
    let rest = reaches.count - limit
    if rest <= 0 { return reaches.joined(separator: ", ") }
    return reaches.prefix(limit).joined(separator: ", ") + " and \(rest) more"
  }
}

/// Colours, where there is a terminal to show them.
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
