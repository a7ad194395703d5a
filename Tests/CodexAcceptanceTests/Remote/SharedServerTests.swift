import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests of two clients that use the same real app-server.
@Suite("Two clients of a server")
struct SharedServerTests {
  /// Waits in a handler until the test decides, and notices a cancellation.
  private final class Decision: Sendable {
    private let asked = AsyncStream.makeStream(of: ApprovalRequest.self)
    private let answer = AsyncStream.makeStream(of: ApprovalDecision.self)
    private let cancelled = AsyncStream.makeStream(of: Void.self)

    func handle(_ request: ApprovalRequest) async throws -> ApprovalDecision {
      asked.continuation.yield(request)
      for await decision in answer.stream { return decision }
      cancelled.continuation.yield()
      throw CancellationError()
    }

    func waitUntilAsked() async { for await _ in asked.stream { return } }
    func decide(_ decision: ApprovalDecision) { answer.continuation.yield(decision) }
    func waitUntilCancelled() async { for await _ in cancelled.stream { return } }
  }

  @Test(
    "A client without a handler sends no response, so the other client decides",
    arguments: [ServerTransport.unixSocket, .webSocket]
  )
  func withoutHandler(transport: ServerTransport) async throws {
    try await RemoteSession.run(transport) { session in
      let (decision, log) = (Decision(), ApprovalLog())
      let events = AsyncStream.makeStream(of: ServerRequestEvent.self)
      let first = try await session.connect { $0.approvalHandler = { try await decision.handle($0) } }
      let second = try await session.connect { configuration in
        configuration.onServerRequestEvent = { event in
          log.add(event)
          events.continuation.yield(event)
        }
      }
      session.enqueueTurn(line: "one")
      let thread = try await first.startThread(approvalMode: .askUser)
      let turn = try await thread.startTurn("Go.")
      await decision.waitUntilAsked()
      let joined = try await second.resumeThread(thread.id)
      // The second client has the request, and has not responded to it.
      for await event in events.stream {
        #expect(event.kind == .unhandled)
        #expect(event.isLeftOpen)
        break
      }
      #expect(session.outputLines == [])
      decision.decide(.accept)
      let result = try await turn.result()
      #expect(result.status == .completed)
      #expect(result.finalResponse == "Done with one.")
      #expect(session.outputLines == ["one"])
      withExtendedLifetime(joined) {}
      await second.close()
      await first.close()
    }
  }

  @Test(
    "When both clients have a handler, the first response counts, and the other handler is cancelled",
    arguments: [ServerTransport.unixSocket, .webSocket]
  )
  func twoHandlers(transport: ServerTransport) async throws {
    try await RemoteSession.run(transport) { session in
      let (first, second, log) = (Decision(), Decision(), ApprovalLog())
      let codex = try await session.connect { configuration in
        configuration.approvalHandler = { try await first.handle($0) }
        configuration.onServerRequestEvent = { log.add($0) }
      }
      let other = try await session.connect { $0.approvalHandler = { try await second.handle($0) } }
      session.enqueueTurn(line: "one")
      let thread = try await codex.startThread(approvalMode: .askUser)
      let turn = try await thread.startTurn("Go.")
      await first.waitUntilAsked()
      let joined = try await other.resumeThread(thread.id)
      await second.waitUntilAsked()
      second.decide(.accept)
      await first.waitUntilCancelled()
      #expect(try await turn.result().status == .completed)
      #expect(session.outputLines == ["one"])
      #expect(log.events.map(\.kind).contains(.withdrawn(.resolved)))
      withExtendedLifetime(joined) {}
      await other.close()
      await codex.close()
    }
  }

  @Test("A client joins a turn of another client, is asked for approval, and gets the whole result")
  func attach() async throws {
    try await RemoteSession.run { session in
      let log = ApprovalLog()
      // The first client asks its user, who leaves the decision to the second client.
      let first = try await session.connect { $0.approvalHandler = { _ in .leaveOpen } }
      // The second client decides only after it has joined the turn, which otherwise could end before.
      let (isAttached, attachment) = AsyncStream.makeStream(of: Void.self)
      let second = try await session.connect { configuration in
        configuration.approvalHandler = { request in
          log.add(request)
          for await _ in isAttached {}
          return .accept
        }
      }
      session.enqueueTurn(line: "one")
      let thread = try await first.startThread(approvalMode: .askUser)
      let turn = try await thread.startTurn("Go.")
      for try await event in turn.events {
        if case .itemStarted(let started) = event, case .commandExecution = started.item { break }
      }
      let attached = try #require(try await second.resumeThread(thread.id).attach())
      attachment.finish()
      #expect(attached.id == turn.id)
      var kinds: [String] = []
      for try await event in attached.events { kinds.append(event.method ?? "") }
      #expect(kinds.last == "turn/completed")
      let result = try await attached.result()
      let expected = try await turn.result()
      #expect(result.items.count == 4)
      #expect(result.items == expected.items)
      #expect(result.finalResponse == "Done with one.")
      #expect(result.isComplete)
      #expect(log.requests.count == 1)
      #expect(session.outputLines == ["one"])
      await second.close()
      await first.close()
    }
  }

  @Test("A client that joins a thread without a running turn gets no turn")
  func attachToIdleThread() async throws {
    try await RemoteSession.run { session in
      let first = try await session.connect()
      let second = try await session.connect()
      session.model.enqueue(.message("Done."))
      let thread = try await first.startThread()
      _ = try await thread.run("Go.")
      #expect(try await second.resumeThread(thread.id).attach() == nil)
      await second.close()
      await first.close()
    }
  }

  @Test("A client that releases its last handle gets no more notifications of the thread")
  func unsubscribe() async throws {
    try await RemoteSession.run { session in
      let first = try await session.connect()
      let second = try await session.connect()
      session.model.enqueue(.message("Stored."), .message("Not for the second client."))
      let thread = try await first.startThread()
      _ = try await thread.run("Go.")
      let notifications = second.notifications
      _ = try await second.resumeThread(thread.id)
      // The server handles the requests of a connection in order, so the subscription has ended when this response comes.
      _ = try await second.models.list()
      _ = try await thread.run("Go on.")
      _ = try await second.models.list()
      await second.close()
      var methods: [String] = []
      for try await notification in notifications { methods.append(notification.method ?? "") }
      #expect(!methods.contains { $0.hasPrefix("turn/") || $0.hasPrefix("item/") })
      await first.close()
    }
  }
}
