import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("codexgen diff")
struct DiffTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let mode = #""mode": {"type": "string"}"#
    try folder.write(Self.bundle(#"\#(mode), "old": {"type": "string"}"#, speeds: #""fast""#), to: "old.json")
    try folder.write(
      Self.bundle(#"\#(mode), "size": {"type": "integer"}"#, required: #""size""#, speeds: #""fast", "slow""#),
      to: "new.json"
    )
  }

  /// A bundle with one method, `call`.
  private static func bundle(_ properties: String, required: String = "", speeds: String) -> String {
    ##"""
    {"definitions": {
      "RequestId": {"type": "string"},
      "CallParams": {"type": "object", "properties": {\##(properties)}, "required": [\##(required)]},
      "CallResponse": {"type": "object", "properties": {"speed": {"$ref": "#/definitions/Speed"}}},
      "Speed": {"type": "string", "enum": [\##(speeds)]},
      "ClientRequest": {"oneOf": [{"type": "object", "required": ["id", "method", "params"], "properties": {
        "id": {"$ref": "#/definitions/RequestId"}, "method": {"type": "string", "enum": ["call"]},
        "params": {"$ref": "#/definitions/CallParams"}}}]}
    }}
    """##
  }

  private func diff(_ arguments: String...) -> Run {
    Run(arguments: ["diff"] + arguments, in: folder.path, engine: .protocolGenerator)
  }

  // MARK: Formats

  @Test("tells people what changed, the worst first")
  func text() {
    let run = diff("old.json", "new.json")

    #expect(run.exitCode == 1)
    #expect(run.err == [])
    #expect(
      run.out.joined() == """
        codexgen: old.json → new.json: 2 breaking, 0 risky, 1 safe changes

        Breaking (2)
          call params.old [property-removed]
            The property old of call params is gone.
            wire risky: sent: the new server ignores what an old client says here
            source breaking: the property old is gone
          call params.size [property-added]
            The required property size of call params is new.
            wire breaking: sent: the new server needs it and it never comes
            source breaking: calls of the initializer do not compile: the new parameter 'size' must be given

        Safe (1)
          The enum Speed has the new value slow. [enum-value-added]
        """
    )
  }

  @Test("colours its text on a terminal only")
  func colours() {
    var out = ""
    let code = Codexgen.run(
      arguments: ["diff", "old.json", "new.json", "--fail-on", "none"],
      currentDirectory: folder.path,
      isTerminal: true,
      out: { out = $0 },
      err: { _ in }
    )

    #expect(code == 0)
    #expect(out.contains("\u{1B}[1;31mBreaking (2)\u{1B}[0m"))
    #expect(!diff("old.json", "new.json").out.joined().contains("\u{1B}"))
  }

  @Test("tells programs the same as JSON")
  func json() {
    let run = diff("old.json", "new.json", "--format", "json", "--scope=wire")

    #expect(run.exitCode == 1)
    #expect(
      run.out.joined() == #"""
        {
          "changes": [
            {
              "message": "The enum Speed has the new value slow.",
              "new": "slow",
              "old": null,
              "pointer": "/definitions/Speed",
              "reaches": [
                "call"
              ],
              "rule": "enum-value-added",
              "source": {
                "reasons": [
                  "the enum is @nonexhaustive: a switch has a default, which warns if it is `@unknown`"
                ],
                "severity": "safe"
              },
              "subject": "Speed.slow",
              "wire": {
                "reasons": [
                  "received: an old client keeps a value that it does not know as unrecognized"
                ],
                "severity": "safe"
              }
            },
            {
              "message": "The property old of call params is gone.",
              "new": null,
              "old": "String?",
              "pointer": "/definitions/CallParams/properties/old",
              "reaches": [
                "call"
              ],
              "rule": "property-removed",
              "source": {
                "reasons": [
                  "the property old is gone"
                ],
                "severity": "breaking"
              },
              "subject": "call params.old",
              "wire": {
                "reasons": [
                  "sent: the new server ignores what an old client says here"
                ],
                "severity": "risky"
              }
            },
            {
              "message": "The required property size of call params is new.",
              "new": "Int",
              "old": null,
              "pointer": "/definitions/CallParams/properties/size",
              "reaches": [
                "call"
              ],
              "rule": "property-added",
              "source": {
                "reasons": [
                  "calls of the initializer do not compile: the new parameter 'size' must be given"
                ],
                "severity": "breaking"
              },
              "subject": "call params.size",
              "wire": {
                "reasons": [
                  "sent: the new server needs it and it never comes"
                ],
                "severity": "breaking"
              }
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

  @Test("writes an upgrade report for a pull request")
  func markdown() {
    #expect(
      diff("old.json", "new.json", "--format", "markdown").out.joined() == """
        # old.json → new.json

        **2 breaking, 0 risky, 1 safe changes.**

        ## Breaking

        - **`call params.old`** The property old of call params is gone.
          Wire risky: sent: the new server ignores what an old client says here. source breaking: the property old is gone.
          *What to do:* Stop reading and writing it.
        - **`call params.size`** The required property size of call params is new.
          Wire breaking: sent: the new server needs it and it never comes. source breaking: calls of the initializer do \
        not compile: the new parameter 'size' must be given.
          *What to do:* Give it wherever the type is constructed.

        ## New values

        - `Speed`: `slow`
        """
    )
  }

  @Test("annotates the schema file for GitHub, with what means something to GitHub escaped")
  func github() {
    #expect(
      diff("old.json", "new.json", "--format", "github").out.joined() == """
        ::error file=new.json,title=property-removed%3A call params.old::The property old of call params is gone.%0Awire \
        risky: sent: the new server ignores what an old client says here%0Asource breaking: the property old is gone%0Aat \
        /definitions/CallParams/properties/old
        ::error file=new.json,title=property-added%3A call params.size::The required property size of call params is \
        new.%0Awire breaking: sent: the new server needs it and it never comes%0Asource breaking: calls of the \
        initializer do not compile: the new parameter 'size' must be given%0Aat /definitions/CallParams/properties/size
        ::notice file=new.json,title=enum-value-added%3A Speed.slow::The enum Speed has the new value slow.%0Aat \
        /definitions/Speed
        codexgen: old.json → new.json: 2 breaking, 0 risky, 1 safe changes
        """
    )
  }

  @Test("lists its rules")
  func rules() {
    let run = diff("--rules")

    #expect(run.exitCode == 0)
    #expect(run.out.joined().hasPrefix("method-added\n    A method that clients may call is new. Safe.\n"))
  }

  // MARK: Exit codes

  @Test(
    "ends with 1 for what '--fail-on' names",
    arguments: [
      (["old.json", "new.json"], 1),
      (["old.json", "new.json", "--fail-on", "any"], 1),
      (["old.json", "new.json", "--fail-on", "none"], 0),
      (["old.json", "old.json", "--fail-on", "any"], 0),
      (["old.json", "new.json", "--scope", "wire"], 1),
      // A client that gives the required property works with a server that does not know it.
      (["old.json", "new.json", "--scope", "wire", "--reverse"], 0),
      (["new.json", "old.json", "--scope", "source"], 1),
    ] as [([String], Int32)]
  )
  func exitCodes(arguments: [String], code: Int32) {
    let run = Run(arguments: ["diff"] + arguments, in: folder.path, engine: .protocolGenerator)

    #expect(run.exitCode == code, "\(run.out) \(run.err)")
  }

  @Test("exchanges the two releases with '--reverse'")
  func reverse() {
    let run = diff("old.json", "new.json", "--reverse")

    #expect(run.out == diff("new.json", "old.json").out)
  }

  // MARK: Accepted changes

  private static let removed =
    #"{"rule": "property-removed", "subject": "call params.old", "reason": "nobody used it"}"#
  private static let added = #"{"rule": "property-added", "subject": "call params.size", "reason": "we give it"}"#

  @Test("lets pass what '--allow' lists")
  func allow() throws {
    try folder.write("[\(Self.removed), \(Self.added)]", to: "allow.json")

    let run = diff("old.json", "new.json", "--allow", "allow.json")

    #expect(run.exitCode == 0, "\(run.err)")
    #expect(
      run.out.joined().hasPrefix("codexgen: old.json → new.json: 0 breaking, 0 risky, 1 safe change, 2 accepted\n")
    )
  }

  @Test(
    "refuses a list with an entry that matches nothing, or that is not of this form",
    arguments: [
      (
        #"[{"rule": "property-removed", "subject": "call params.odl", "reason": "x"}]"#,
        #"allow.json#/0: error: nothing matches property-removed of "call params.odl"; did you mean "call params.old"?"#
      ),
      (
        #"[{"rule": "method-removed", "subject": "call", "reason": "x"}]"#,
        #"allow.json#/0: error: nothing matches method-removed of "call"; remove this entry"#
      ),
      (
        #"[{"rule": "property-remove", "subject": "call", "reason": "x"}]"#,
        #"allow.json#/0/rule: error: there is no rule "property-remove"; did you mean "property-removed"?"#
      ),
      (
        #"[{"rule": "property-removed", "subject": "call params.old"}]"#,
        "allow.json#/0/reason: error: this should be a string that is not empty"
      ),
      (#"{"rule": 1}"#, "allow.json#: error: this should be an array"),
    ]
  )
  func badAllowList(text: String, message: String) throws {
    try folder.write(text, to: "allow.json")

    let run = diff("old.json", "new.json", "--allow", "allow.json")

    #expect(run.exitCode == 2)
    #expect(run.out == [])
    #expect(run.err == [message])
  }
}
