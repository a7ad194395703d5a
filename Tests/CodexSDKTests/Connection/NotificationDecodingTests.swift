import CodexProtocol
import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A notification is decoded` {
  private let router = Router(turnLimit: 10, subscriptionLimit: 10, unhandled: { _ in })
  private let turn = TurnKey(threadID: "th", turnID: "tu")

  private func hasReceiver(turnID: String = "tu", _ traits: NotificationTraits = .droppable) -> Bool {
    router.receiver(of: TurnKey(threadID: "th", turnID: turnID), traits) != .none
  }

  private func hasReceiver(of turn: TurnKey?, _ traits: NotificationTraits) -> Bool {
    router.receiver(of: turn, traits) != .none
  }

  @Test func `for a subscriber`() {
    #expect(!hasReceiver())
    let subscription = router.subscribe()
    #expect(hasReceiver())
    router.unsubscribe(subscription.id)
    #expect(!hasReceiver())
  }

  @Test func `for a turn whose events are read`() {
    _ = router.claim(turn, hold: router.hold(.thread("th")), keepsEvents: true)
    #expect(hasReceiver())
  }

  @Test func `for a reader as soon as the events of the turn are read, and for the buffer before`() async throws {
    let buffer = router.claim(turn, hold: router.hold(.thread("th")), keepsEvents: true)
    #expect(router.receiver(of: turn, .droppable) == .buffer)
    // The turn's other notifications are parts of the result, for which a task may wait.
    #expect(router.receiver(of: turn, []) == .reader)

    let reader = Task { try await buffer.events.next() }
    while !buffer.events.isRead { await Task.yield() }
    #expect(router.receiver(of: turn, .droppable) == .reader)
    reader.cancel()
    _ = await reader.result
  }

  @Test func `for a turn whose events are not read, when the result needs the notification`() {
    _ = router.claim(turn, hold: router.hold(.thread("th")), keepsEvents: false)
    #expect(!hasReceiver())
    #expect(hasReceiver([]))
    #expect(hasReceiver(of: nil, .concernsRunningTurn))
    #expect(!hasReceiver(of: nil, []))
    #expect(!hasReceiver(turnID: "another", []))
  }

  @Test func `for a turn that a pending request may have started`() {
    let hold = router.hold(.anyThread)
    #expect(hasReceiver())
    router.release(hold)
    #expect(!hasReceiver())
  }

  @Test func `for a pending login`() {
    var login: WatchedNotification<String>? = router.watch { $0.method }
    #expect(login != nil && hasReceiver(of: nil, []))
    login = nil
    #expect(!hasReceiver(of: nil, []))
  }
}
