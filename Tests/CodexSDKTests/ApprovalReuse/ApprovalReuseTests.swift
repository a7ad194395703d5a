import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

private let harmless = ApprovalAssessment(risk: .low, authorization: .medium)

@Suite struct `Deciding with ApprovalReuse` {
  @Test func `each exact repetition is accepted without asking, and onReuse is called`() async throws {
    let fixture = ReuseFixture(deciding: ApprovalVerdict(.accept, assessment: harmless))
    for item in ["i1", "i2", "i3"] {
      #expect(try await fixture.reuse.decide(try Asking.command(item: item)) == .accept)
    }
    #expect(fixture.asked == ["i1"])
    #expect(fixture.reuses.map(\.request.itemID) == ["i2", "i3"])
    #expect(fixture.reuses.map(\.acceptedItemID) == ["i1", "i1"])
    #expect(fixture.reuses.map(\.assessment) == [harmless, harmless])
    #expect(fixture.reuses.map(\.count) == [1, 2])
  }

  @Test(
    arguments: [
      ApprovalVerdict.always(risk: .low),
      ApprovalVerdict(.accept, assessment: .init(risk: .low, authorization: .high)),
      ApprovalVerdict(.acceptForSession, assessment: harmless),
    ]
  )
  func `an approval with low risk and clear authorization is reused`(verdict: ApprovalVerdict) async throws {
    let fixture = ReuseFixture(deciding: verdict)
    #expect(try await fixture.asks(try Asking.command(item: "i1"), try Asking.command(item: "i2")) == ["i1"])
  }

  @Test(
    arguments: [
      ApprovalVerdict(.accept),
      ApprovalVerdict.always(risk: .medium),
      ApprovalVerdict.always(risk: .high),
      ApprovalVerdict.always(risk: .critical),
      ApprovalVerdict.always(risk: .unrecognized("tiny")),
      ApprovalVerdict(.accept, assessment: .init(risk: .low, authorization: .low)),
      ApprovalVerdict(.accept, assessment: .init(risk: .low, authorization: .unknown)),
      ApprovalVerdict(.accept, assessment: .init(risk: .low, authorization: .unrecognized("total"))),
      ApprovalVerdict(.decline, assessment: .init(risk: .low, authorization: .high)),
      ApprovalVerdict(.cancel, assessment: .init(risk: .low, authorization: .high)),
      ApprovalVerdict(.acceptWithExecPolicyAmendment(["ls"]), assessment: .init(risk: .low, authorization: .high)),
    ]
  )
  func `other decisions are not reused`(verdict: ApprovalVerdict) async throws {
    let fixture = ReuseFixture(deciding: verdict)
    #expect(try await fixture.asks(try Asking.command(item: "i1"), try Asking.command(item: "i2")) == ["i1", "i2"])
    #expect(fixture.reuse.count == 0)
  }

  @Test func `an approval that the server did not offer is not reused`() async throws {
    let fixture = ReuseFixture(deciding: ApprovalVerdict(.acceptForSession, assessment: harmless))
    var first = try Asking.command(item: "i1")
    first.offeredDecisions = [.accept, .decline, .cancel]
    #expect(try await fixture.asks(first, try Asking.command(item: "i2")) == ["i1", "i2"])
  }

  /// The differences from the action that was accepted: the command `ls` in the folder `/w` without additional permissions.
  @Test(
    arguments: [
      RequestChange("command") { $0.command = "ls -a" },
      RequestChange("no command") { $0.command = nil },
      RequestChange("folder") { $0.cwd = "/w/sub" },
      RequestChange("no folder") { $0.cwd = nil },
      RequestChange("permissions") { $0.permissions = RequestPermissionProfile(network: .init(enabled: true)) },
      RequestChange("empty permissions") { $0.permissions = RequestPermissionProfile() },
      RequestChange("thread") { $0.threadID = "t2" },
      RequestChange("kind") { $0.kind = .unrecognized },
      RequestChange("network access") { $0.network = NetworkApprovalContext(host: "example.com", protocol: .https) },
      RequestChange("standard input") { $0.kind = .standardInput },
      RequestChange("one of several prompts of an item") { $0.approvalID = "a" },
      RequestChange("a folder to write to") { $0.grantRoot = "/w" },
      RequestChange("no item") { $0.itemID = nil },
      RequestChange("accept is not offered") { $0.offeredDecisions = [.acceptForSession, .decline, .cancel] },
      RequestChange("another environment") { $0.rawRequest = try Asking.rawCommand(environment: "remote") },
      RequestChange("the legacy request") { $0.rawRequest = try Asking.legacyCommand() },
    ]
  )
  func `a request that differs from the accepted one is asked`(change: RequestChange) async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    _ = try await fixture.reuse.decide(try Asking.command(item: "i1"))
    var other = try Asking.command(item: "i2")
    try change.apply(&other)
    _ = try await fixture.reuse.decide(other)
    #expect(fixture.asked.count == 2)
    #expect(fixture.reuses.isEmpty)
  }

  /// The handler accepts the first of two equal requests with `ApprovalVerdict.always`.
  @Test(
    arguments: [
      RequestChange("network") { $0.network = NetworkApprovalContext(host: "example.com", protocol: .https) },
      RequestChange("standard input") { $0.kind = .standardInput },
      RequestChange("an MCP tool") {
        $0.kind = .mcpTool
        $0.mcpTool = .init(server: "s", message: "Allow?")
      },
      RequestChange("permissions") {
        $0.kind = .permissions
        $0.permissions = RequestPermissionProfile(network: .init(enabled: true))
      },
      RequestChange("a folder to write to") { $0.grantRoot = "/w" },
      RequestChange("a file change of unknown files") { $0.kind = .fileChange },
      RequestChange("a new kind") { $0.kind = .unrecognized },
      RequestChange("the legacy request") { $0.rawRequest = try Asking.legacyCommand() },
    ]
  )
  func `requests of some kinds are always asked`(change: RequestChange) async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    var requests = [try Asking.command(item: "i1"), try Asking.command(item: "i2")]
    for index in requests.indices { try change.apply(&requests[index]) }
    #expect(try await fixture.asks(requests[0], requests[1]) == ["i1", "i2"])
    #expect(fixture.reuse.count == 0)
  }

  @Test func `the second request about an item is asked, also when the first one was a repetition`() async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    let first = try Asking.command(item: "i1")
    let repeated = try Asking.command(item: "i2")
    #expect(try await fixture.asks(first, first, repeated, repeated) == ["i1", "i1", "i2"])
    #expect(fixture.reuses.map(\.request.itemID) == ["i2"])
  }

  @Test func `the request for network access of a repeated command is asked`() async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    var retry = try Asking.command(item: "i2")
    retry.network = NetworkApprovalContext(host: "example.com", protocol: .https)
    #expect(
      try await fixture.asks(try Asking.command(item: "i1"), try Asking.command(item: "i2"), retry) == ["i1", "i2"]
    )
  }

  @Test func `a command with the same additional permissions is a repetition`() async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    var requests = [try Asking.command(item: "i1"), try Asking.command(item: "i2")]
    for index in requests.indices {
      requests[index].permissions = RequestPermissionProfile(network: .init(enabled: true))
    }
    #expect(try await fixture.asks(requests[0], requests[1]) == ["i1"])
  }

  @Test(
    arguments: [
      ("the same", [("/w/a", .add), ("/w/b", .delete)], true),
      ("in another order", [("/w/b", .delete), ("/w/a", .add)], true),
      ("one more", [("/w/a", .add), ("/w/b", .delete), ("/w/c", .add)], false),
      ("one less", [("/w/a", .add)], false),
      ("another", [("/w/a", .add), ("/w/c", .delete)], false),
      ("changed otherwise", [("/w/a", .delete), ("/w/b", .delete)], false),
      ("moved", [("/w/a", .update(.init(movePath: "/etc/a"))), ("/w/b", .delete)], false),
    ] as [(String, [(String, PatchChangeKind)], Bool)]
  )
  func `a file change is a repetition only when it changes the same files in the same ways`(
    name: String,
    files: [(String, PatchChangeKind)],
    isRepeat: Bool
  ) async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    let first = try Asking.fileChange(item: "i1", [("/w/a", .add), ("/w/b", .delete)])
    let asked = try await fixture.asks(first, try Asking.fileChange(item: "i2", files))
    #expect(asked == (isRepeat ? ["i1"] : ["i1", "i2"]), "\(name)")
  }

  @Test func `a file change that asks for a writable folder is asked, although its files are the same`() async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    var second = try Asking.fileChange(item: "i2", [("/w/a", .add)])
    second.grantRoot = "/w"
    #expect(try await fixture.asks(try Asking.fileChange(item: "i1", [("/w/a", .add)]), second) == ["i1", "i2"])
  }
}
