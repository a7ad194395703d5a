import CodexWire

/// Changes that were looked at and accepted: a JSON list of `{"rule", "subject", "reason"}`.
struct AllowList: Sendable {
  private struct Entry: Sendable {
    var rule: Rule
    var subject: String
    var pointer: String
  }

  private let path: String
  private var entries: [Entry] = []

  /// - Throws: `GeneratorError` for a file that is not of this form or names a rule that does not exist.
  init(_ file: SourceFile) throws(GeneratorError) {
    path = file.path
    var json = JSONReader(path: file.path)
    for (value, pointer) in json.elements(try file.json(), at: "") {
      json.checkNames(of: value, among: ["rule", "subject", "reason"], at: pointer)
      let id = json.string(value["rule"], at: "\(pointer)/rule")
      let subject = json.string(value["subject"], at: "\(pointer)/subject")
      // Whoever reads the list later wants to know why.
      _ = json.string(value["reason"], at: "\(pointer)/reason")
      guard let id, let subject else { continue }
      if let rule = Rule(rawValue: id) {
        entries.append(Entry(rule: rule, subject: subject, pointer: pointer))
      } else {
        let near = nearestName(to: id, in: Rule.allCases.map(\.rawValue)).map { "; did you mean \"\($0)\"?" }
        json.report("\(pointer)/rule", "there is no rule \"\(id)\"\(near ?? "; 'codexgen diff --rules' lists them")")
      }
    }
    if !json.diagnostics.isEmpty { throw GeneratorError(json.diagnostics) }
  }

  /// The changes that no entry accepts.
  ///
  /// - Throws: `GeneratorError` naming each entry that no change matches: it hides nothing now, and later it might.
  func rest(of changes: [Change]) throws(GeneratorError) -> [Change] {
    var diagnostics: [Diagnostic] = []
    for entry in entries where !changes.contains(where: { matches(entry, $0) }) {
      let subjects = changes.filter { $0.rule == entry.rule }.map(\.subject)
      let near = nearestName(to: entry.subject, in: subjects).map { "; did you mean \"\($0)\"?" }
      let message = "nothing matches \(entry.rule.rawValue) of \"\(entry.subject)\"\(near ?? "; remove this entry")"
      diagnostics.append(.error(path, entry.pointer, message))
    }
    if !diagnostics.isEmpty { throw GeneratorError(diagnostics) }
    return changes.filter { change in !entries.contains { matches($0, change) } }
  }

  private func matches(_ entry: Entry, _ change: Change) -> Bool {
    entry.rule == change.rule && entry.subject == change.subject
  }
}
