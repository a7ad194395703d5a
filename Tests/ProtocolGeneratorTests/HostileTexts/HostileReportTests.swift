import CodexWire
import Testing

@testable import ProtocolGenerator

/// The reports of `codexgen diff` and `codexgen inspect` show the names of a schema, whose author may be somebody else than the
/// reader. GitHub posts two of the formats.
@Suite("A report about hostile names")
struct HostileReportTests {
  private static let name =
    "\u{1B}[2J\u{202E}a%\u{301}:\u{301}\n::set-output name=x::\n# heading <details> `code` @user, \r\n- item"

  private func diff() throws -> SchemaDiff {
    func input(_ names: [String]) -> GeneratorInput {
      let properties = JSONValue.object(Dictionary(uniqueKeysWithValues: names.map { ($0, ["type": "string"]) }))
      let definitions: [String: JSONValue] = [
        "CallParams": ["type": "object", "properties": properties, "required": .array(names.map(JSONValue.string))],
        "CallResponse": ["enum": .array((["x"] + names).map(JSONValue.string))],
        "ClientRequest": ["oneOf": .array([HostileBundle.method("call", params: "CallParams")])],
      ]
      return GeneratorInput(stable: HostileBundle.file(definitions))
    }
    return try SchemaDiff.compare(
      old: input(["plain"]),
      new: input(["plain", Self.name]),
      names: ("old\n::error::", "new\u{1B}[2J")
    )
  }

  @Test("has no character that a reader does not see, in any format", arguments: SchemaDiff.Format.allCases)
  func invisible(format: SchemaDiff.Format) throws {
    let report = try diff().report(as: format)

    #expect(report.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isInvisible })
    #expect(report.contains("set-output"))
  }

  @Test("as text has no line that starts with a text of the schema")
  func text() throws {
    for report in try [diff().report(as: .text), diff().breakingReport()] {
      let lines = report.split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(lines.allSatisfy { !$0.hasPrefix("::") && !$0.hasPrefix("# heading") && !$0.hasPrefix("- item") })
    }
  }

  @Test("for GitHub has one workflow command for each change")
  func gitHub() throws {
    let diff = try diff()

    let lines = diff.report(as: .github).split(separator: "\n")

    let annotations = lines.filter { $0.hasPrefix("::") }
    #expect(annotations.count == Severity.allCases.map { min(diff.changes($0).count, 10) }.reduce(0, +))
    #expect(lines.dropFirst(annotations.count).allSatisfy { $0.hasPrefix("codexgen: ") })
    for line in annotations {
      // The command, its properties and the message are separated by two colons each. No name adds a third separator to the
      // properties.
      let properties = line.dropFirst(2).unicodeScalars.prefix { $0 != ":" }
      #expect([1, 2].contains(properties.count { $0 == "," }))
      #expect(
        line.unicodeScalars.split(separator: "%").dropFirst().allSatisfy { part in
          ["25", "0A", "3A", "2C"].contains(String(part.prefix(2)))
        }
      )
    }
    #expect(lines.last?.hasPrefix("codexgen: ") == true)
  }

  @Test("as Markdown has no markup, HTML or mention from the schema")
  func markdown() throws {
    let report = try diff().report(as: .markdown)

    // Within code spans, names stay as they are.
    var outside = ""
    for line in report.split(separator: "\n") {
      let parts = line.components(separatedByFence: "``")
      outside += parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined() + "\n"
    }
    let own = outside.replacing("<details>\n<summary>", with: "").replacing("\n</summary>", with: "")
    #expect(!own.contains("<details> "))
    #expect(!own.contains("@user"))
    #expect(!own.contains(" `code`"))
    #expect(!report.contains("\n# heading"))
    #expect(!report.contains("\n- item"))
  }

  @Test("of codexgen inspect has no character that a reader does not see", arguments: Inspection.Format.allCases)
  func inspect(format: Inspection.Format) throws {
    let bundle = HostileBundle.file([
      "A": ["type": "object", "description": .string(Self.name), "properties": .object([Self.name: true])]
    ])
    let model = try ModelPipeline.model(of: GeneratorInput(stable: bundle), .none)

    for names in [[], ["A"]] {
      let report = try Inspection.report(of: model, names: names, format: format)
      #expect(report.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isInvisible })
      #expect(!report.contains("\n# heading") && !report.contains("\n::"))
    }
  }
}

extension Substring {
  /// The parts of the line outside and inside of code spans with the fence, in turns.
  fileprivate func components(separatedByFence fence: String) -> [String] {
    split(separator: fence, omittingEmptySubsequences: false).map(String.init)
  }
}
