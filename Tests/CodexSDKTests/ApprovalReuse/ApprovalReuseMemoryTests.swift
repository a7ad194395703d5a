import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The memory of ApprovalReuse` {
  @Test func `the oldest approval is forgotten when the capacity is exceeded`() async throws {
    let fixture = ReuseFixture(capacity: 2, deciding: .always(risk: .low))
    for name in ["a", "b", "c"] { _ = try await fixture.reuse.decide(try Asking.command(name, item: name)) }
    #expect(fixture.reuse.count == 2)
    #expect(
      try await fixture.asks(try Asking.command("b", item: "b2"), try Asking.command("c", item: "c2")) == [
        "a", "b", "c",
      ]
    )
    #expect(try await fixture.asks(try Asking.command("a", item: "a2")) == ["a", "b", "c", "a2"])
  }

  @Test func `a capacity of 0 remembers no approval`() async throws {
    let fixture = ReuseFixture(capacity: 0, deciding: .always(risk: .low))
    #expect(try await fixture.asks(try Asking.command(item: "i1"), try Asking.command(item: "i2")) == ["i1", "i2"])
  }

  @Test func `the approvals of one thread can be forgotten`() async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    _ = try await fixture.asks(try Asking.command(item: "i1"), try Asking.command(item: "j1", thread: "t2"))
    fixture.reuse.forget(threadID: "t")
    #expect(fixture.reuse.count == 1)
    let asked = try await fixture.asks(try Asking.command(item: "i2"), try Asking.command(item: "j2", thread: "t2"))
    #expect(asked == ["i1", "j1", "i2"])
  }

  @Test func `a decision that is made after its thread was forgotten is not reused`() async throws {
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

  @Test func `a decision about a withdrawn request is not reused`() async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    let request = try Asking.command(item: "i1")
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try? await fixture.reuse.decide(request)
    }.value
    #expect(fixture.asked == ["i1"])
    #expect(fixture.reuse.count == 0)
  }

  @Test func `a handler that throws an error accepts neither the request nor its repetitions`() async throws {
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
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    var configuration = CodexConfiguration()
    configuration.askForApproval(through: fixture.reuse)
    let (codex, server) = try await connect(configuration)
    _ = try await fixture.asks(try Asking.command(item: "i1"), try Asking.command(item: "j1", thread: "t2"))
    let notifications = codex.notifications
    try server.notify("thread/status/changed", ["threadId": "t2", "status": ["type": "idle"]])
    try server.notify(method, params)
    var iterator = notifications.makeAsyncIterator()
    for _ in 1...2 { _ = try await iterator.next() }
    #expect(
      try await fixture.asks(try Asking.command(item: "j2", thread: "t2"), try Asking.command(item: "i2")) == [
        "i1", "j1", "i2",
      ]
    )
    await codex.close()
  }

  @Test func `the end of the connection forgets all approvals`() async throws {
    let fixture = ReuseFixture(deciding: .always(risk: .low))
    var configuration = CodexConfiguration()
    configuration.askForApproval(through: fixture.reuse)
    let (codex, _) = try await connect(configuration)
    _ = try await fixture.asks(try Asking.command(item: "i1"))
    #expect(fixture.reuse.count == 1)
    await codex.close()
    #expect(fixture.reuse.count == 0)
  }
}
