import CodexWire

/// The report for programs. Every member is always there, so that its readers need not guess.
extension SchemaDiff {
  public func json() -> String {
    let counts = Severity.allCases.map { ($0.rawValue, JSONValue.integer(Int64(changes($0).count))) }
    return JSONValue.object([
      "old": .string(old),
      "new": .string(new),
      "summary": .object(Dictionary(counts, uniquingKeysWith: { first, _ in first })),
      "changes": .array(changes.map(\.json)),
    ]).prettyText
  }
}

extension Change {
  fileprivate var json: JSONValue {
    .object([
      "rule": .string(rule.rawValue),
      "subject": .string(subject),
      "pointer": .string(pointer),
      "wire": wire?.json ?? .null,
      "source": source?.json ?? .null,
      "old": old.map(JSONValue.string) ?? .null,
      "new": new.map(JSONValue.string) ?? .null,
      "message": .string(message),
      "reaches": .array(reaches.map(JSONValue.string)),
    ])
  }
}

extension Verdict {
  fileprivate var json: JSONValue {
    .object(["severity": .string(severity.rawValue), "reasons": .array(reasons.map(JSONValue.string))])
  }
}
