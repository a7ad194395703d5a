import CodexSDK
import Testing

@testable import CodexTesting

@Suite("ReplyPause and monitor")
struct ReplyPauseTests {
  @Test("A reply waits at an active pause until the pause is resumed")
  func resume() async throws {
    let pause = ReplyPause()
    let passed = Locked(false)
    let task = Task {
      try await pause.reach()
      passed.withLock { $0 = true }
    }
    try await pause.waitUntilReached()
    #expect(!passed.withLock { $0 })

    pause.resume()
    try await task.value

    #expect(passed.withLock { $0 })
    try await pause.reach()
    #expect(pause.reachedCount == 2)
  }

  @Test("An inactive pause makes replies wait again after activate()")
  func activate() async throws {
    let pause = ReplyPause(isActive: false)
    try await pause.reach()
    pause.activate()

    let task = Task { try await pause.reach() }
    try await pause.waitUntilReached(count: 2)
    task.cancel()

    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
