import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

private let harmless = ApprovalAssessment(risk: .low, authorization: .medium)

@Suite struct `Reuse of an approval` {
  @Test func `an exact repeat is accepted without asking, each time, and each time is an event`() async throws {
    let desk = Desk(answering: ApprovalVerdict(.accept, assessment: harmless))
    for item in ["i1", "i2", "i3"] {
      #expect(try await desk.reuse.decide(try command(item: item)) == .accept)
    }
    #expect(desk.asked == ["i1"])
    #expect(desk.reuses.map(\.request.itemID) == ["i2", "i3"])
    #expect(desk.reuses.map(\.acceptedItemID) == ["i1", "i1"])
    #expect(desk.reuses.map(\.assessment) == [harmless, harmless])
    #expect(desk.reuses.map(\.count) == [1, 2])
  }

  @Test(
    arguments: [
      ApprovalVerdict.always(risk: .low),
      ApprovalVerdict(.accept, assessment: .init(risk: .low, authorization: .high)),
      ApprovalVerdict(.acceptForSession, assessment: harmless),
    ]
  )
  func `a yes of low risk that is clearly wanted stands for repeats`(verdict: ApprovalVerdict) async throws {
    let desk = Desk(answering: verdict)
    #expect(try await desk.asks(try command(item: "i1"), try command(item: "i2")) == ["i1"])
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
  func `another answer stands only for itself`(verdict: ApprovalVerdict) async throws {
    let desk = Desk(answering: verdict)
    #expect(try await desk.asks(try command(item: "i1"), try command(item: "i2")) == ["i1", "i2"])
    #expect(desk.reuse.count == 0)
  }

  /// What differs from the action that was accepted, an `ls` in `/w` without further permissions.
  @Test(
    arguments: [
      Change("command") { $0.command = "ls -a" },
      Change("no command") { $0.command = nil },
      Change("folder") { $0.cwd = "/w/sub" },
      Change("no folder") { $0.cwd = nil },
      Change("permissions") { $0.permissions = RequestPermissionProfile(network: .init(enabled: true)) },
      Change("empty permissions") { $0.permissions = RequestPermissionProfile() },
      Change("thread") { $0.threadID = "t2" },
      Change("kind") { $0.kind = .unrecognized },
      Change("network access") { $0.network = NetworkApprovalContext(host: "example.com", protocol: .https) },
      Change("standard input") { $0.kind = .standardInput },
      Change("one of several prompts of an item") { $0.approvalID = "a" },
      Change("a folder to write to") { $0.grantRoot = "/w" },
      Change("no item") { $0.itemID = nil },
      Change("accept is not offered") { $0.offeredDecisions = [.acceptForSession, .decline, .cancel] },
      Change("another environment") { $0.rawRequest = try rawCommand(environment: "remote") },
      Change("the legacy request") { $0.rawRequest = try legacyCommand() },
    ]
  )
  private func `what is no exact repeat is asked`(change: Change) async throws {
    let desk = Desk(answering: .always(risk: .low))
    _ = try await desk.reuse.decide(try command(item: "i1"))
    var other = try command(item: "i2")
    try change.apply(&other)
    _ = try await desk.reuse.decide(other)
    #expect(desk.asked.count == 2)
    #expect(desk.reuses.isEmpty)
  }

  /// Though the very same is asked twice and accepted for always.
  @Test(
    arguments: [
      Change("network") { $0.network = NetworkApprovalContext(host: "example.com", protocol: .https) },
      Change("standard input") { $0.kind = .standardInput },
      Change("an MCP tool") {
        $0.kind = .mcpTool
        $0.mcpTool = .init(server: "s", message: "Allow?")
      },
      Change("permissions") {
        $0.kind = .permissions
        $0.permissions = RequestPermissionProfile(network: .init(enabled: true))
      },
      Change("a folder to write to") { $0.grantRoot = "/w" },
      Change("a file change of unknown files") { $0.kind = .fileChange },
      Change("a new kind") { $0.kind = .unrecognized },
      Change("the legacy request") { $0.rawRequest = try legacyCommand() },
    ]
  )
  private func `some kinds are always asked`(change: Change) async throws {
    let desk = Desk(answering: .always(risk: .low))
    var requests = [try command(item: "i1"), try command(item: "i2")]
    for index in requests.indices { try change.apply(&requests[index]) }
    #expect(try await desk.asks(requests[0], requests[1]) == ["i1", "i2"])
    #expect(desk.reuse.count == 0)
  }

  @Test func `the retry of an approved command is asked, also when the approval was a repeat`() async throws {
    let desk = Desk(answering: .always(risk: .low))
    let first = try command(item: "i1")
    let repeated = try command(item: "i2")
    #expect(try await desk.asks(first, first, repeated, repeated) == ["i1", "i1", "i2"])
    #expect(desk.reuses.map(\.request.itemID) == ["i2"])
  }

  @Test func `the network retry of a repeated command is asked`() async throws {
    let desk = Desk(answering: .always(risk: .low))
    var retry = try command(item: "i2")
    retry.network = NetworkApprovalContext(host: "example.com", protocol: .https)
    #expect(try await desk.asks(try command(item: "i1"), try command(item: "i2"), retry) == ["i1", "i2"])
  }

  @Test func `the same permissions beside a command are a repeat`() async throws {
    let desk = Desk(answering: .always(risk: .low))
    var requests = [try command(item: "i1"), try command(item: "i2")]
    for index in requests.indices {
      requests[index].permissions = RequestPermissionProfile(network: .init(enabled: true))
    }
    #expect(try await desk.asks(requests[0], requests[1]) == ["i1"])
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
  func `file changes are repeats only for the same files, changed in the same way`(
    name: String,
    files: [(String, PatchChangeKind)],
    isRepeat: Bool
  ) async throws {
    let desk = Desk(answering: .always(risk: .low))
    let first = try fileChange(item: "i1", [("/w/a", .add), ("/w/b", .delete)])
    let asked = try await desk.asks(first, try fileChange(item: "i2", files))
    #expect(asked == (isRepeat ? ["i1"] : ["i1", "i2"]), "\(name)")
  }

  @Test func `a file change that asks for a folder is asked, though its files are the same`() async throws {
    let desk = Desk(answering: .always(risk: .low))
    var second = try fileChange(item: "i2", [("/w/a", .add)])
    second.grantRoot = "/w"
    #expect(try await desk.asks(try fileChange(item: "i1", [("/w/a", .add)]), second) == ["i1", "i2"])
  }

  @Test func `the oldest is forgotten when there are more than the capacity`() async throws {
    let desk = Desk(capacity: 2, answering: .always(risk: .low))
    for name in ["a", "b", "c"] { _ = try await desk.reuse.decide(try command(name, item: name)) }
    #expect(desk.reuse.count == 2)
    #expect(try await desk.asks(try command("b", item: "b2"), try command("c", item: "c2")) == ["a", "b", "c"])
    #expect(try await desk.asks(try command("a", item: "a2")) == ["a", "b", "c", "a2"])
  }

  @Test func `a capacity of nothing remembers nothing`() async throws {
    let desk = Desk(capacity: 0, answering: .always(risk: .low))
    #expect(try await desk.asks(try command(item: "i1"), try command(item: "i2")) == ["i1", "i2"])
  }

  @Test func `a thread can be forgotten; others are not`() async throws {
    let desk = Desk(answering: .always(risk: .low))
    _ = try await desk.asks(try command(item: "i1"), try command(item: "j1", thread: "t2"))
    desk.reuse.forget(threadID: "t")
    #expect(desk.reuse.count == 1)
    let asked = try await desk.asks(try command(item: "i2"), try command(item: "j2", thread: "t2"))
    #expect(asked == ["i1", "j1", "i2"])
  }

  @Test func `an answer that comes after its thread was forgotten stands only for itself`() async throws {
    let box = Locked<ApprovalReuse?>(nil)
    let reuse = ApprovalReuse(onReuse: { _ in }) { request in
      box.withLock { $0 }?.forget(threadID: request.threadID)
      return .always(risk: .low)
    }
    box.withLock { $0 = reuse }
    #expect(try await reuse.decide(try command(item: "i1")) == .accept)
    #expect(reuse.count == 0)
  }

  @Test func `an answer to a question that was withdrawn stands for nothing`() async throws {
    let desk = Desk(answering: .always(risk: .low))
    let request = try command(item: "i1")
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try? await desk.reuse.decide(request)
    }.value
    #expect(desk.asked == ["i1"])
    #expect(desk.reuse.count == 0)
  }

  @Test func `a handler that throws accepts nothing, then or later`() async throws {
    struct Gone: Error {}
    let reuse = ApprovalReuse(onReuse: { _ in }) { _ in throw Gone() }
    let request = try command(item: "i1")
    await #expect(throws: Gone.self) { try await reuse.decide(request) }
    #expect(reuse.count == 0)
  }

  @Test(
    arguments: [
      ("thread/closed", ["threadId": "t"]),
      ("thread/archived", ["threadId": "t"]),
      ("thread/deleted", ["threadId": "t"]),
      ("thread/status/changed", ["threadId": "t", "status": ["type": "notLoaded"]]),
    ] as [(String, JSONValue)]
  )
  func `a thread that the server closes is forgotten`(method: String, params: JSONValue) async throws {
    let desk = Desk(answering: .always(risk: .low))
    var configuration = CodexConfiguration()
    configuration.askForApproval(through: desk.reuse)
    let (codex, server) = try await connect(configuration)
    _ = try await desk.asks(try command(item: "i1"), try command(item: "j1", thread: "t2"))
    let notifications = codex.notifications
    try server.notify("thread/status/changed", ["threadId": "t2", "status": ["type": "idle"]])
    try server.notify(method, params)
    var iterator = notifications.makeAsyncIterator()
    for _ in 1...2 { _ = try await iterator.next() }
    #expect(try await desk.asks(try command(item: "j2", thread: "t2"), try command(item: "i2")) == ["i1", "j1", "i2"])
    await codex.close()
  }

  @Test func `the end of the connection forgets all`() async throws {
    let desk = Desk(answering: .always(risk: .low))
    var configuration = CodexConfiguration()
    configuration.askForApproval(through: desk.reuse)
    let (codex, _) = try await connect(configuration)
    _ = try await desk.asks(try command(item: "i1"))
    #expect(desk.reuse.count == 1)
    await codex.close()
    #expect(desk.reuse.count == 0)
  }
}

/// What a request says otherwise than `command(item:)`.
private struct Change: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let apply: @Sendable (inout ApprovalRequest) throws -> Void

  init(_ name: String, _ apply: @escaping @Sendable (inout ApprovalRequest) throws -> Void) {
    testDescription = name
    self.apply = apply
  }
}

/// Somebody who always gives the same answer, and what they were asked.
private final class Desk: Sendable {
  let reuse: ApprovalReuse
  private let state: Locked<State>

  private struct State {
    var asked: [String] = []
    var reuses: [ApprovalReuse.Reuse] = []
  }

  init(capacity: Int = 10, answering verdict: ApprovalVerdict) {
    let state = Locked(State())
    self.state = state
    reuse = ApprovalReuse(
      capacity: capacity,
      onReuse: { reuse in state.withLock { $0.reuses.append(reuse) } },
      ask: { request in
        state.withLock { $0.asked.append(request.itemID ?? "none") }
        return verdict
      }
    )
  }

  /// The items that somebody was asked about.
  var asked: [String] { state.withLock { $0.asked } }
  var reuses: [ApprovalReuse.Reuse] { state.withLock { $0.reuses } }

  /// Decides these, one after the other, and tells what was asked so far.
  func asks(_ requests: ApprovalRequest...) async throws -> [String] {
    for request in requests { _ = try await reuse.decide(request) }
    return asked
  }
}

private func command(_ text: String = "ls", item: String, thread: String = "t") throws -> ApprovalRequest {
  ApprovalRequest(
    kind: .command,
    command: text,
    cwd: "/w",
    threadID: thread,
    turnID: "u",
    itemID: item,
    rawRequest: try rawCommand()
  )
}

private func fileChange(item: String, _ files: [(String, PatchChangeKind)]) throws -> ApprovalRequest {
  ApprovalRequest(
    kind: .fileChange,
    fileChanges: files.map { FileUpdateChange(diff: "new for \(item)", kind: $0.1, path: $0.0) },
    threadID: "t",
    turnID: "u",
    itemID: item,
    rawRequest: try rawRequest(
      "item/fileChange/requestApproval",
      ["itemId": "i", "startedAtMs": 1, "threadId": "t", "turnId": "u"]
    )
  )
}

private func rawCommand(environment: JSONValue = .null) throws -> ServerRequest {
  try rawRequest(
    "item/commandExecution/requestApproval",
    ["itemId": "i", "startedAtMs": 1, "threadId": "t", "turnId": "u", "environmentId": environment]
  )
}

private func legacyCommand() throws -> ServerRequest {
  try rawRequest(
    "execCommandApproval",
    ["callId": "i", "conversationId": "t", "command": ["ls"], "cwd": "/w", "parsedCmd": []]
  )
}

private func rawRequest(_ method: JSONValue, _ params: JSONValue) throws -> ServerRequest {
  let message: JSONValue = ["id": 0, "method": method, "params": params]
  return try JSONDecoder().decode(ServerRequest.self, from: JSONEncoder().encode(message))
}
