#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK
@testable import chat

@Suite("The screen of a thread")
struct ScreenTests {
  private var screen = Screen(state: ThreadState(id: "t"))

  /// The lines without the empty ones.
  private func lines(width: Int = 60, height: Int = 20) -> [Line] {
    screen.lines(width: width, height: height).filter { !$0.text.isEmpty }
  }

  private func style(of text: String) -> Line.Style? {
    screen.lines(width: 60, height: 40).first { $0.text.contains(text) }?.style
  }

  private mutating func apply(_ method: String, _ params: JSONValue) throws {
    var params = params.objectValue ?? [:]
    params["threadId"] = "t"
    let message: JSONValue = ["method": .string(method), "params": .object(params)]
    screen.state.apply(try JSONDecoder().decode(ServerNotification.self, from: JSONEncoder().encode(message)))
  }

  private mutating func startTurn() throws {
    try apply("turn/started", ["turn": ["id": "u", "items": [], "status": "inProgress"]])
  }

  private mutating func add(_ item: JSONValue, isCompleted: Bool = true) throws {
    try apply("item/started", ["turnId": "u", "item": item, "startedAtMs": 1])
    if isCompleted { try apply("item/completed", ["turnId": "u", "item": item, "completedAtMs": 2]) }
  }

  private func command(output: String, status: String = "completed", exitCode: JSONValue = 0) -> JSONValue {
    [
      "type": "commandExecution", "id": "c", "command": "make", "commandActions": [], "cwd": "/",
      "status": .string(status), "aggregatedOutput": .string(output), "exitCode": exitCode,
    ]
  }

  private mutating func ask(_ decisions: JSONValue = ["accept", "acceptForSession", "decline", "cancel"]) throws {
    let message: JSONValue = [
      "id": 7, "method": "item/commandExecution/requestApproval",
      "params": [
        "threadId": "t", "turnId": "u", "itemId": "c", "startedAtMs": 1, "kind": "command", "command": "rm -r build",
        "reason": "to start anew", "availableDecisions": decisions,
      ],
    ]
    let isAdded = screen.state.add(try #require(OpenRequest(json: message)))
    #expect(isAdded)
  }

  @Test("without a turn is empty, but for the input and the keys")
  func empty() {
    #expect(screen.lines(width: 60, height: 20).count == 20)
    #expect(lines().map(\.text.trimmed) == ["> ▏", "Enter sends, Ctrl-R threads, Ctrl-D quits"])
    #expect(lines().map(\.style) == [.plain, .inverse])
  }

  @Test("has as many lines as the terminal, also when that is very small", arguments: [1, 2, 3, 5])
  mutating func small(height: Int) throws {
    try startTurn()
    try add(["type": "agentMessage", "id": "m", "text": "Hello."])
    try ask()
    #expect(screen.lines(width: 1, height: height).count == height)
  }

  @Test("shows the end of an input that is longer than the line")
  mutating func longInput() {
    screen.input = String(repeating: "a", count: 100) + "end"
    #expect(lines(width: 10)[0].text == "> aaaend▏")
  }

  @Test("shows a message as it grows")
  mutating func growing() throws {
    try startTurn()
    try add(["type": "agentMessage", "id": "m", "text": ""], isCompleted: false)
    try apply("item/agentMessage/delta", ["turnId": "u", "itemId": "m", "delta": "Hello"])
    #expect(lines()[0].text == "Hello▌")
    #expect(lines().last?.text.contains("working, Ctrl-C interrupts") == true)
    try apply(
      "item/completed",
      ["turnId": "u", "item": ["type": "agentMessage", "id": "m", "text": "Hello."], "completedAtMs": 2]
    )
    #expect(lines()[0].text == "Hello.")
  }

  @Test("shows the added lines of a diff in green, the removed lines in red, and the positions in cyan")
  mutating func diff() throws {
    try startTurn()
    let diff = "@@ -1,2 +1,2 @@\n same\n-old\n+new\n"
    try add([
      "type": "fileChange", "id": "f", "status": "completed",
      "changes": [["path": "a.txt", "diff": .string(diff), "kind": ["type": "update"]]],
    ])
    #expect(style(of: "✎ a.txt (+1 -1) completed") == .bold)
    #expect(style(of: "@@ -1,2") == .cyan)
    #expect(style(of: "     same") == .dim)
    #expect(style(of: "-old") == .red)
    #expect(style(of: "+new") == .green)
  }

  @Test("shows a new file in green, and a deleted file in red")
  mutating func files() throws {
    try startTurn()
    try add([
      "type": "fileChange", "id": "f", "status": "completed",
      "changes": [
        ["path": "new.txt", "diff": "one\ntwo\n", "kind": ["type": "add"]],
        ["path": "old.txt", "diff": "gone\n", "kind": ["type": "delete"]],
      ],
    ])
    #expect(style(of: "✎ new.txt (+2 -0)") == .bold)
    #expect(style(of: "    +one") == .green)
    #expect(style(of: "✎ old.txt (+0 -1)") == .bold)
    #expect(style(of: "    -gone") == .red)
  }

  @Test("folds the output of a command to its last lines, until the user unfolds it")
  mutating func folded() throws {
    try startTurn()
    try add(command(output: (1...9).map { "line \($0)\n" }.joined()))
    #expect(
      lines().map(\.text).prefix(6) == [
        "$ make ✓", "    … 5 more lines (Tab shows them)", "    line 6", "    line 7", "    line 8", "    line 9",
      ]
    )
    screen.isUnfolded = true
    #expect(lines().map(\.text).prefix(3) == ["$ make ✓", "    line 1", "    line 2"])
  }

  @Test(
    "shows how a command ended",
    arguments: [
      ("inProgress", .null, "$ make …", .cyan), ("completed", 0, "$ make ✓", .green),
      ("failed", 2, "$ make ✗ exit 2", .red), ("declined", .null, "$ make ⊘ declined", .yellow),
    ] as [(String, JSONValue, String, Line.Style)]
  )
  mutating func ends(status: String, exitCode: JSONValue, text: String, style: Line.Style) throws {
    try startTurn()
    try add(command(output: "", status: status, exitCode: exitCode), isCompleted: status != "inProgress")
    #expect(lines()[0] == Line(text, style))
  }

  @Test("shows the plan with the state of each step")
  mutating func plan() throws {
    try startTurn()
    try apply(
      "turn/plan/updated",
      [
        "turnId": "u",
        "plan": [
          ["step": "read", "status": "completed"], ["step": "write", "status": "inProgress"],
          ["step": "test", "status": "pending"],
        ],
      ]
    )
    #expect(style(of: "☑ read") == .green)
    #expect(style(of: "▶ write") == .cyan)
    #expect(style(of: "☐ test") == .plain)
  }

  @Test("shows how much of the model's context is used")
  mutating func meter() throws {
    try startTurn()
    let tokens: JSONValue = [
      "totalTokens": 25_000, "inputTokens": 24_000, "cachedInputTokens": 0, "outputTokens": 1_000,
      "reasoningOutputTokens": 0,
    ]
    try apply(
      "thread/tokenUsage/updated",
      ["turnId": "u", "tokenUsage": ["total": tokens, "last": tokens, "modelContextWindow": 100_000]]
    )
    #expect(screen.lines(width: 100, height: 5).last?.text.contains("███░░░░░░░ 25000 of 100000 tokens") == true)
  }

  @Test("shows what the agent asks, why, and the keys for the decisions that the server offers")
  mutating func approval() throws {
    try startTurn()
    try ask()
    let texts = lines().map(\.text)
    #expect(texts.contains("╭─ The agent asks"))
    #expect(texts.contains("│ May I run: rm -r build"))
    #expect(texts.contains("│ because: to start anew"))
    #expect(texts.contains("╰─ [y] yes   [a] always   [n] no   [s] no, and stop"))
    let choices = try #require(screen.state.approvals.first).choices
    #expect(choices.map(\.key) == ["y", "a", "n", "s"])
    #expect(choices.map(\.decision) == [.accept, .acceptForSession, .decline, .cancel])
  }

  @Test("offers no key for a decision that the server does not offer, and always offers the refusals")
  mutating func offered() throws {
    try startTurn()
    try ask(["decline"])
    #expect(try #require(screen.state.approvals.first).choices.map(\.key) == ["n", "s"])
  }

  @Test("shows no control characters of the agent")
  mutating func hostile() throws {
    try startTurn()
    try add(["type": "agentMessage", "id": "m", "text": "a\u{1B}[2J\u{7}b"])
    try add(command(output: "\u{1B}]0;title\u{7}"))
    screen.message = "\u{1B}[31m"
    screen.input = "\u{9B}2J"
    for line in lines() { #expect(!line.text.unicodeScalars.contains { $0.properties.generalCategory == .control }) }
  }

  @Test("shows earlier lines when the user scrolls, and stops at the first line")
  mutating func scrolling() throws {
    try startTurn()
    try add(["type": "agentMessage", "id": "m", "text": .string((1...50).map { "\($0)" }.joined(separator: "\n"))])
    #expect(screen.lines(width: 60, height: 7)[3].text == "50")
    screen.scroll = 10
    #expect(screen.lines(width: 60, height: 7)[4].text == "41")
    screen.scroll = 1000
    #expect(screen.lines(width: 60, height: 7)[0].text == "1")
  }

  @Test(
    "shows an interrupted turn and a failed turn",
    arguments: [("interrupted", "■ interrupted"), ("failed", "✗ no")]
  )
  mutating func turnEnds(status: String, text: String) throws {
    try startTurn()
    try apply(
      "turn/completed",
      [
        "turn": [
          "id": "u", "items": [], "itemsView": "notLoaded", "status": .string(status),
          "error": status == "failed" ? ["message": "no"] : .null,
        ]
      ]
    )
    #expect(lines()[0].text == text)
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
#endif
