import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `What a reuse of approvals remembers` {
  @Test func `the oldest is forgotten when there are more than the capacity`() async throws {
    let desk = ReuseDesk(capacity: 2, answering: .always(risk: .low))
    for name in ["a", "b", "c"] { _ = try await desk.reuse.decide(try Asking.command(name, item: name)) }
    #expect(desk.reuse.count == 2)
    #expect(
      try await desk.asks(try Asking.command("b", item: "b2"), try Asking.command("c", item: "c2")) == ["a", "b", "c"]
    )
    #expect(try await desk.asks(try Asking.command("a", item: "a2")) == ["a", "b", "c", "a2"])
  }

  @Test func `a capacity of nothing remembers nothing`() async throws {
    let desk = ReuseDesk(capacity: 0, answering: .always(risk: .low))
    #expect(try await desk.asks(try Asking.command(item: "i1"), try Asking.command(item: "i2")) == ["i1", "i2"])
  }

  @Test func `a thread can be forgotten; others are not`() async throws {
    let desk = ReuseDesk(answering: .always(risk: .low))
    _ = try await desk.asks(try Asking.command(item: "i1"), try Asking.command(item: "j1", thread: "t2"))
    desk.reuse.forget(threadID: "t")
    #expect(desk.reuse.count == 1)
    let asked = try await desk.asks(try Asking.command(item: "i2"), try Asking.command(item: "j2", thread: "t2"))
    #expect(asked == ["i1", "j1", "i2"])
  }

  @Test func `an answer that comes after its thread was forgotten stands only for itself`() async throws {
    let box = Locked<ApprovalReuse?>(nil)
    let reuse = ApprovalReuse(
      onReuse: { _ in },
      ask: { request in
        box.withLock { $0 }?.forget(threadID: request.threadID)
        return .always(risk: .low)
      }
    )
    box.withLock { $0 = reuse }
    #expect(try await reuse.decide(try Asking.command(item: "i1")) == .accept)
    #expect(reuse.count == 0)
  }

  @Test func `an answer to a question that was withdrawn stands for nothing`() async throws {
    let desk = ReuseDesk(answering: .always(risk: .low))
    let request = try Asking.command(item: "i1")
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try? await desk.reuse.decide(request)
    }.value
    #expect(desk.asked == ["i1"])
    #expect(desk.reuse.count == 0)
  }

  @Test func `a handler that throws accepts nothing, then or later`() async throws {
    struct Gone: Error {}
    let reuse = ApprovalReuse(onReuse: { _ in }, ask: { _ in throw Gone() })
    let request = try Asking.command(item: "i1")
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
    let desk = ReuseDesk(answering: .always(risk: .low))
    var configuration = CodexConfiguration()
    configuration.askForApproval(through: desk.reuse)
    let (codex, server) = try await connect(configuration)
    _ = try await desk.asks(try Asking.command(item: "i1"), try Asking.command(item: "j1", thread: "t2"))
    let notifications = codex.notifications
    try server.notify("thread/status/changed", ["threadId": "t2", "status": ["type": "idle"]])
    try server.notify(method, params)
    var iterator = notifications.makeAsyncIterator()
    for _ in 1...2 { _ = try await iterator.next() }
    #expect(
      try await desk.asks(try Asking.command(item: "j2", thread: "t2"), try Asking.command(item: "i2")) == [
        "i1", "j1", "i2",
      ]
    )
    await codex.close()
  }

  @Test func `the end of the connection forgets all`() async throws {
    let desk = ReuseDesk(answering: .always(risk: .low))
    var configuration = CodexConfiguration()
    configuration.askForApproval(through: desk.reuse)
    let (codex, _) = try await connect(configuration)
    _ = try await desk.asks(try Asking.command(item: "i1"))
    #expect(desk.reuse.count == 1)
    await codex.close()
    #expect(desk.reuse.count == 0)
  }
}
