import Foundation
import Testing

@testable import CodexSDK

@Suite("The state of a thread")
struct ThreadStateTests {
  private var state = ThreadState(id: "t")

  private mutating func apply(_ method: String, _ params: JSONValue) throws {
    let message: JSONValue = ["method": .string(method), "params": params]
    state.apply(try WireDecoder().decode(ServerNotification.self, from: JSONEncoder().encode(message)))
  }

  private mutating func startTurn(_ id: String) throws {
    try apply("turn/started", ["threadId": "t", "turn": ["id": .string(id), "items": [], "status": "inProgress"]])
  }

  private mutating func endTurn(_ id: String, status: String = "completed") throws {
    try apply(
      "turn/completed",
      ["threadId": "t", "turn": ["id": .string(id), "items": [], "itemsView": "notLoaded", "status": .string(status)]]
    )
  }

  private mutating func start(_ item: JSONValue, in turn: String = "u") throws {
    try apply("item/started", ["threadId": "t", "turnId": .string(turn), "item": item, "startedAtMs": 1])
  }

  private mutating func complete(_ item: JSONValue, in turn: String = "u") throws {
    try apply("item/completed", ["threadId": "t", "turnId": .string(turn), "item": item, "completedAtMs": 2])
  }

  private mutating func delta(_ text: String, of item: String = "m", in turn: String = "u") throws {
    try apply(
      "item/agentMessage/delta",
      ["threadId": "t", "turnId": .string(turn), "itemId": .string(item), "delta": .string(text)]
    )
  }

  private func message(_ text: String, id: String = "m") -> JSONValue {
    ["type": "agentMessage", "id": .string(id), "text": .string(text)]
  }

  private func command(_ id: String, output: JSONValue = .null) -> JSONValue {
    [
      "type": "commandExecution", "id": .string(id), "command": "ls", "commandActions": [], "cwd": "/",
      "status": "inProgress", "aggregatedOutput": output,
    ]
  }

  private func text(_ item: ItemState?) -> String? {
    switch item?.item {
    case .agentMessage(let message)?: message.text
    case .plan(let plan)?: plan.text
    case .commandExecution(let command)?: command.aggregatedOutput
    case .reasoning(let reasoning)?: "\(reasoning.summary ?? []) \(reasoning.content ?? [])"
    default: nil
    }
  }

  // MARK: Texts

  @Test("a running message grows with each delta, and the completed message replaces the text")
  mutating func growingMessage() throws {
    try startTurn("u")
    try start(message(""))
    try delta("Hello")
    try delta(", wörld 👋")
    #expect(text(state.turns[0].runningItems.first) == "Hello, wörld 👋")
    #expect(state.turns[0].completedItems == [])

    try complete(message("Hello, world."))
    #expect(state.turns[0].runningItems == [])
    #expect(text(state.turns[0].completedItems.first) == "Hello, world.")
    #expect(state.turns[0].completedItems.first?.isCompleted == true)
    #expect(state.turns[0].finalResponse == "Hello, world.")
  }

  @Test("the output of a command and the parts of reasoning grow")
  mutating func otherTexts() throws {
    try startTurn("u")
    try start(command("c"))
    try start(["type": "reasoning", "id": "r"])
    for line in ["a\n", "b\n"] {
      try apply(
        "item/commandExecution/outputDelta",
        ["threadId": "t", "turnId": "u", "itemId": "c", "delta": .string(line)]
      )
    }
    for (index, word) in [(0, "x"), (1, "y"), (1, "z")] {
      try apply(
        "item/reasoning/summaryTextDelta",
        ["threadId": "t", "turnId": "u", "itemId": "r", "delta": .string(word), "summaryIndex": .integer(Int64(index))]
      )
    }
    #expect(text(state.turns[0].runningItems[0]) == "a\nb\n")
    #expect(text(state.turns[0].runningItems[1]) == #"["x", "yz"] []"#)
  }

  @Test("a snapshot does not change when the state changes")
  mutating func snapshots() throws {
    try startTurn("u")
    try start(message(""))
    try delta("one")
    let snapshot = state
    try delta(" two")
    #expect(text(snapshot.turns[0].runningItems[0]) == "one")
    #expect(text(state.turns[0].runningItems[0]) == "one two")
  }

  // MARK: Order and identity

  @Test("items are in the order of their completion, and running items follow in the order of their start")
  mutating func order() throws {
    try startTurn("u")
    for id in ["a", "b", "c"] { try start(command(id)) }
    try complete(command("b"))
    try complete(command("a"))
    #expect(state.turns[0].items.map(\.id.itemID) == ["b", "a", "c"])
  }

  @Test("the ID of an item distinguishes items of different turns that have the same ID")
  mutating func identity() throws {
    try startTurn("u")
    try complete(message("1"))
    try startTurn("v")
    try complete(message("2"), in: "v")
    let ids = state.turns.flatMap { $0.items.map(\.id) }
    #expect(Set(ids).count == 2)
    #expect(state.turns.map { text($0.completedItems.first) } == ["1", "2"])
  }

  @Test("an interrupted turn keeps the beginning of its message apart from the completed items")
  mutating func interruption() throws {
    try startTurn("u")
    try start(message(""))
    try delta("Once upon")
    try endTurn("u", status: "interrupted")
    #expect(state.turns[0].status == .interrupted)
    #expect(state.turns[0].completedItems == [])
    #expect(text(state.turns[0].runningItems.first) == "Once upon")
    #expect(state.runningTurn == nil)
  }

  // MARK: Hostile servers

  @Test("deltas of unknown items and turns make an item without its beginning")
  mutating func unknownItems() throws {
    try delta("end of a text")
    #expect(state.turns.map(\.id) == ["u"])
    #expect(!state.turns[0].hasAllItems)
    #expect(state.turns[0].runningItems.first?.lacksBeginning == true)
    try complete(message("the whole text"))
    #expect(state.turns[0].completedItems.first?.lacksBeginning == false)
  }

  @Test("a completed item stays complete when its start and its deltas come late")
  mutating func lateStart() throws {
    try startTurn("u")
    try complete(message("done"))
    try start(message(""))
    try delta("late")
    #expect(state.turns[0].runningItems == [])
    #expect(text(state.turns[0].completedItems.first) == "done")
  }

  @Test("an item that is completed twice is replaced, as on the server")
  mutating func repeatedIDs() throws {
    try startTurn("u")
    try complete(message("one"))
    try complete(command("c"))
    try complete(message("two"))
    #expect(state.turns[0].completedItems.map { text($0) } == ["two", nil])
  }

  @Test("a delta for an item of another kind has no effect")
  mutating func wrongKind() throws {
    try startTurn("u")
    try start(command("m", output: "x"))
    try delta("y")
    #expect(text(state.turns[0].runningItems.first) == "x")
  }

  @Test("a wrong number of a part does not fill the memory", arguments: [-1, 17, 1_000_000_000, Int.max, Int.min])
  mutating func wrongPart(_ index: Int) throws {
    try startTurn("u")
    try start(["type": "reasoning", "id": "r"])
    try apply(
      "item/reasoning/textDelta",
      ["threadId": "t", "turnId": "u", "itemId": "r", "delta": "x", "contentIndex": .integer(Int64(index))]
    )
    #expect(text(state.turns[0].runningItems.first) == "[] []")
  }

  @Test("an item of an unknown kind is kept")
  mutating func unknownKind() throws {
    try startTurn("u")
    try start(["type": "telepathy", "id": "x", "thought": 1])
    try delta("?", of: "x")
    try complete(["type": "telepathy", "id": "x", "thought": 2])
    #expect(state.turns[0].completedItems.first?.item.isRecognized == false)
    #expect(state.turns[0].completedItems.first?.id.itemID == "x")
  }

  @Test("the number of running items, notices, requests and messages is limited")
  mutating func limits() throws {
    try startTurn("u")
    for index in 0..<2000 {
      try start(command("c\(index)"))
      try apply("warning", ["threadId": "t", "message": .string("\(index)")])
      let request: JSONValue = [
        "id": .integer(Int64(index)), "method": "item/commandExecution/requestApproval",
        "params": ["threadId": "t", "turnId": "u", "itemId": "c"],
      ]
      _ = state.add(try #require(OpenRequest(json: request)))
      try apply(
        "item/mcpToolCall/progress",
        ["threadId": "t", "turnId": "u", "itemId": "c0", "message": .string("\(index)")]
      )
    }
    #expect(state.turns[0].runningItems.count == 1024)
    #expect(state.openRequests.count == 1024)
    #expect(state.notices.map(\.message) == (1900..<2000).map { "\($0)" })
    #expect(state.notices.map(\.id) == Array(1901...2000))
    #expect(state.turns[0].runningItems[0].progress.count == 100)
    // An item that did not fit is shown when it is complete.
    try complete(command("c1999"))
    #expect(state.turns[0].completedItems.count == 1)
  }

  @Test("a late message about a turn that was not read yet does not put the turn at the end")
  mutating func earlierTurn() throws {
    let ids = ["01a1f814-27d2-73c1-8d9b-951fc61126f8", "01a1f814-2c0a-72f2-9d5d-a811ac643edc"]
    state.hasEarlierTurns = true
    try startTurn(ids[1])
    try complete(message("late"), in: ids[0])
    #expect(state.turns.map(\.id) == [ids[1]])
  }

  // MARK: Open requests

  private func approval(_ id: Int, of method: String, item: String, turn: String = "u") -> JSONValue {
    [
      "id": .integer(Int64(id)), "method": .string("item/\(method)/requestApproval"),
      "params": [
        "threadId": "t", "turnId": .string(turn), "itemId": .string(item), "startedAtMs": 1, "kind": "command",
        "command": "rm x", "availableDecisions": ["accept", "cancel"],
      ],
    ]
  }

  @Test("an open request is removed when the server resolves it, and when its turn ends")
  mutating func requests() throws {
    try startTurn("u")
    for (index, turn) in [(0, "u"), (1, "u"), (2, "v")] {
      let json = approval(index, of: "commandExecution", item: "c", turn: turn)
      let request = try WireDecoder().decode(ServerRequest.self, from: JSONEncoder().encode(json))
      let isAdded = [state.apply(request), state.apply(request)]
      #expect(isAdded == [true, true])
    }
    #expect(state.openRequests.map(\.id) == [.integer(0), .integer(1), .integer(2)])

    try apply("serverRequest/resolved", ["threadId": "t", "requestId": 0])
    #expect(state.openRequests.map(\.id) == [.integer(1), .integer(2)])

    try endTurn("u")
    #expect(state.openRequests.map(\.id) == [.integer(2)])
  }

  @Test("an open request shows what is asked, the offered decisions, and the changes of its item")
  mutating func approvals() throws {
    try startTurn("u")
    try start([
      "type": "fileChange", "id": "f", "status": "inProgress",
      "changes": [["path": "a.txt", "diff": "+x", "kind": ["type": "add"]]],
    ])
    for (index, method) in ["commandExecution", "fileChange"].enumerated() {
      let request = approval(index, of: method, item: index == 0 ? "c" : "f")
      let isAdded = state.add(try #require(OpenRequest(json: request)))
      #expect(isAdded)
    }
    let approvals = state.approvals
    #expect(approvals.map(\.kind) == [.command, .fileChange])
    #expect(approvals[0].command == "rm x")
    #expect(approvals[0].offeredDecisions == [.accept, .cancel])
    #expect(approvals[1].fileChanges.map(\.path) == ["a.txt"])
    #expect(state.openRequests[0].request.id == .integer(0))
  }

  @Test("a request of another thread, and one to which programs respond by themselves, is not shown")
  func otherRequests() throws {
    #expect(OpenRequest(json: ["id": 1, "method": "item/tool/call", "params": ["threadId": "t"]]) == nil)
    #expect(OpenRequest(json: ["id": [:], "method": "a/b", "params": ["threadId": "t"]]) == nil)
    var other = ThreadState(id: "other")
    let isAdded = other.add(try #require(OpenRequest(json: approval(0, of: "fileChange", item: "f"))))
    #expect(!isAdded)
  }
}
