import Testing

@testable import ProtocolGenerator

/// Compares the releases whose schemas are stored with the tests. Known changes of these releases have to be found.
@Suite("The diff of two real releases")
struct ReleaseDiffTests {
  @Test(
    "finds and judges the breaking changes that really happened",
    arguments: [
      (
        "0.133.0", "0.144.4",
        [
          // An enum became a string: both sides read any string, but the Swift cases were removed.
          "type-kind-changed ReasoningEffort: wire safe, source breaking",
          "type-kind-changed ThreadSource: wire safe, source breaking",
          // The new server needs a tag that the old struct does not have.
          "type-kind-changed DynamicToolSpec: wire breaking, source breaking",
        ]
      ),
      // The new server needs an object where old clients send a string.
      (
        "0.144.4", "0.147.0", ["branch-payload-added ReviewDecision.denied: wire breaking, source breaking"]
      ),
      (
        "0.154.0", "0.163.0",
        [
          "method-removed thread/rollback: wire breaking, source breaking",
          // The string is a branch of the new union, so the new server reads what old clients send.
          "property-type-changed thread/items/list params.cursor: wire safe, source breaking",
        ]
      ),
    ]
  )
  func breakingChanges(old: String, new: String, expected: [String]) throws {
    let summaries = try Self.diff(old, new).changes.map(\.summary)
    for change in expected { #expect(summaries.contains(change)) }
  }

  @Test("needs no customization of its own: the customization of the newest release fits all of them")
  func allSteps() async throws {
    for stableOnly in [false, true] {
      // Each release is read once, since reading one takes longer than comparing two.
      var releases: [(name: String, content: (model: ReleaseModel, unknown: [Diagnostic]))] = []
      for name in Release.all {
        await Task.yield()
        let input = try Release.input(name, stableOnly: stableOnly, customized: true)
        releases.append((name, try SchemaDiff.releaseModel(of: input)))
      }
      for (old, new) in zip(releases, releases.dropFirst()) {
        await Task.yield()
        let forward = ModelComparison.changes(from: old.content.model, to: new.content.model)
        let backward = ModelComparison.changes(from: new.content.model, to: old.content.model)

        #expect(!forward.isEmpty)
        let unknown = Set(old.content.unknown.map(\.pointer)).intersection(new.content.unknown.map(\.pointer))
        #expect(unknown == [], "The entries name something that neither \(old.name) nor \(new.name) has.")
        // A part that is added from old to new is removed from new to old.
        let pairs: [(Rule, Rule)] = [
          (.methodAdded, .methodRemoved), (.notificationAdded, .notificationRemoved),
          (.definitionAdded, .definitionRemoved), (.definitionRenamed, .definitionRenamed),
          (.propertyAdded, .propertyRemoved), (.enumValueAdded, .enumValueRemoved), (.branchAdded, .branchRemoved),
          (.propertyTypeChanged, .propertyTypeChanged), (.typeKindChanged, .typeKindChanged),
        ]
        for (there, back) in pairs {
          let counts = (forward.count { $0.rule == there }, backward.count { $0.rule == back })
          #expect(counts.0 == counts.1, "\(old.name) \(new.name) \(there)")
        }
      }
    }
  }

  /// The expected numbers were counted in the schemas. Where the diff counts in another way, a comment explains the
  /// difference.
  @Test("finds as many changes from 0.133.0 to 0.163.0 as were counted in the schemas")
  func counts() throws {
    let diff = try Self.diff("0.133.0", "0.163.0", stableOnly: true)
    func subjects(_ rule: Rule) -> [String] { diff.changes.filter { $0.rule == rule }.map(\.subject) }

    #expect((diff.count(.definitionAdded), diff.count(.definitionRemoved)) == (207, 3))
    #expect((diff.count(.methodAdded), diff.count(.methodRemoved)) == (25, 1))
    #expect((diff.count(.notificationAdded), diff.count(.notificationRemoved)) == (21, 0))

    // The schemas have 201 new properties, 7 of them required. Two of them are reported by other rules: `emittedAtMs`,
    // a member of every notification (envelope-changed), and the first property of Account.amazonBedrock
    // (branch-payload-added). In addition, the diff reports four flattened unions as required properties.
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

    // 16 properties were removed. 5 of them belong to DynamicToolSpec, which is reported once, as another kind of type.
    #expect(diff.count(.propertyRemoved) == 16 - 5)
    #expect(subjects(.typeKindChanged) == ["DynamicToolSpec", "ReasoningEffort", "ThreadSource"])

    // 55 enum values were added. 6 of them are branches of unions without an associated value: 5 of CodexErrorInfo and 1
    // of ReviewDecision.
    #expect(diff.count(.enumValueAdded) == 55 - 6)
    // 12 enum values were removed: 6 of ReasoningEffort and 3 of ThreadSource, which are no enums any more, one branch of
    // AskForApproval, ReviewDecision.denied, which has an associated value now, and one enum value.
    #expect(subjects(.enumValueRemoved) == ["NetworkUnixSocketPermission.none"])
    #expect(subjects(.branchRemoved) == ["AskForApproval.on-failure"])

    // 36 branches were added. Not reported as branches: the catch-all branch of CodexErrorInfo, since every generated union
    // accepts unknown branches, ReviewDecision.denied, two branches of DynamicToolSpec, and 4 + 3 x 2 branches of the four
    // flattened unions, each of which is reported as one property. Reported as branches: the 6 without an associated value.
    #expect(diff.count(.branchAdded) == 36 - 1 - 1 - 2 - 10 + 6)

    // 30 properties have another type. For 19 of them, one alias of a string replaces another (AbsolutePathBuf and
    // LegacyAppPathString), which changes neither the JSON nor the Swift type. Other rules report the rest.
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

  @Test("reports each change once, in an order that is always the same")
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
    stableOnly: Bool = false
  ) throws -> SchemaDiff {
    try SchemaDiff.compare(
      old: Release.input(old, stableOnly: stableOnly),
      new: Release.input(new, stableOnly: stableOnly),
      names: (old, new)
    )
  }
}

extension SchemaDiff {
  func count(_ rule: Rule) -> Int { changes.count { $0.rule == rule } }
}
