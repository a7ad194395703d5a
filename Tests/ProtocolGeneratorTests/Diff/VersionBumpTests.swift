import Testing

@testable import ProtocolGenerator

@Suite("The version to raise")
struct VersionBumpTests {
  private func change(_ rule: Rule, wire: Severity?, source: Severity?) -> Change {
    Change(
      rule: rule,
      subject: "A",
      pointer: "",
      wire: wire.map { Verdict($0, ["because"]) },
      source: source.map { Verdict($0, ["because"]) },
      message: ""
    )
  }

  @Test(
    "is major for a breaking change, minor for an addition or a risky change, and otherwise patch",
    arguments: [
      ([Rule.methodRemoved], [Severity.breaking], "generated API: major (1 breaking change; before 1.0.0: minor)"),
      ([.methodAdded], [.safe], "generated API: minor (1 addition; before 1.0.0: patch)"),
      // A type of the experimental API that becomes stable is new for programs without the experimental API.
      ([.becameStable], [.safe], "generated API: minor (1 addition; before 1.0.0: patch)"),
      ([.deprecated], [.risky], "generated API: minor (1 risky change; before 1.0.0: patch)"),
      ([.documentationChanged], [.safe], "generated API: patch (no change that programs notice; before 1.0.0: patch)"),
      ([], [], "generated API: patch (no change that programs notice; before 1.0.0: patch)"),
      (
        [.methodAdded, .methodRemoved, .propertyRemoved, .deprecated], [.safe, .breaking, .breaking, .risky],
        "generated API: major (2 breaking changes, 1 risky change, 1 addition; before 1.0.0: minor)"
      ),
    ]
  )
  func levels(rules: [Rule], severities: [Severity], text: String) {
    let changes = zip(rules, severities).map { change($0, wire: nil, source: $1) }

    #expect(VersionBump(.source, for: changes).text == text)
    // None of the changes is one of the wire.
    #expect(VersionBump(.wire, for: changes).text == "wire: patch (no change that programs notice)")
  }

  @Test("of the generated API and of the wire follow from their own verdicts")
  func subjects() {
    let changes = [change(.propertyAdded, wire: .breaking, source: .safe)]

    #expect(VersionBump(.source, for: changes).level == .minor)
    #expect(VersionBump(.wire, for: changes).level == .major)
  }

  @Test(
    "for two real releases",
    arguments: [
      // thread/rollback was removed.
      ("0.154.0", "0.163.0", VersionBump.Level.major, VersionBump.Level.major),
      ("0.163.0", "0.163.0", .patch, .patch),
    ]
  )
  func releases(old: String, new: String, source: VersionBump.Level, wire: VersionBump.Level) throws {
    let diff = try SchemaDiff.compare(
      old: Release.input(old, customized: true),
      new: Release.input(new, customized: true),
      names: (old, new)
    )

    #expect(diff.versionBumps.map(\.subject) == [.source, .wire])
    #expect(diff.versionBumps.map(\.level) == [source, wire])
  }
}
