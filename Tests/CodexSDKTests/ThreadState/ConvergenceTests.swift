import Foundation
import Testing

@testable import CodexSDK

/// A state does not depend on when a program began to follow a thread, or on how reading and notifications interleave.
@Suite("The state of a thread converges")
struct ConvergenceTests {
  @Test("the recorded sessions contain turns, reads and requests")
  func recordings() {
    #expect(RecordedThread.all.count == 4)
    let steps = RecordedThread.all.flatMap(\.steps)
    #expect(steps.count { if case .read = $0 { true } else { false } } > 30)
    #expect(steps.count { if case .request = $0 { true } else { false } } >= 4)
  }

  @Test("all notifications together give what the real server has stored in the end", arguments: RecordedThread.all)
  func foldEqualsRead(_ recorded: RecordedThread) {
    let reads = recorded.steps.compactMap { if case .read(let thread, _) = $0 { thread } else { nil } }
    guard let last = reads.last else { return }
    #expect(!last.turns.isEmpty)
    #expect(StoredThread(recorded.folded) == StoredThread(ThreadState(last)))
  }

  @Test("the model of the server stores what the real server stores", arguments: RecordedThread.all)
  func model(_ recorded: RecordedThread) {
    // The real server's response can be older or newer than the last notification before it, so it equals one of the model's states.
    var history: [StoredThread] = [StoredThread(ThreadState(id: recorded.threadID))]
    var server = ModelServer()
    for notification in recorded.notifications {
      server.store(notification)
      var state = ThreadState(id: recorded.threadID)
      state.merge(server.response)
      history.append(StoredThread(state))
    }
    for case .read(let thread, _) in recorded.steps {
      let read = ThreadState(thread)
      // The real server lists a turn before it knows when the turn started, and stores its end before it says so.
      let items = read.turns.map { $0.completedItems.map(\.item) }
      #expect(history.contains { $0.turns.map(\.items) == items }, "\(items)")
    }
  }

  @Test("a state that was read from the real server, and the rest of the notifications", arguments: RecordedThread.all)
  func realReads(_ recorded: RecordedThread) {
    let expected = StoredThread(recorded.folded)
    for (index, step) in recorded.steps.enumerated() {
      guard case .read(let thread, let requestedAt) = step else { continue }
      // The program has begun to follow the thread before it sent the request. The response can be older than the notifications that
      // came while the program waited.
      for start in [requestedAt, max(0, requestedAt - 3), max(0, requestedAt - 10), 0] {
        var state = RecordedThread.fold(ThreadState(id: recorded.threadID), recorded.steps[start..<index])
        state.merge(thread)
        state = RecordedThread.fold(state, recorded.steps[index...])
        #expect(StoredThread(state) == expected, "read at \(index), followed from \(start)")
      }
    }
  }

  @Test("a state that was read at any moment, and the rest of the notifications", arguments: RecordedThread.all)
  func everyPrefix(_ recorded: RecordedThread) {
    let expected = StoredThread(recorded.folded)
    let notifications = recorded.notifications
    // The server's response at each moment.
    var responses: [[Turn]] = [[]]
    var server = ModelServer()
    for notification in notifications {
      server.store(notification)
      responses.append(server.response)
    }
    var failures: [String] = []
    for start in 0...notifications.count {
      for read in start...min(start + 4, notifications.count) {
        for merge in start...min(start + 4, notifications.count) {
          var state = ThreadState(id: recorded.threadID)
          for notification in notifications[start..<merge] { state.apply(notification) }
          state.merge(responses[read])
          for notification in notifications[merge...] { state.apply(notification) }
          if StoredThread(state) != expected { failures.append("from \(start), read \(read), merged \(merge)") }
        }
      }
    }
    #expect(failures == [])
  }

  @Test("a history that is read backwards, page by page", arguments: RecordedThread.all, [1, 2, 5])
  func pages(_ recorded: RecordedThread, size: Int) {
    let expected = StoredThread(recorded.folded)
    let notifications = recorded.notifications
    var server = ModelServer()
    for split in 0...notifications.count {
      if split > 0 { server.store(notifications[split - 1]) }
      var state = ThreadState(id: recorded.threadID)
      state.hasEarlierTurns = true
      var rest = server.response
      state.merge(Array(rest.suffix(size)))
      rest.removeLast(min(size, rest.count))
      // Pages and notifications alternate.
      for notification in notifications[split...] {
        state.apply(notification)
        state.merge(Array(rest.suffix(size)))
        rest.removeLast(min(size, rest.count))
      }
      while !rest.isEmpty {
        state.merge(Array(rest.suffix(size)))
        rest.removeLast(min(size, rest.count))
      }
      #expect(StoredThread(state) == expected, "split at \(split)")
    }
  }

  @Test("notifications that come twice change nothing", arguments: RecordedThread.all)
  func repetition(_ recorded: RecordedThread) {
    var state = recorded.folded
    for notification in recorded.notifications { state.apply(notification) }
    #expect(StoredThread(state) == StoredThread(recorded.folded))
  }

  @Test("a state that was encoded and decoded in the middle continues like the original", arguments: RecordedThread.all)
  func coding(_ recorded: RecordedThread) throws {
    for split in stride(from: 0, through: recorded.steps.count, by: 7) {
      let original = RecordedThread.fold(ThreadState(id: recorded.threadID), recorded.steps[..<split])
      let decoded = try JSONDecoder().decode(ThreadState.self, from: JSONEncoder().encode(original))
      #expect(decoded == original)
      #expect(decoded.hashValue == original.hashValue)
      #expect(RecordedThread.fold(decoded, recorded.steps[split...]) == recorded.folded)
    }
  }
}
