import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

@Suite struct Notifications {
  @Test func `each subscription receives all notifications from the moment it was made`() async throws {
    let (codex, server) = try await connect()
    let first = codex.notifications
    let second = codex.notifications
    try server.notify("warning", ["message": "one"])
    try server.notify("warning", ["message": "two"])
    for stream in [first, second] {
      var iterator = stream.makeAsyncIterator()
      for expected in ["one", "two"] {
        guard case .warning(let warning)? = try await iterator.next() else {
          Issue.record("a warning should have come")
          return
        }
        #expect(warning.message == expected)
      }
    }
    await codex.close()
    var iterator = first.makeAsyncIterator()
    #expect(try await iterator.next() == nil)
  }

  @Test func `an unknown notification and one that cannot be decoded are delivered with their JSON`()
    async throws
  {
    let (codex, server) = try await connect()
    var iterator = codex.notifications.makeAsyncIterator()
    try server.notify("new/thing", ["a": 1])
    try server.notify("warning", ["message": 7])
    try server.notify("warning", ["message": "fine"])
    guard case .unrecognized(let unknown)? = try await iterator.next() else {
      Issue.record("the unknown method should be unrecognized")
      return
    }
    #expect(unknown.json == ["method": "new/thing", "params": ["a": 1]])
    #expect(unknown.failure == nil)
    guard case .unrecognized(let malformed)? = try await iterator.next() else {
      Issue.record("the malformed notification should be unrecognized")
      return
    }
    #expect(malformed.method == "warning")
    #expect(malformed.failure?.pointer == "/params/message")
    guard case .warning? = try await iterator.next() else {
      Issue.record("the stream should go on")
      return
    }
    await codex.close()
  }

  @Test func `an unknown notification of a turn is an event of the turn`() async throws {
    let (codex, server) = try await connect()
    async let opening = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    let turn = try await opening
    try server.notify("item/hologram", ["threadId": "t", "turnId": "u"])
    try server.completed(turn: "u")
    var methods: [String?] = []
    for try await event in turn.events { methods.append(event.method) }
    #expect(methods == ["item/hologram", "turn/completed"])
    await codex.close()
  }

  @Test func `a notification without a receiver and an invalid message are reported, and the connection stays open`()
    async throws
  {
    let reported = BufferedStream<UnhandledMessage>(limit: 10)
    let (codex, server) = try await connect(
      CodexConfiguration(onUnhandledMessage: { reported.push($0, isDroppable: false)?() })
    )
    try server.notify("warning", ["message": "one"])
    guard case .notification(.warning)? = try await reported.next() else {
      Issue.record("a notification without subscribers should be reported")
      return
    }
    for text in ["Welcome to Codex!", "[1]", "{\"a\":", "{}", #"{"method": "warning", "params": {"message": tru}}"#] {
      try server.sendRaw(text)
      guard case .malformed(let data, _)? = try await reported.next() else {
        Issue.record("\(text) should be reported")
        return
      }
      #expect(String(decoding: data, as: UTF8.self) == text)
    }
    async let models = codex.send(RPC.ModelList(ModelListParams()))
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await models
    await codex.close()
  }

  @Test func `a subscription ends with an error when the connection ends unexpectedly`() async throws {
    let (codex, server) = try await connect()
    var iterator = codex.notifications.makeAsyncIterator()
    await server.transport.close(as: TransportClosure(reason: "gone"))
    await #expect(throws: CodexError.self) { _ = try await iterator.next() }
    await codex.close()
  }

  @Test func `cancelling a task that waits for a notification ends the wait immediately`() async throws {
    let (codex, server) = try await connect()
    let stream = codex.notifications
    let reader = Task {
      var iterator = stream.makeAsyncIterator()
      return try await iterator.next()
    }
    reader.cancel()
    await #expect(throws: CancellationError.self) { _ = try await reader.value }
    try server.notify("warning", ["message": "one"])
    var iterator = stream.makeAsyncIterator()
    #expect(try await iterator.next() != nil)
    await codex.close()
  }
}
