import CodexWire
import Foundation
import Testing

@testable import codexgen

/// The formats that services for continuous integration read.
@Suite("A report of codexgen diff for a service")
struct DiffServiceFormatTests {
  private let releases: DiffFolder

  init() throws { releases = try DiffFolder() }

  @Test("as SARIF has the level, the message and the line of each change, and explains the rules")
  func sarif() throws {
    let run = releases.diff("old.json", "new.json", "--format", "sarif")
    let report = try JSONValue(parsing: Array(run.out.joined().utf8))

    #expect(run.exitCode == 1)
    #expect(report["version"] == "2.1.0")
    let log = try #require(report["runs"]?[0])
    let results = try #require(log["results"]?.arrayValue)
    #expect(results.map { $0["level"]?.stringValue } == ["note", "error", "error"])
    #expect(results.map { $0["ruleId"]?.stringValue } == ["enum-value-added", "property-removed", "property-added"])
    let place = try #require(results[1]["locations"]?[0]?["physicalLocation"])
    #expect(place == ["artifactLocation": ["uri": "old.json"], "region": ["startLine": 3]])
    #expect(
      results[0]["message"]?["text"]?.stringValue?.hasPrefix("The enum Speed has the new value slow.\nwire safe: ")
        == true
    )
    let rules = try #require(log["tool"]?["driver"]?["rules"]?.arrayValue)
    #expect(rules.contains { $0["id"] == "enum-value-added" && $0["help"]?["text"] == "Nothing to do." })
  }

  @Test("as SARIF writes the path of a bundle as a URI")
  func uri() throws {
    try releases.folder.write(try releases.folder.read("new.json"), to: "new ü%.json")
    let report = releases.diff("old.json", "new ü%.json", "--format", "sarif").out.joined()

    #expect(report.contains(#""uri": "new%20%C3%BC%25.json""#))
  }

  @Test("as JUnit has a test case for each change, which fails as '--fail-on' says")
  func junit() {
    #expect(
      releases.diff("old.json", "new.json", "--format", "junit").out.joined() == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="3" failures="2">
          <testsuite name="codexgen diff: old.json → new.json" tests="3" failures="2">
            <testcase classname="enum-value-added" name="Speed.slow"/>
            <testcase classname="property-removed" name="call params.old">
              <failure type="breaking" message="The property old of call params was removed.">
        wire risky: client to server: the new server ignores the value that an old client sends
        source breaking: the property old was removed
              </failure>
            </testcase>
            <testcase classname="property-added" name="call params.size">
              <failure type="breaking" message="The required property size of call params is new.">
        wire breaking: client to server: the new server needs it, but an old client does not send it
        source breaking: calls of the initializer do not compile: the new parameter 'size' has no default value
              </failure>
            </testcase>
          </testsuite>
        </testsuites>
        """
    )
    let any = releases.diff("old.json", "new.json", "--format", "junit", "--fail-on", "any").out.joined()
    #expect(any.contains("tests=\"3\" failures=\"3\""))
  }

  @Test("as JUnit escapes texts of the schema")
  func junitEscapes() throws {
    try releases.folder.write(
      DiffFolder.bundle(#""<a & \"b\">": {"type": "string"}"#, speeds: #""fast""#),
      to: "odd.json"
    )
    try releases.folder.write(DiffFolder.bundle("", speeds: #""fast""#), to: "none.json")
    let report = releases.diff("odd.json", "none.json", "--format", "junit").out.joined()

    #expect(report.contains("name=\"call params.&lt;a &amp; &quot;b&quot;&gt;\""))
  }

  @Test("uses the severities of a file, also for the exit code")
  func severities() throws {
    try releases.folder.write(#"{"property-removed": "safe", "property-added": "risky"}"#, to: "severities.json")
    let run = releases.diff("old.json", "new.json", "--severities", "severities.json")

    #expect(run.exitCode == 0)
    #expect(run.out.joined().hasPrefix("codexgen: old.json → new.json: 0 breaking, 1 risky, 2 safe changes"))
    #expect(run.out.joined().contains("wire risky: client to server: the new server needs it"))
    try releases.folder.write("{\n\"property-ad\": \"safe\"}", to: "wrong.json")
    let wrong = releases.diff("old.json", "new.json", "--severities", "wrong.json")
    #expect(wrong.exitCode == 2)
    #expect(wrong.err.first?.hasPrefix("wrong.json:2:1: error: #/property-ad: there is no rule") == true)
    let missing = releases.diff("old.json", "new.json", "--severities", "missing.json")
    #expect(missing.err == ["missing.json: error: there is no such file; check the path that follows '--severities'"])
  }
}
