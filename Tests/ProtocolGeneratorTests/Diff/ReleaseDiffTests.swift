import Testing

@testable import ProtocolGenerator

/// The five releases that are kept with the tests, and what PROTOCOL.md tells of them.
@Suite("The diff of real releases")
struct ReleaseDiffTests {
  @Test(
    "finds and judges the breaking changes that really happened",
    arguments: [
      // From enum to plain string: any string is read on both sides, but the cases are gone.
      ("0.133.0", "0.144.4", "type-kind-changed ReasoningEffort: wire safe, source breaking"),
      ("0.133.0", "0.144.4", "type-kind-changed ThreadSource: wire safe, source breaking"),
      // The new server wants a tag that the struct did not have.
      ("0.133.0", "0.144.4", "type-kind-changed DynamicToolSpec: wire breaking, source breaking"),
      // The new server wants an object where clients sent a string.
      ("0.144.4", "0.147.0", "branch-payload-added ReviewDecision.denied: wire breaking, source breaking"),
      ("0.154.0", "0.163.0", "method-removed thread/rollback: wire breaking, source breaking"),
      // The string is a branch of the union, so what old clients send is still read.
      ("0.154.0", "0.163.0", "property-type-changed thread/items/list params.cursor: wire safe, source breaking"),
    ]
  )
  func breakingChanges(old: String, new: String, expected: String) throws {
    #expect(try Self.diff(old, new).changes.map(\.summary).contains(expected))
  }

  @Test("goes without an error between any two, with the customization that was written for the newest")
  func allSteps() throws {
    for (old, new) in zip(Release.all, Release.all.dropFirst()) {
      for stableOnly in [false, true] {
        let forward = try Self.diff(old, new, stableOnly: stableOnly, customized: true)
        let backward = try Self.diff(new, old, stableOnly: stableOnly, customized: true)

        #expect(!forward.changes.isEmpty)
        // What is added one way is removed the other way.
        let pairs: [(Rule, Rule)] = [
          (.methodAdded, .methodRemoved), (.notificationAdded, .notificationRemoved),
          (.definitionAdded, .definitionRemoved), (.definitionRenamed, .definitionRenamed),
          (.propertyAdded, .propertyRemoved), (.enumValueAdded, .enumValueRemoved), (.branchAdded, .branchRemoved),
          (.propertyTypeChanged, .propertyTypeChanged), (.typeKindChanged, .typeKindChanged),
        ]
        for (there, back) in pairs { #expect(forward.count(there) == backward.count(back), "\(old) \(new) \(there)") }
      }
    }
  }

  @Test("names each change once, in an order that is always the same")
  func order() throws {
    let changes = try Self.diff("0.133.0", "0.163.0").changes

    #expect(changes == (try Self.diff("0.133.0", "0.163.0").changes))
    #expect(changes.map(\.subject) == changes.map(\.subject).sorted())
    #expect(Set(changes.map { "\($0.rule) \($0.subject)" }).count == changes.count)
    #expect(changes.allSatisfy { $0.pointer.hasPrefix("/") && $0.message.hasSuffix(".") })
  }

  private static func diff(
    _ old: String,
    _ new: String,
    stableOnly: Bool = false,
    customized: Bool = false
  ) throws -> SchemaDiff {
    try SchemaDiff.compare(
      old: Release.input(old, stableOnly: stableOnly, customized: customized),
      new: Release.input(new, stableOnly: stableOnly, customized: customized),
      names: (old, new)
    )
  }
}

extension SchemaDiff {
  func count(_ rule: Rule) -> Int { changes.count { $0.rule == rule } }
}
