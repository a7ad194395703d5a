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
  func allSteps() async throws {
    for (old, new) in zip(Release.all, Release.all.dropFirst()) {
      for stableOnly in [false, true] {
        await Task.yield()
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

  /// PROTOCOL.md counts nodes of the schema, the diff counts changes. Where they differ, the difference is named here.
  @Test("counts from 0.133.0 to 0.163.0 what PROTOCOL.md counts")
  func counts() throws {
    let diff = try Self.diff("0.133.0", "0.163.0", stableOnly: true)
    func subjects(_ rule: Rule) -> [String] { diff.changes.filter { $0.rule == rule }.map(\.subject) }

    #expect((diff.count(.definitionAdded), diff.count(.definitionRemoved)) == (207, 3))
    #expect((diff.count(.methodAdded), diff.count(.methodRemoved)) == (25, 1))
    #expect((diff.count(.notificationAdded), diff.count(.notificationRemoved)) == (21, 0))

    // 201 properties, 7 of them required. Not told as properties: `emittedAtMs`, which stands beside every notification
    // (envelope-changed), and the first one of Account.amazonBedrock (branch-payload-added). Told as properties, and
    // required: four unions that are flattened into their objects.
    let flattened = [
      "ContentItem.input_image.content", "FunctionCallOutputContentItem.input_image.content",
      "HookMetadata.handlerType",
      "UserInput.image.content",
    ]
    #expect(diff.count(.propertyAdded) == 201 - 2 + flattened.count)
    #expect(subjects(.envelopeChanged) == ["ServerNotification"])
    #expect(subjects(.branchPayloadAdded) == ["Account.amazonBedrock", "ReviewDecision.denied"])
    let required = diff.changes.filter { $0.rule == .propertyAdded && $0.message.hasPrefix("The required ") }
    #expect(required.map(\.subject).filter(flattened.contains) == flattened)
    #expect(required.count == 7 + flattened.count)

    // 16 removed properties: 5 of them were DynamicToolSpec's, which is told once, as another kind of type.
    #expect(diff.count(.propertyRemoved) == 16 - 5)
    #expect(subjects(.typeKindChanged) == ["DynamicToolSpec", "ReasoningEffort", "ThreadSource"])

    // 55 enum values: 6 of them are branches without a value of unions (5 of CodexErrorInfo, 1 of ReviewDecision).
    #expect(diff.count(.enumValueAdded) == 55 - 6)
    // 12 removed: 6 of ReasoningEffort and 3 of ThreadSource, which are no enums any more; one branch of AskForApproval;
    // ReviewDecision.denied, which is an object now; and one value.
    #expect(subjects(.enumValueRemoved) == ["NetworkUnixSocketPermission.none"])
    #expect(subjects(.branchRemoved) == ["AskForApproval.on-failure"])

    // 36 branches: without the open end of CodexErrorInfo, which every union of ours has; without ReviewDecision.denied;
    // without two of DynamicToolSpec; and without 4 + 3 x 2 of the four flattened unions, each of which is told as one
    // property. With the 6 that have no value, which count as enum values there.
    #expect(diff.count(.branchAdded) == 36 - 1 - 1 - 2 - 10 + 6)

    // 30 type changes, of which 19 exchange one plain name of a string for another (AbsolutePathBuf for
    // LegacyAppPathString): the same JSON and the same Swift type, so no change. What is left is told by other rules.
    #expect(diff.count(.propertyTypeChanged) + diff.count(.propertyFormatChanged) == 0)
    #expect(subjects(.propertyBecameNullable) == ["Account.chatgpt.email"])
    #expect(
      subjects(.propertyBecameOptional) == [
        "ResponseItem.function_call_output.call_id", "ResponseItem.image_generation_call.id",
        "feedback/upload params.includeLogs",
      ]
    )
    #expect(subjects(.methodParamsChanged) == ["account/rateLimits/read params"])
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
