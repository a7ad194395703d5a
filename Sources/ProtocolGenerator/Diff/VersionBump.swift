import CodexWire

/// Which part of a version has to be raised for the changes of a release, in the sense of Semantic Versioning.
struct VersionBump: Hashable, Sendable {
  enum Subject: String, Hashable, Sendable, CaseIterable {
    /// The Swift code that is generated from the schema.
    case source = "generated API"
    /// The messages between clients and servers.
    case wire
  }

  enum Level: String, Hashable, Sendable, CaseIterable {
    case major, minor, patch
  }

  var subject: Subject
  var level: Level
  /// The number of breaking changes.
  var breaking = 0
  /// The number of risky changes that are no additions.
  var risky = 0
  /// The number of additions that break nothing.
  var additions = 0

  /// The version to raise before 1.0.0, where a minor version may break source code and a patch version does not. `nil` for the
  /// wire, which has no version of its own.
  var levelBeforeOne: Level? {
    switch (subject, level) {
    case (.wire, _): nil
    case (.source, .major): .minor
    case (.source, .minor), (.source, .patch): .patch
    }
  }
}

extension VersionBump {
  /// The version to raise for some changes: major if one of them breaks, minor if one adds something or is risky, otherwise patch.
  ///
  /// Risky changes count like additions, since programs and messages work, but somebody should notice the new version.
  init(_ subject: Subject, for changes: [Change]) {
    self.subject = subject
    for change in changes {
      guard let verdict = subject == .wire ? change.wire : change.source else { continue }
      if verdict.severity == .breaking {
        breaking += 1
      } else if change.rule.isAddition {
        additions += 1
      } else if verdict.severity == .risky {
        risky += 1
      }
    }
    level = breaking > 0 ? .major : risky + additions > 0 ? .minor : .patch
  }

  /// The level with the reason for it, in one line.
  var text: String {
    let counts = [
      Self.count(breaking, "breaking change", "breaking changes"), Self.count(risky, "risky change", "risky changes"),
      Self.count(additions, "addition", "additions"),
    ]
    let reason = counts.compactMap(\.self).joined(separator: ", ")
    let beforeOne = levelBeforeOne.map { "; before 1.0.0: \($0.rawValue)" } ?? ""
    return
      "\(subject.rawValue): \(level.rawValue) (\(reason.isEmpty ? "no change that programs notice" : reason)\(beforeOne))"
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String? {
    number == 0 ? nil : "\(number) \(number == 1 ? one : many)"
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "bump": .string(level.rawValue), "breaking": .integer(Int64(breaking)), "risky": .integer(Int64(risky)),
      "additions": .integer(Int64(additions)),
    ]
    members["bumpBefore1"] = levelBeforeOne.map { .string($0.rawValue) }
    return .object(members)
  }
}

extension Rule {
  /// Whether the rule is about something that the new release has and the old one does not.
  fileprivate var isAddition: Bool { rawValue.hasSuffix("-added") || self == .becameStable }
}

extension SchemaDiff {
  /// The formats in which `codexgen diff --version-bump` prints its result.
  public enum VersionBumpFormat: Sendable {
    case text, json
  }

  /// The versions to raise for the generated code and for the wire, as far as the scope contains them.
  var versionBumps: [VersionBump] {
    VersionBump.Subject.allCases.filter { subject in
      switch scope {
      case .all: true
      case .source: subject == .source
      case .wire: subject == .wire
      }
    }.map { VersionBump($0, for: changes) }
  }

  /// What `codexgen diff --version-bump` prints: a line for the generated code and a line for the wire, or an object with both.
  public func versionBumpReport(as format: VersionBumpFormat) -> String {
    switch format {
    case .text: return versionBumps.map(\.text).joined(separator: "\n")
    case .json:
      let members = versionBumps.map { ($0.subject == .wire ? "wire" : "generatedAPI", $0.json) }
      return JSONValue.object(
        Dictionary(members, uniquingKeysWith: { first, _ in first })
          .merging(["old": .string(old), "new": .string(new)], uniquingKeysWith: { first, _ in first })
      ).prettyText
    }
  }
}
