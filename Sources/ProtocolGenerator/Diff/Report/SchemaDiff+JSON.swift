import CodexWire

/// The report for programs. All members are always present, so that programs need not handle absent members.
extension SchemaDiff {
  var jsonReport: String {
    let counts = Severity.allCases.map { ($0.rawValue, JSONValue.integer(Int64(changes($0).count))) }
    return JSONValue.object([
      "old": .string(old),
      "new": .string(new),
      "summary": .object(Dictionary(counts, uniquingKeysWith: { first, _ in first })),
      "changes": .array(zip(changes, places).map { $0.json(at: $1) }),
    ]).prettyText
  }
}

extension Change {
  fileprivate func json(at place: SchemaDiff.Place) -> JSONValue {
    .object([
      "rule": .string(rule.rawValue),
      "subject": .string(subject),
      "file": .string(place.file),
      "line": place.line.map { .integer(Int64($0)) } ?? .null,
      "pointer": .string(pointer),
      "experimental": .bool(availability == .experimental),
      // A change that messages or programs do not notice is safe for them.
      "wire": .string((wire?.severity ?? .safe).rawValue),
      "source": .string((source?.severity ?? .safe).rawValue),
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
