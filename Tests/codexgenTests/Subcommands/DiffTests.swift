import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("codexgen diff")
struct DiffTests {
  private let releases: DiffFolder

  init() throws { releases = try DiffFolder() }

  @Test("lists its rules")
  func rules() {
    let run = releases.diff("--rules")

    #expect(run.exitCode == 0)
    #expect(run.out.joined().hasPrefix("method-added\n    The server has a new method that clients may call. Safe.\n"))
  }

  // MARK: Exit codes

  @Test(
    "has exit code 1 if there are changes that '--fail-on' names",
    arguments: [
      (["old.json", "new.json"], 1),
      (["old.json", "new.json", "--fail-on", "any"], 1),
      (["old.json", "new.json", "--fail-on", "none"], 0),
      (["old.json", "old.json", "--fail-on", "any"], 0),
      (["old.json", "new.json", "--scope", "wire"], 1),
      // A client that sends the required property works with an old server, which ignores it.
      (["old.json", "new.json", "--scope", "wire", "--reverse"], 0),
      (["new.json", "old.json", "--scope", "source"], 1),
    ] as [([String], Int32)]
  )
  func exitCodes(arguments: [String], code: Int32) {
    let run = releases.diff(arguments)

    #expect(run.exitCode == code, "\(run.out) \(run.err)")
  }

  @Test("exchanges the two releases with '--reverse'")
  func reverse() {
    let run = releases.diff("old.json", "new.json", "--reverse")

    #expect(run.out == releases.diff("new.json", "old.json").out)
  }

  // MARK: Limits and modules

  @Test(
    "fails on risky changes with '--fail-on risky'",
    arguments: [("risky", "source", 0), ("risky", "wire", 1), ("breaking", "wire", 0)]
  )
  func failOnRisky(limit: String, scope: String, code: Int) throws {
    // Without the property `mode`, the server ignores what old clients send. With the same Swift type, no program notices that.
    try releases.folder.write(
      DiffFolder.bundle(#""the_mode": {"type": "string"}"#, speeds: #""fast""#),
      to: "before.json"
    )
    try releases.folder.write(
      DiffFolder.bundle(#""theMode": {"type": "string"}"#, speeds: #""fast""#),
      to: "after.json"
    )

    let run = releases.diff("before.json", "after.json", "--fail-on", limit, "--scope", scope)

    #expect(run.exitCode == Int32(code), "\(run.out)")
  }

  @Test(
    "judges a new enum value by the access level of the module that '--config' names",
    arguments: [
      (#"{"access": "public"}"#, 0), (#"{"access": "internal"}"#, 1), ("{}", 1), (#"{"types": ["CallParams"]}"#, 0),
    ]
  )
  func modules(settings: String, breaking: Int) throws {
    try releases.folder.write(DiffFolder.bundle("", speeds: #""fast""#), to: "before.json")
    try releases.folder.write(DiffFolder.bundle("", speeds: #""fast", "slow""#), to: "after.json")
    try releases.folder.write(settings, to: "codexgen.json")

    let run = releases.diff("before.json", "after.json", "--config", "codexgen.json")

    #expect(run.exitCode == Int32(breaking), "\(run.out) \(run.err)")
    #expect(run.out.joined().contains("enum-value-added") == !settings.contains("types"))
  }

  @Test("refuses a name in the settings of a module that neither release has")
  func unknownName() throws {
    try releases.folder.write(#"{"types": ["Sped"]}"#, to: "codexgen.json")

    let run = releases.diff("old.json", "new.json", "--config", "codexgen.json")

    #expect(run.exitCode == 2)
    #expect(run.err.first?.hasPrefix("codexgen.json:1:12: error: #/types/0: there is no definition \"Sped\"") == true)
  }

  // MARK: Accepted changes

  private static let removed =
    #"{"rule": "property-removed", "subject": "call params.old", "reason": "nobody used it"}"#
  private static let added = #"{"rule": "property-added", "subject": "call params.size", "reason": "we give it"}"#

  @Test("accepts the changes that the file of '--allow' lists")
  func allow() throws {
    try releases.folder.write("[\(Self.removed), \(Self.added)]", to: "allow.json")

    let run = releases.diff("old.json", "new.json", "--allow", "allow.json")

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(
      run.out.joined().hasPrefix("codexgen: old.json → new.json: 0 breaking, 0 risky, 1 safe change, 2 accepted\n")
    )
  }

  @Test(
    "refuses a list of accepted changes with an entry that matches no change or has another form",
    arguments: [
      (
        #"[{"rule": "property-removed", "subject": "call params.odl", "reason": "x"}]"#,
        #"allow.json:1:2: error: #/0: no change matches the rule property-removed and the subject "call params.odl"; did you mean "call params.old"?"#
      ),
      (
        #"[{"rule": "method-removed", "subject": "call", "reason": "x"}]"#,
        #"allow.json:1:2: error: #/0: no change matches the rule method-removed and the subject "call"; remove this entry"#
      ),
      (
        #"[{"rule": "property-remove", "subject": "call", "reason": "x"}]"#,
        #"allow.json:1:3: error: #/0/rule: there is no rule "property-remove"; did you mean "property-removed"?"#
      ),
      (
        #"[{"rule": "property-removed", "subject": "call params.old"}]"#,
        "allow.json:1:2: error: #/0/reason: this should be a string that is not empty"
      ),
      (#"{"rule": 1}"#, "allow.json:1:1: error: this should be an array"),
    ]
  )
  func badAllowList(text: String, message: String) throws {
    try releases.folder.write(text, to: "allow.json")

    let run = releases.diff("old.json", "new.json", "--allow", "allow.json")

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(run.err == [message])
  }
}
