import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

/// What can be written for the parameters of `run` and `startTurn`: each row of a table is compiled here, and the test
/// compares what was sent. `ArgumentCompilationTests` of the generator shows what does not compile.
@Suite struct `Arguments of turns` {
  private let mode = ApprovalMode.denyAll
  private let someMode: ApprovalMode? = .denyAll
  private let noMode: ApprovalMode? = nil
  private let name = "m"
  private let someName: String? = "m"
  private let noName: String? = nil
  private let effort = ReasoningEffort.high
  private let noEffort: ReasoningEffort? = nil
  private let members: [String: JSONValue] = ["type": "object"]
  private let schema: JSONValue = ["type": "object"]
  private let noSchema: JSONValue? = nil
  /// A condition that the compiler cannot evaluate.
  private let flag = Int.random(in: 0...1) < 2

  @Test func `for the input are a string, a turn input, or an array of items`() async throws {
    let items: [TurnInput.Item] = [.text("hi")]
    let input = TurnInput.text("hi")
    let text = "hi"
    let sent = try await sent(8) { thread in
      try await thread.run("hi")
      try await thread.run(text)
      try await thread.run("\(text)")
      try await thread.run(input)
      try await thread.run(.text(text))
      try await thread.run(.user(items))
      try await thread.run(items)
      _ = try await thread.startTurn([.text("hi")])
    }
    #expect(sent == Array(repeating: Self.params(), count: 8))
  }

  @Test func `for the input of a running turn are the same`() async throws {
    let items: [TurnInput.Item] = [.text("hi")]
    let text = "hi"
    let (codex, server) = try await connect()
    let thread = CodexThread(id: "t", codex: codex)
    async let started = thread.startTurn(text)
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    let turn = try await started
    async let steered: Void = {
      try await turn.steer(text)
      try await turn.steer(items)
      try await turn.steer(TurnInput.text(text))
    }()
    for _ in 0..<3 {
      let request = try await server.next("turn/steer")
      #expect(request["params"]?["input"] == Self.params()["input"])
      try server.reply(to: request, ["turnId": "u"])
    }
    try await steered
    await codex.close()
  }

  @Test func `for an approval mode are cases, variables, optionals, overrides and inherit`() async throws {
    let sent = try await sent(8) { [mode, someMode, flag] thread in
      try await thread.run("hi", approvalMode: .denyAll)
      try await thread.run("hi", approvalMode: mode)
      try await thread.run("hi", approvalMode: someMode)
      try await thread.run("hi", approvalMode: .set(mode))
      try await thread.run("hi", approvalMode: Override<ApprovalMode>.denyAll)
      try await thread.run("hi", approvalMode: flag ? .denyAll : .inherit)
      try await thread.run("hi", approvalMode: flag ? mode : nil)
      try await thread.run("hi", approvalMode: flag ? someMode : .inherit)
    }
    #expect(sent == Array(repeating: Self.params(["approvalPolicy": "never"]), count: 8))
  }

  @Test func `for a string are literals, variables, optionals, overrides and inherit`() async throws {
    let sent = try await sent(8) { [name, someName, flag] thread in
      try await thread.run("hi", model: "m")
      try await thread.run("hi", model: name)
      try await thread.run("hi", model: "\(name)")
      try await thread.run("hi", model: someName)
      try await thread.run("hi", model: .set(name))
      try await thread.run("hi", model: flag ? "m" : .inherit)
      try await thread.run("hi", model: flag ? name : nil)
      try await thread.run("hi", model: Override.set(name))
    }
    #expect(sent == Array(repeating: Self.params(["model": "m"]), count: 8))
  }

  @Test func `for an effort are constants, strings, variables and optionals`() async throws {
    let text = "high"
    let sent = try await sent(6) { [effort, flag] thread in
      try await thread.run("hi", effort: .high)
      try await thread.run("hi", effort: effort)
      try await thread.run("hi", effort: "high")
      try await thread.run("hi", effort: text)
      try await thread.run("hi", effort: .set("high"))
      try await thread.run("hi", effort: flag ? .high : .inherit)
    }
    #expect(sent == Array(repeating: Self.params(["effort": "high"]), count: 6))
  }

  @Test func `for a JSON Schema are literals, values, dictionaries and optionals`() async throws {
    let sent = try await sent(5) { [schema, members, flag] thread in
      try await thread.run("hi", outputSchema: ["type": "object"])
      try await thread.run("hi", outputSchema: schema)
      try await thread.run("hi", outputSchema: members)
      try await thread.run("hi", outputSchema: .set(schema))
      try await thread.run("hi", outputSchema: flag ? schema : nil)
    }
    #expect(sent == Array(repeating: Self.params(["outputSchema": ["type": "object"]]), count: 5))
  }

  @Test func `that are nil or inherit send nothing`() async throws {
    let sent = try await sent(5) { [noMode, noName, noEffort, noSchema] thread in
      try await thread.run("hi")
      try await thread.run("hi", approvalMode: .inherit, sandbox: .inherit, model: .inherit, effort: .inherit)
      try await thread.run("hi", cwd: .inherit, outputSchema: .inherit, options: TurnOptions())
      try await thread.run("hi", approvalMode: noMode, model: noName, effort: noEffort, outputSchema: noSchema)
      try await thread.run("hi", approvalMode: nil, sandbox: nil, model: nil, effort: nil, cwd: nil, outputSchema: nil)
    }
    #expect(sent == Array(repeating: Self.params(), count: 5))
  }

  @Test func `can be combined: variables, literals and options in one call`() async throws {
    let sent = try await sent(2) { [mode, someName] thread in
      try await thread.run(
        "hi",
        approvalMode: mode,
        model: someName,
        effort: "high",
        outputSchema: ["type": "object"],
        options: TurnOptions(serviceTier: someName, summary: .concise)
      )
      var options = TurnOptions()
      options.serviceTier = .init(someName)
      options.summary = .concise
      _ = try await thread.startTurn(
        [.text("hi")],
        approvalMode: mode,
        model: someName,
        effort: .high,
        outputSchema: ["type": "object"],
        options: options
      )
    }
    let expected = Self.params([
      "approvalPolicy": "never", "model": "m", "effort": "high", "outputSchema": ["type": "object"], "serviceTier": "m",
      "summary": "concise",
    ])
    #expect(sent == [expected, expected])
  }

  @Test func `for an effort keep every string`() throws {
    #expect(ReasoningEffort(rawValue: "xhigh") == .xhigh)
    #expect(ReasoningEffort(rawValue: "extreme") == .unrecognized("extreme"))
    let literal: ReasoningEffort = "extreme"
    #expect(try JSONEncoder().encode([literal]) == Data(#"["extreme"]"#.utf8))
  }

  // MARK: Sending

  private static func params(_ more: [String: JSONValue] = [:]) -> JSONValue {
    .object(more.merging(["threadId": "t", "input": [["type": "text", "text": "hi"]]]) { first, _ in first })
  }

  /// The parameters of the requests `turn/start` that a function sends. The server lets each turn end at once.
  private func sent(
    _ count: Int,
    _ calls: @escaping @Sendable (CodexThread) async throws -> Void
  ) async throws -> [JSONValue] {
    let (codex, server) = try await connect()
    // A call with settings asks the server about a thread of which the connection knows nothing.
    codex.connection.activity.open("t", runningTurn: nil, isActive: false, sandboxConfig: [:])
    async let called: Void = calls(CodexThread(id: "t", codex: codex))
    var sent: [JSONValue] = []
    for number in 0..<count {
      let request = try await server.next("turn/start")
      sent.append(request["params"] ?? .null)
      try server.replyToTurnStart(request, turn: "u\(number)")
      try server.completed(turn: "u\(number)")
    }
    try await called
    await codex.close()
    return sent
  }
}
