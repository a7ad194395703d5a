import Foundation
import Testing

@testable import CodexSDK

/// What a server can do with the router while a request that starts a turn has no response.
@Suite struct `While a turn is being started, the router` {
  private func delta(_ turn: TurnKey) -> ReceivedNotification {
    let params = AgentMessageDeltaNotification(delta: "x", itemID: "i", threadID: turn.threadID, turnID: turn.turnID)
    return received(.itemAgentMessageDelta(.init(params, envelope: .init())), turn)
  }

  private func item(_ turn: TurnKey) -> ReceivedNotification {
    let params = ItemCompletedNotification(
      completedAtMilliseconds: 1,
      item: .agentMessage(.init(id: "i", text: "answer")),
      threadID: turn.threadID,
      turnID: turn.turnID
    )
    return received(.itemCompleted(.init(params, envelope: .init())), turn)
  }

  private func received(_ notification: ServerNotification, _ turn: TurnKey) -> ReceivedNotification {
    var header = MessageHeader()
    header.method = notification.method
    header.threadID = turn.threadID
    header.turnID = turn.turnID
    return ReceivedNotification(
      notification: notification,
      header: header,
      traits: .of(method: notification.method)
    )
  }

  @Test(arguments: [Router.Scope.thread("t"), .anyThread])
  func `keeps a limited number of 40,000 turns, so that the time for a notification does not grow`(scope: Router.Scope)
  {
    let delivered = Locked(0)
    let router = Router(turnLimit: 1000, subscriptionLimit: 10, unhandled: { _ in delivered.withLock { $0 += 1 } })
    let hold = router.hold(scope)
    let own = TurnKey(threadID: "t", turnID: "own")
    let count = 40_000
    var largest = 0
    for number in 0..<count {
      if number == count - 10 { router.route(item(own)) }
      router.route(delta(TurnKey(threadID: "t", turnID: "\(number)")))
      largest = max(largest, router.state.withLock { $0.held.count })
    }
    #expect(largest == HeldTurns.turnLimit)
    // The turns that are not kept go to the subscribers at once.
    #expect(delivered.withLock { $0 } > count - 300)
    let buffer = router.claim(own, hold: hold, keepsEvents: true)
    #expect(!buffer.hasLosses)
    #expect(buffer.events.drain().count == 1)
    #expect(delivered.withLock { $0 } == count)
  }

  @Test func `marks a turn that it did not keep as incomplete`() {
    let router = Router(turnLimit: 1000, subscriptionLimit: 10, unhandled: { _ in })
    let hold = router.hold(.thread("t"))
    let own = TurnKey(threadID: "t", turnID: "own")
    router.route(item(own))
    for number in 0...HeldTurns.turnLimit { router.route(delta(TurnKey(threadID: "t", turnID: "\(number)"))) }
    let buffer = router.claim(own, hold: hold, keepsEvents: true)
    #expect(buffer.hasLosses)
    #expect(buffer.lostEnd != nil)
    // The next request does not remember the turns of this one.
    let next = router.claim(own, hold: router.hold(.thread("t")), keepsEvents: true)
    #expect(next === buffer)
  }

  @Test func `keeps a limited number of notifications`() {
    let delivered = Locked(0)
    let router = Router(turnLimit: 100, subscriptionLimit: 10, unhandled: { _ in delivered.withLock { $0 += 1 } })
    let hold = router.hold(.thread("t"))
    let foreign = TurnKey(threadID: "t", turnID: "foreign")
    for _ in 0..<1000 { router.route(item(foreign)) }
    #expect(delivered.withLock { $0 } >= 900)
    router.release(hold)
    #expect(delivered.withLock { $0 } == 1000)
  }

  @Test func `keeps the turns of another request when one request ends`() {
    let delivered = Locked(0)
    let router = Router(turnLimit: 100, subscriptionLimit: 10, unhandled: { _ in delivered.withLock { $0 += 1 } })
    let first = router.hold(.thread("a"))
    let second = router.hold(.thread("b"))
    router.route(item(TurnKey(threadID: "a", turnID: "1")))
    router.route(item(TurnKey(threadID: "b", turnID: "2")))
    router.release(first)
    #expect(delivered.withLock { $0 } == 1)
    let buffer = router.claim(TurnKey(threadID: "b", turnID: "2"), hold: second, keepsEvents: true)
    #expect(buffer.events.drain().count == 1)
    #expect(delivered.withLock { $0 } == 1)
  }
}
