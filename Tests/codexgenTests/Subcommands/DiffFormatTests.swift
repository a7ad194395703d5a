import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("A report of codexgen diff")
struct DiffFormatTests {
  private let releases: DiffFolder

  init() throws { releases = try DiffFolder() }

  @Test("as text lists the changes, with breaking changes first")
  func text() {
    let run = releases.diff("old.json", "new.json")

    #expect(run.exitCode == 1)
    #expect(run.err == [])
    #expect(
      run.out.joined() == """
        codexgen: old.json → new.json: 2 breaking, 0 risky, 1 safe changes

        Breaking (2)
          call params.old [property-removed]
            The property old of call params was removed.
            wire risky: client to server: the new server ignores the value that an old client sends
            source breaking: the property old was removed
          call params.size [property-added]
            The required property size of call params is new.
            wire breaking: client to server: the new server needs it, but an old client does not send it
            source breaking: calls of the initializer do not compile: the new parameter 'size' has no default value

        Safe (1)
          The enum Speed has the new value slow. [enum-value-added]
        """
    )
  }

  @Test("has colours only on a terminal")
  func colours() {
    var out = ""
    let code = Codexgen.run(
      arguments: ["diff", "old.json", "new.json", "--fail-on", "none"],
      currentDirectory: releases.folder.path,
      isTerminal: true,
      out: { out = $0 },
      err: { _ in }
    )

    #expect(code == 0)
    #expect(out.contains("\u{1B}[1;31mBreaking (2)\u{1B}[0m"))
    #expect(!releases.diff("old.json", "new.json").out.joined().contains("\u{1B}"))
  }

  @Test("as JSON has all details of each change")
  func json() {
    let run = releases.diff("old.json", "new.json", "--format", "json", "--scope=wire")

    #expect(run.exitCode == 1)
    #expect(
      run.out.joined() == #"""
        {
          "changes": [
            {
              "experimental": false,
              "file": "new.json",
              "line": 5,
              "message": "The enum Speed has the new value slow.",
              "new": "slow",
              "old": null,
              "pointer": "/definitions/Speed",
              "reaches": [
                "call"
              ],
              "reasons": {
                "source": [
                  "the enum is @nonexhaustive, so with Swift 6.3 or newer every switch over it has a default case"
                ],
                "wire": [
                  "server to client: an old client keeps an unknown value as unrecognized"
                ]
              },
              "rule": "enum-value-added",
              "source": "safe",
              "subject": "Speed.slow",
              "wire": "safe"
            },
            {
              "experimental": false,
              "file": "old.json",
              "line": 3,
              "message": "The property old of call params was removed.",
              "new": null,
              "old": "String?",
              "pointer": "/definitions/CallParams/properties/old",
              "reaches": [
                "call"
              ],
              "reasons": {
                "source": [
                  "the property old was removed"
                ],
                "wire": [
                  "client to server: the new server ignores the value that an old client sends"
                ]
              },
              "rule": "property-removed",
              "source": "breaking",
              "subject": "call params.old",
              "wire": "risky"
            },
            {
              "experimental": false,
              "file": "new.json",
              "line": 3,
              "message": "The required property size of call params is new.",
              "new": "Int",
              "old": null,
              "pointer": "/definitions/CallParams/properties/size",
              "reaches": [
                "call"
              ],
              "reasons": {
                "source": [
                  "calls of the initializer do not compile: the new parameter 'size' has no default value"
                ],
                "wire": [
                  "client to server: the new server needs it, but an old client does not send it"
                ]
              },
              "rule": "property-added",
              "source": "breaking",
              "subject": "call params.size",
              "wire": "breaking"
            }
          ],
          "new": "new.json",
          "old": "old.json",
          "summary": {
            "breaking": 1,
            "risky": 1,
            "safe": 1
          }
        }
        """#
    )
  }

  @Test("as Markdown is a description for a pull request")
  func markdown() {
    #expect(
      releases.diff("old.json", "new.json", "--format", "markdown").out.joined() == """
        # old.json → new.json

        **2 breaking, 0 risky, 1 safe changes.**

        ## Breaking

        - **`call params.old`** The property old of call params was removed.
          Wire risky: client to server: the new server ignores the value that an old client sends. Source \
        breaking: the property old was removed.
          *What to do:* Stop reading and writing the property.
        - **`call params.size`** The required property size of call params is new.
          Wire breaking: client to server: the new server needs it, but an old client does not send it. Source \
        breaking: calls of the initializer do not compile: the new parameter 'size' has no default value.
          *What to do:* If the property is required, pass it wherever the type is created.

        ## New values

        - `Speed`: `slow`
        """
    )
  }

  @Test("for GitHub annotates safe changes only with '--safe'")
  func safeAnnotations() {
    let lines = releases.diff("old.json", "new.json", "--format", "github", "--safe").out.joined().split(
      separator: "\n"
    )

    #expect(
      lines.dropLast().last == """
        ::notice file=new.json,line=5,title=enum-value-added%3A Speed.slow::The enum Speed has the new value slow.%0Aat \
        /definitions/Speed
        """
    )
  }

  @Test("for GitHub has at most ten annotations of a level, and says how many more there are")
  func manyAnnotations() throws {
    let properties = (10..<40).map { "\"p\($0)\": {\"type\": \"string\"}" }.joined(separator: ", ")
    try releases.folder.write(DiffFolder.bundle(properties, speeds: #""fast""#), to: "many.json")
    try releases.folder.write(DiffFolder.bundle("", speeds: #""fast""#), to: "none.json")

    let lines = releases.diff("many.json", "none.json", "--format", "github").out.joined().split(separator: "\n")

    #expect(lines.filter { $0.hasPrefix("::error") }.count == 10)
    #expect(lines.count == 12)
    #expect(lines[10].hasPrefix("codexgen: 20 more breaking changes have no annotation"))
  }

  @Test("as Markdown is cut at the size that GitHub accepts, and says so")
  func longMarkdown() throws {
    let properties = (1000..<1400).map { "\"p\($0)\": {\"type\": \"string\"}" }.joined(separator: ", ")
    try releases.folder.write(DiffFolder.bundle(properties, speeds: #""fast""#), to: "many.json")
    try releases.folder.write(DiffFolder.bundle("", speeds: #""fast""#), to: "none.json")

    let report = releases.diff("many.json", "none.json", "--format", "markdown").out.joined()

    #expect(report.utf16.count <= 65_536 && report.utf16.count > 60_000)
    #expect(report.hasSuffix("`--format text` shows all changes.**"))
  }

  @Test("for GitHub annotates the schema file, with special characters escaped")
  func github() {
    #expect(
      releases.diff("old.json", "new.json", "--format", "github").out.joined() == """
        ::error file=old.json,line=3,title=property-removed%3A call params.old::The property old of call params was \
        removed.%0Awire risky: client to server: the new server ignores the value that an old client sends%0Asource \
        breaking: the property old was removed%0Aat /definitions/CallParams/properties/old
        ::error file=new.json,line=3,title=property-added%3A call params.size::The required property size of call params is \
        new.%0Awire breaking: client to server: the new server needs it, but an old client does not send it%0Asource \
        breaking: calls of the initializer do not compile: the new parameter 'size' has no default value%0Aat \
        /definitions/CallParams/properties/size
        codexgen: old.json → new.json: 2 breaking, 0 risky, 1 safe changes
        """
    )
  }
}
