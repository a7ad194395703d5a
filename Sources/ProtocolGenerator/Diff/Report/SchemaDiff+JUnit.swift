/// The report as test results in the XML format of JUnit, which most services for continuous integration show. Each change is a
/// test case.
extension SchemaDiff {
  /// - Parameter condition: Which changes are failures.
  func junitReport(failingOn condition: FailureCondition) -> String {
    let failures = changes.filter { isFailure($0, condition) }.count
    let name = Self.escaped("codexgen diff: \(old) → \(new)")
    let counts = "tests=\"\(changes.count)\" failures=\"\(failures)\""
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      "<testsuites \(counts)>",
      "  <testsuite name=\"\(name)\" \(counts)>",
    ]
    lines += changes.flatMap { testCase($0, isFailure: isFailure($0, condition)) }
    return (lines + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n")
  }

  private func testCase(_ change: Change, isFailure: Bool) -> [String] {
    let head = "    <testcase classname=\"\(change.rule.rawValue)\" name=\"\(Self.escaped(change.subject))\""
    guard isFailure else { return [head + "/>"] }
    let reasons = change.verdicts(in: scope).filter { $0.verdict.severity > .safe }.map { name, verdict in
      Self.escaped("\(name) \(verdict.severity.rawValue): \(verdict.reasons.joined(separator: "; "))")
    }
    let type = severity(of: change).rawValue
    return [head + ">", "      <failure type=\"\(type)\" message=\"\(Self.escaped(change.message))\">"]
      + reasons + ["      </failure>", "    </testcase>"]
  }

  private func isFailure(_ change: Change, _ condition: FailureCondition) -> Bool {
    switch condition {
    case .none: false
    case .any: true
    case .breaking: severity(of: change) == .breaking
    case .risky: severity(of: change) >= .risky
    }
  }

  /// The text with the characters escaped that have a meaning in XML. The text has no control characters.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\n": "&#10;"
      default: String(scalar)
      }
    }.joined()
  }
}
