import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The page of codexgen diff")
struct DiffPageTests {
  private static func release(_ name: String, _ text: String, isNew: Bool) -> GeneratorInput {
    let prose = JSONValue.string(text)
    let plain: JSONValue = ["type": "string", "description": prose]
    let properties: [String: JSONValue] = isNew ? ["kept": plain, name: plain] : ["kept": ["type": "integer"]]
    let definitions: [String: JSONValue] = [
      "CallParams": ["type": "object", "description": prose, "properties": .object(properties)],
      "CallResponse": ["enum": .array((isNew ? ["x", name] : ["x"]).map(JSONValue.string))],
      "ClientRequest": [
        "oneOf": [HostileBundle.method("call", params: "CallParams", description: isNew ? "@deprecated " + text : nil)]
      ],
    ]
    return GeneratorInput(stable: HostileBundle.file(definitions))
  }

  private func page(_ name: String, _ text: String) throws -> (page: ParsedPage, diff: SchemaDiff) {
    let diff = try SchemaDiff.compare(
      old: Self.release(name, text, isNew: false),
      new: Self.release(name, text, isNew: true),
      names: ("old \(text)", "new \(text)")
    )
    return (ParsedPage(diff.report(as: .html)), diff)
  }

  @Test(
    "has only elements that codexgen writes, whatever the texts of the schema are",
    arguments: [
      "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'--></style><svg onload=alert(1)>",
      "\u{202E}</code>\u{2066}", "<!--", "&#x3C;b&#x3E;", "</title><h1>", "]]><?x", "`</p>`\n\n<b>", "<\u{301}b>",
    ]
  )
  func hostile(text: String) throws {
    let (hostile, diff) = try page("a" + text, text)
    let (harmless, _) = try page("aHarmless", "harmless")

    // The same elements with the same attributes in the same order, and nothing that a text has opened or closed.
    #expect(hostile.structure == harmless.structure)
    #expect(hostile.open == [] && hostile.stray == [])
    #expect(hostile.resources == [])
    #expect(hostile.tags.count { $0.name == "script" } == 1)
    #expect(diff.changes.count > 3)
    #expect(hostile.tags.count { $0["data-entry"] != nil } == diff.changes.count)
    // The texts are there, as texts.
    #expect(hostile.shows(("a" + text).printable))
  }

  @Test("shows the Swift declarations of both releases beside a change, and marks the lines that differ")
  func sides() throws {
    let (_, diff) = try page("size", "Text.")
    let report = diff.report(as: .html)

    // A property with another type.
    #expect(report.contains(#"<span class="old">  var kept: Int?</span>"#))
    #expect(report.contains(#"<span class="new">  var kept: String?</span>"#))
    // A new property, without the other members.
    #expect(
      report.contains(
        """
        <pre><code><span>struct CallParams {</span><span class="new">  var size: String?</span><span>  // …</span><span>}</span></code></pre>
        """
      )
    )
    // A new enum value.
    #expect(report.contains(#"<span class="new">  case size</span>"#))
  }

  @Test(
    "has each change of two real releases with its area and verdicts, and nothing to load",
    arguments: ["0.133.0", "0.154.0"]
  )
  func releases(old: String) throws {
    let diff = try SchemaDiff.compare(
      old: Release.input(old, customized: true),
      new: Release.input("0.163.0", customized: true),
      names: (old, "0.163.0")
    )
    let report = diff.report(as: .html)
    let page = ParsedPage(report)
    let entries = page.tags.filter { $0["data-entry"] != nil }

    #expect(page.open == [] && page.stray == [])
    #expect(page.resources == [])
    #expect(entries.count == diff.changes.count)
    #expect(Set(page.ids).count == page.ids.count)
    #expect(entries.allSatisfy { $0["data-area"]?.isEmpty == false && $0["data-verdicts"]?.isEmpty == false })
    // Nearly all changes belong to a declaration in the code, which the page shows.
    let figures = page.tags.count { $0.name == "figure" } / 2
    #expect(figures * 100 > diff.changes.count * 95, "\(figures) of \(diff.changes.count)")
    #expect(report.utf8.count < 6_000_000)
  }

  @Test("shows at most a fixed number of changes, the most severe ones first, and says how many are left out")
  func limit() throws {
    let count = SchemaDiff.mostChangesOnPage + 20
    func input(_ names: [String]) -> GeneratorInput {
      let properties = JSONValue.object(Dictionary(uniqueKeysWithValues: names.map { ($0, ["type": "string"]) }))
      return GeneratorInput(
        stable: HostileBundle.file([
          "CallParams": ["type": "object", "properties": properties],
          "CallResponse": ["type": "object"],
          "ClientRequest": ["oneOf": [HostileBundle.method("call", params: "CallParams")]],
        ])
      )
    }
    let diff = try SchemaDiff.compare(
      old: input(["gone"]),
      new: input((0..<count).map { "p\($0)" }),
      names: ("old", "new")
    )

    let page = ParsedPage(diff.report(as: .html))

    #expect(page.tags.count { $0["data-entry"] != nil } == SchemaDiff.mostChangesOnPage)
    #expect(page.text.contains("This page shows \(SchemaDiff.mostChangesOnPage) of \(count + 1) changes."))
    #expect(page.tags.first { $0["data-entry"] != nil }?["data-severity"] == "breaking")
  }
}
