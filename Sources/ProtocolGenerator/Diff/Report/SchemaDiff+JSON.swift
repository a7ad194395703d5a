import CodexWire

/// The report for programs. All members are always present, so that programs need not handle absent members.
extension SchemaDiff {
  var jsonReport: String {
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
      "wire": wire.map { .string($0.severity.rawValue) } ?? .null,
      "source": source.map { .string($0.severity.rawValue) } ?? .null,
      "reasons": .object(["wire": reasons(wire), "source": reasons(source)]),
      "old": old.map(JSONValue.string) ?? .null,
      "new": new.map(JSONValue.string) ?? .null,
      "message": .string(message),
      "reaches": .array(affectedMessages.map(JSONValue.string)),
    ])
  }

  private func reasons(_ verdict: Verdict?) -> JSONValue {
    .array((verdict?.reasons ?? []).map(JSONValue.string))
  }
}
