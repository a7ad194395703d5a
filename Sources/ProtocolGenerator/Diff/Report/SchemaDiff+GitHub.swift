/// The report as annotations of a GitHub workflow, on the new release's schema files.
extension SchemaDiff {
  var gitHubReport: String {
    var lines = changes.sorted { severity(of: $0) > severity(of: $1) }.map(annotation)
    lines.append("codexgen: \(old) → \(new): \(summary)")
    return lines.joined(separator: "\n")
  }

  private func annotation(_ change: Change) -> String {
    let severity = severity(of: change)
    let command =
      switch severity {
      case .breaking: "error"
      case .risky: "warning"
      case .safe: "notice"
      }
    // What only the experimental bundle has stands only there.
    let file = change.availability == .experimental ? experimentalFile ?? stableFile : stableFile ?? experimentalFile
    let title = Self.property("\(change.rule.rawValue): \(change.subject)")
    let reasons = [("wire", change.wire), ("source", change.source)].compactMap { name, verdict -> String? in
      guard let verdict, verdict.severity > .safe, scope == .all || scope.rawValue == name else { return nil }
      return "\(name) \(verdict.severity.rawValue): \(verdict.reasons.joined(separator: "; "))"
    }
    let text = ([change.message] + reasons + ["at \(change.pointer)"]).joined(separator: "\n")
    return "::\(command) file=\(Self.property(file ?? "")),title=\(title)::\(Self.data(text))"
  }

  /// What follows the second pair of colons.
  private static func data(_ text: String) -> String {
    text.map { character in
      switch character {
      case "%": "%25"
      case "\r": "%0D"
      case "\n", "\r\n": "%0A"
      default: String(character)
      }
    }.joined()
  }

  /// Between the pairs of colons, colons and commas mean something.
  private static func property(_ text: String) -> String {
    data(text).map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
  }
}
