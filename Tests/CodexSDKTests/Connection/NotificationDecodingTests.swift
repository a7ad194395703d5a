import CodexProtocol
import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A notification is decoded` {
  private let router = Router(turnLimit: 10, subscriptionLimit: 10, unhandled: { _ in })
  private let turn = TurnKey(threadID: "th", turnID: "tu")

  private func hasReceiver(turnID: String = "tu", _ traits: NotificationTraits = .droppable) -> Bool {
    router.hasReceiver(of: TurnKey(threadID: "th", turnID: turnID), traits)
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

  @Test func `for a turn whose events are not read, when the result needs the notification`() {
    _ = router.claim(turn, hold: router.hold(.thread("th")), keepsEvents: false)
    #expect(!hasReceiver())
    #expect(hasReceiver([]))
    #expect(router.hasReceiver(of: nil, .concernsRunningTurn))
    #expect(!router.hasReceiver(of: nil, []))
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
    #expect(login != nil && router.hasReceiver(of: nil, []))
    login = nil
    #expect(!router.hasReceiver(of: nil, []))
  }
}
