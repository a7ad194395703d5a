import CodexWire

/// What `codexgen inspect` prints about a whole model.
extension Overview {
  var text: String {
    var report = TextReport()
    report.line("Read from \(sources.joined(separator: " and "))")
    report.line()
    let header = hasBothBundles ? ["", "stable", "experimental", "total"] : ["", "total"]
    var rows = [header]
    for group in groups {
      if rows.count > 1 { rows.append([]) }
      rows.append([group.title])
      rows += group.rows.map { ["  " + $0.label] + cells($0.count) }
    }
    report.table(rows, rightAligned: Set(1..<header.count))
    report.line()
    addUntyped(to: &report)
    report.line()
    report.line(warnings.isEmpty ? "No warnings" : "Warnings: \(warnings.count)")
    for warning in warnings { report.wrapped(warning.description, indent: 2) }
    return report.text
  }

  private func cells(_ count: Count) -> [String] {
    hasBothBundles ? ["\(count.always)", "\(count.experimental)", "\(count.total)"] : ["\(count.total)"]
  }

  private func addUntyped(to report: inout TextReport) {
    let count = untyped.map(\.pointers.count).reduce(0, +)
    report.line(count == 0 ? "No untyped JSON" : "Untyped JSON (JSONValue): \(count)")
    for (reason, pointers) in untyped {
      report.line("  \(pointers.count): \(reason.rawValue)")
      for pointer in pointers { report.line("    \(pointer)") }
    }
  }

  var json: JSONValue {
    .object([
      "sources": .array(sources.map(JSONValue.string)),
      "groups": .object(
        members(groups.map { group in (group.key, .object(members(group.rows.map { ($0.key, json(of: $0.count)) }))) })
      ),
      "untyped": .array(
        untyped.flatMap { reason, pointers in
          pointers.map { .object(["pointer": .string($0), "reason": .string(reason.rawValue)]) }
        }
      ),
      "warnings": .array(warnings.map(json(of:))),
    ])
  }

  /// With a single bundle only the total is known, because only two bundles show which parts are experimental.
  private func json(of count: Count) -> JSONValue {
    let total = JSONValue.integer(Int64(count.total))
    if !hasBothBundles { return .object(["total": total]) }
    let experimental = JSONValue.integer(Int64(count.experimental))
    return .object(["stable": .integer(Int64(count.always)), "experimental": experimental, "total": total])
  }

  private func json(of warning: Diagnostic) -> JSONValue {
    .object([
      "file": .string(warning.file),
      "pointer": warning.pointer.map(JSONValue.string) ?? .null,
      "message": .string(warning.message),
    ])
  }

  private func members(_ pairs: [(String, JSONValue)]) -> [String: JSONValue] {
    Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
