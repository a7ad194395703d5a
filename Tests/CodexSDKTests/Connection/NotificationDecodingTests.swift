import CodexProtocol
import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A notification is decoded` {
  private let router = Router(turnLimit: 10, subscriptionLimit: 10, unhandled: { _ in })
  private let turn = TurnKey(threadID: "th", turnID: "tu")

  private func hasListener(turnID: String? = "tu", isDroppable: Bool = true) -> Bool {
    router.hasListener(threadID: "th", turnID: turnID, isDroppable: isDroppable)
  }

  @Test func `for a subscriber`() {
    #expect(!hasListener())
    let subscription = router.subscribe()
    #expect(hasListener())
    router.unsubscribe(subscription.id)
    #expect(!hasListener())
  }

  @Test func `for a turn whose events somebody reads`() {
    _ = router.claim(turn, hold: router.hold(.thread("th")), keepsEvents: true)
    #expect(hasListener())
  }

  @Test func `for a turn of which only the result is wanted when the result needs it`() {
    _ = router.claim(turn, hold: router.hold(.thread("th")), keepsEvents: false)
    #expect(!hasListener())
    #expect(hasListener(isDroppable: false))
    // It may be about the turn that runs there.
    #expect(hasListener(turnID: nil, isDroppable: false))
    #expect(!hasListener(turnID: "another", isDroppable: false))
  }

  @Test func `for a turn that a request under way may have started`() {
    let hold = router.hold(.anyThread)
    #expect(hasListener())
    router.release(hold)
    #expect(!hasListener())
  }

  @Test func `for a login that is waited for`() {
    let login = router.observeLogins()
    #expect(hasListener(turnID: nil, isDroppable: false))
    router.stopObservingLogins(login.id)
    #expect(!hasListener(turnID: nil, isDroppable: false))
  }

  @Test func `as expendable by its method exactly when its case is`() throws {
    let session = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("CodexProtocolTests/Fixtures/session-0.163.0.jsonl")
    var methods: Set<String> = []
    for line in try String(contentsOf: session, encoding: .utf8).split(separator: "\n") {
      let recorded = try JSONValue(parsing: line.utf8)
      guard recorded["from"] == "server", let message = recorded["message"], message["id"] == nil else { continue }
      let notification = try WireDecoder().decode(ServerNotification.self, from: WireEncoder.encode(message))
      let method = try #require(notification.method)
      methods.insert(method)
      #expect(notification.isDroppable == ServerNotification.isDroppable(method: method), "\(method)")
    }
    #expect(methods.contains("item/agentMessage/delta"))
  }
}
