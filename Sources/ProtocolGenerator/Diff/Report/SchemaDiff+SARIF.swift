import CodexWire

/// The report in the Static Analysis Results Interchange Format (SARIF) 2.1.0, which code scanning services read.
extension SchemaDiff {
  var sarifReport: String {
    JSONValue.object([
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": ["name": "codexgen", "rules": .array(Rule.allCases.map(\.sarif))]],
          "results": .array(zip(changes, places).map(result)),
        ]
      ],
    ]).prettyText
  }

  private func result(_ change: Change, _ place: Place) -> JSONValue {
    let level =
      switch severity(of: change) {
      case .breaking: "error"
      case .risky: "warning"
      case .safe: "note"
      }
    let reasons = change.verdicts(in: scope).map { name, verdict in
      "\(name) \(verdict.severity.rawValue): \(verdict.reasons.joined(separator: "; "))"
    }
    var location: [String: JSONValue] = ["artifactLocation": ["uri": .string(Self.uri(place.file))]]
    if let line = place.line { location["region"] = ["startLine": .integer(Int64(line))] }
    return [
      "ruleId": .string(change.rule.rawValue),
      "level": .string(level),
      "message": ["text": .string(([change.message] + reasons).joined(separator: "\n"))],
      "locations": [
        [
          "physicalLocation": .object(location),
          "logicalLocations": [["fullyQualifiedName": .string(change.subject)]],
        ]
      ],
    ]
  }

  /// A path as a relative or absolute URI.
  private static func uri(_ path: String) -> String {
    path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        String(UnicodeScalar(byte))
      default:
        "-._~/".utf8.contains(byte)
          ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}

extension Rule {
  fileprivate var sarif: JSONValue {
    [
      "id": .string(rawValue),
      "shortDescription": ["text": .string(definition.explanation)],
      "help": ["text": .string(definition.remedy)],
    ]
  }
}
