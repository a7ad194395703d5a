/// The report as workflow commands, which GitHub shows as annotations of the schema files, beside the lines.
extension SchemaDiff {
  /// The number of annotations of each level that GitHub shows for one step of a workflow.
  private static let mostAnnotations = 10

  func gitHubReport(includingSafe: Bool) -> String {
    var lines: [String] = []
    let placed = Array(zip(changes, places))
    for severity in Severity.allCases.sorted(by: >) where severity > .safe || includingSafe {
      let some = placed.filter { self.severity(of: $0.0) == severity }
      lines += some.prefix(Self.mostAnnotations).map(annotation)
      let more = some.count - Self.mostAnnotations
      if more > 0 {
        lines.append(
          "codexgen: \(more) more \(severity.rawValue) changes have no annotation, because GitHub shows at most "
            + "\(Self.mostAnnotations) of a level"
        )
      }
    }
    lines.append("codexgen: \(old) → \(new): \(summary)")
    return lines.joined(separator: "\n")
  }

  private func annotation(_ change: Change, _ place: Place) -> String {
    let severity = severity(of: change)
    let command =
      switch severity {
      case .breaking: "error"
      case .risky: "warning"
      case .safe: "notice"
      }
    let title = Self.escapedProperty("\(change.rule.rawValue): \(change.subject)")
    let reasons = change.verdicts(in: scope).filter { $0.verdict.severity > .safe }.map { name, verdict in
      "\(name) \(verdict.severity.rawValue): \(verdict.reasons.joined(separator: "; "))"
    }
    let text = ([change.message] + reasons + ["at \(change.pointer)"]).joined(separator: "\n")
    let line = place.line.map { ",line=\($0)" } ?? ""
    return "::\(command) file=\(Self.escapedProperty(place.file))\(line),title=\(title)::\(Self.escapedMessage(text))"
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
