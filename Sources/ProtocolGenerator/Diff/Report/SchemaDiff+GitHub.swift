/// The report as workflow commands, which GitHub shows as annotations of the new release's schema files.
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
    // Only the experimental bundle has the experimental parts.
    let file = change.availability == .experimental ? experimentalFile ?? stableFile : stableFile ?? experimentalFile
    let title = Self.escapedProperty("\(change.rule.rawValue): \(change.subject)")
    let reasons = change.verdicts(in: scope).filter { $0.verdict.severity > .safe }.map { name, verdict in
      "\(name) \(verdict.severity.rawValue): \(verdict.reasons.joined(separator: "; "))"
    }
    let text = ([change.message] + reasons + ["at \(change.pointer)"]).joined(separator: "\n")
    return "::\(command) file=\(Self.escapedProperty(file ?? "")),title=\(title)::\(Self.escapedMessage(text))"
  }

  /// The text with the escapes that GitHub requires in the message of a workflow command.
  private static func escapedMessage(_ text: String) -> String {
    // A character can consist of several scalars, such as a percent sign with an accent. GitHub reads the scalars.
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }

  /// The text with the escapes that GitHub requires in a property of a workflow command, where colons and commas are
  /// separators.
  private static func escapedProperty(_ text: String) -> String {
    escapedMessage(text).unicodeScalars.map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
  }
}
