import CodexWire

/// The changes that the maintainer accepts: a JSON array of objects with the members `rule`, `subject` and `reason`.
struct AllowList: Sendable {
  private struct Entry: Sendable {
    var rule: Rule
    var subject: String
    var pointer: String
  }

  private let path: String
  private var entries: [Entry] = []

  /// - Throws: `GeneratorError` for a file of another form, and for a rule that does not exist.
  init(_ file: SourceFile) throws(GeneratorError) {
    path = file.path
    var json = JSONReader(path: file.path)
    for (value, pointer) in json.elements(try file.json(), at: "") {
      json.checkNames(of: value, among: ["rule", "subject", "reason"], at: pointer)
      let id = json.string(value["rule"], at: "\(pointer)/rule")
      let subject = json.string(value["subject"], at: "\(pointer)/subject")
      // The reason is required, although nothing uses it here, because people who read the file later need it.
      _ = json.string(value["reason"], at: "\(pointer)/reason")
      guard let id, let subject else { continue }
      if let rule = Rule(rawValue: id) {
        entries.append(Entry(rule: rule, subject: subject, pointer: pointer))
      } else {
        let hint = didYouMean(id, among: Rule.allCases.map(\.rawValue)) ?? "'codexgen diff --rules' lists all rules"
        json.report("\(pointer)/rule", "there is no rule \"\(id)\"; \(hint)")
      }
    }
    if !json.diagnostics.isEmpty { throw GeneratorError(json.diagnostics) }
  }

  /// The changes without those that an entry accepts.
  ///
  /// - Throws: `GeneratorError` with each entry that matches no change. Such an entry is useless now, and could later accept
  ///   a change that nobody has looked at.
  func removingAccepted(from changes: [Change]) throws(GeneratorError) -> [Change] {
    var diagnostics: [Diagnostic] = []
    for entry in entries where !changes.contains(where: { matches(entry, $0) }) {
      let subjects = changes.filter { $0.rule == entry.rule }.map(\.subject)
      let hint = didYouMean(entry.subject, among: subjects) ?? "remove this entry"
      let message = "no change matches the rule \(entry.rule.rawValue) and the subject \"\(entry.subject)\"; \(hint)"
      diagnostics.append(.error(path, entry.pointer, message))
    }
    if !diagnostics.isEmpty { throw GeneratorError(diagnostics) }
    return changes.filter { change in !entries.contains { matches($0, change) } }
  }

  private func matches(_ entry: Entry, _ change: Change) -> Bool {
    entry.rule == change.rule && entry.subject == change.subject
  }
}
