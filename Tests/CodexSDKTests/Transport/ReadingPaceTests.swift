import Testing

@testable import CodexSDK

@Suite struct `The pace of reading` {
  /// The pauses after batches, of which each comes some microseconds after the one before.
  private func pauses(_ batches: [(gap: Int, isAwaited: Bool)]) -> [ReadingPace.Pause] {
    var pace = ReadingPace()
    var now = ContinuousClock.now
    return batches.map { batch in
      now += .microseconds(batch.gap)
      return pace.pause(afterBatchAt: now, isAwaited: batch.isAwaited)
    }
  }

  @Test func `has no pauses while the server writes at the pace of a model`() {
    let batches = Array(repeating: (gap: 1000, isAwaited: true), count: 20)
    #expect(pauses(batches).allSatisfy { $0 == .none })
    #expect(pauses(batches.map { ($0.gap, false) }).allSatisfy { $0 == .none })
  }

  @Test func `has pauses after several fast batches in a row`() {
    #expect(
      pauses(Array(repeating: (gap: 50, isAwaited: true), count: 7))
        == [.none, .none, .none, .none, .short, .short, .short]
    )
  }

  @Test func `has longer pauses while no one waits for the messages`() {
    let first = Array(repeating: (gap: 50, isAwaited: false), count: 5)
    // After a long pause, the next batch comes later, which does not make the server slow.
    #expect(
      pauses(first + [(1100, false), (1100, true), (50, true), (1100, true)])
        == [.none, .none, .none, .none, .long, .long, .short, .short, .none]
    )
  }

  @Test func `has no pause any more when the server becomes slow`() {
    let fast = Array(repeating: (gap: 50, isAwaited: true), count: 5)
    #expect(pauses(fast + [(251, true), (50, true)]).suffix(2) == [.none, .none])
  }
}
