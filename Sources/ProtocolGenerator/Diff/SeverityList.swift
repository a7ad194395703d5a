import CodexWire

/// The severities that the maintainer gives to rules: a JSON object whose members have the ids of rules as names. A value is
/// `"safe"`, `"risky"`, `"breaking"` or `"off"`, or an object with such values for `wire` and `source`.
struct SeverityList: Sendable {
  private enum Setting: Sendable {
    case off
    case severity(Severity)
  }

  private struct Entry: Sendable {
    var wire: Setting?
    var source: Setting?
  }

  private let path: String
  private var entries: [Rule: Entry] = [:]

  /// - Throws: `GeneratorError` for a file of another form, and for a rule that does not exist.
  init(_ file: SourceFile) throws(GeneratorError) {
    path = file.path
    var json = JSONReader(path: file.path)
    for (id, value, pointer) in json.members(try file.json(), at: "") {
      guard let rule = Rule(rawValue: id) else {
        let hint = didYouMean(id, among: Rule.allCases.map(\.rawValue)) ?? "'codexgen diff --rules' lists all rules"
        json.report(pointer, "there is no rule \"\(id)\"; \(hint)")
        continue
      }
      if value.objectValue != nil {
        json.checkNames(of: value, among: ["wire", "source"], at: pointer)
        entries[rule] = Entry(
          wire: value["wire"].flatMap { Self.setting($0, at: "\(pointer)/wire", &json) },
          source: value["source"].flatMap { Self.setting($0, at: "\(pointer)/source", &json) }
        )
      } else {
        let setting = Self.setting(value, at: pointer, &json)
        entries[rule] = Entry(wire: setting, source: setting)
      }
    }
    if !json.diagnostics.isEmpty { throw GeneratorError(json.diagnostics) }
  }

  private static func setting(_ value: JSONValue, at pointer: String, _ json: inout JSONReader) -> Setting? {
    if value == .string("off") { return .off }
    if let severity = value.stringValue.flatMap(Severity.init(rawValue:)) { return .severity(severity) }
    json.report(pointer, "\(value.text) is no severity; write \"safe\", \"risky\", \"breaking\" or \"off\"")
    return nil
  }

  /// The changes with the severities of the list, without the changes that the list turns off.
  func applied(to changes: [Change]) -> [Change] {
    changes.compactMap { change in
      guard let entry = entries[change.rule] else { return change }
      var change = change
      change.wire = applied(entry.wire, to: change.wire)
      change.source = applied(entry.source, to: change.source)
      return change.wire == nil && change.source == nil ? nil : change
    }
  }

  private func applied(_ setting: Setting?, to verdict: Verdict?) -> Verdict? {
    guard let setting, let verdict else { return verdict }
    guard case .severity(let severity) = setting else { return nil }
    if severity == verdict.severity { return verdict }
    return Verdict(severity, verdict.reasons + ["\(path) gives the rule this severity"])
  }
}
