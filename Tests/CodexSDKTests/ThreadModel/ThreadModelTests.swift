import Foundation
import Observation
import Testing

@testable import CodexSDK

@MainActor
@Suite("The observable model of a thread")
struct ThreadModelTests {
  private func apply(_ method: String, _ params: JSONValue, to state: inout ThreadState) throws {
    let message: JSONValue = ["method": .string(method), "params": params]
    state.apply(try WireDecoder().decode(ServerNotification.self, from: JSONEncoder().encode(message)))
  }

  /// A turn with two running messages.
  private func state() throws -> ThreadState {
    var state = ThreadState(id: "t")
    try apply(
      "turn/started",
      ["threadId": "t", "turn": ["id": "u", "items": [], "status": "inProgress"]],
      to: &state
    )
    try delta("one", of: "a", to: &state)
    try delta("two", of: "b", to: &state)
    return state
  }

  private func delta(_ text: JSONValue, of item: JSONValue, to state: inout ThreadState) throws {
    try apply(
      "item/agentMessage/delta",
      ["threadId": "t", "turnId": "u", "itemId": item, "delta": text],
      to: &state
    )
  }

  private final class Changes: Sendable {
    private let names = Locked<Set<String>>([])
    var all: Set<String> { names.withLock { $0 } }

    /// Notes the next change of what a closure reads.
    @MainActor func watch(_ name: String, _ read: () -> Void) {
      withObservationTracking(read) { [names] in names.withLock { _ = $0.insert(name) } }
    }
  }

  @Test("a delta changes only its item")
  func fineGrained() throws {
    var state = try state()
    let model = ThreadModel(state)
    let changes = Changes()
    changes.watch("details") { _ = model.details }
    changes.watch("turns") { _ = model.turns }
    changes.watch("turn") { _ = model.turns[0].details }
    changes.watch("items") { _ = model.turns[0].items }
    changes.watch("a") { _ = model.turns[0].items[0].state }
    changes.watch("b") { _ = model.turns[0].items[1].state }

    model.show(state)
    #expect(changes.all == [])
    try delta("!", of: "b", to: &state)
    model.show(state)
    #expect(changes.all == ["b"])
  }

  @Test("turns and items keep their objects while they change and move")
  func identity() throws {
    var state = try state()
    let model = ThreadModel(state)
    let turn = model.turns[0]
    let items = turn.items
    try apply(
      "item/completed",
      [
        "threadId": "t", "turnId": "u", "completedAtMs": 1,
        "item": ["type": "agentMessage", "id": "b", "text": "two"],
      ],
      to: &state
    )
    try apply(
      "turn/started",
      ["threadId": "t", "turn": ["id": "v", "items": [], "status": "inProgress"]],
      to: &state
    )
    model.show(state)
    #expect(model.turns.map(\.id) == ["u", "v"])
    #expect(model.turns[0] === turn)
    // The completed item comes before the running one.
    #expect(turn.items.map(\.id.itemID) == ["b", "a"])
    #expect(turn.items[0] === items[1] && turn.items[1] === items[0])
  }

  @Test("unit: a model follows a thread until its task is cancelled, and can follow it again")
  func following() async throws {
    let (codex, server) = try await connect()
    let thread = CodexThread(id: "t", codex: codex)
    let model = ThreadModel()
    for _ in 0..<2 {
      let task = Task { await model.follow(thread, every: .zero) }
      try await server.replyToResume(status: FakeServer.active)
      try server.reply(
        to: try await server.next("thread/turns/list"),
        ["data": [["id": "u", "items": [], "status": "completed", "itemsView": "full"]]]
      )
      while model.turns.isEmpty { await Task.yield() }
      task.cancel()
      await task.value
      #expect(model.failure == nil)
    }
    #expect(model.turns.map(\.details.status) == [.completed])
    await codex.close()
  }
}
