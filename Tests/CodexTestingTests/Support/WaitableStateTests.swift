import Testing

@testable import CodexTesting

@Suite("Waitable state")
struct WaitableStateTests {
  @Test("Every waiting task is resumed once, by the change that fulfils its condition")
  func manyWaiters() async throws {
    let state = WaitableState(0)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for target in 1...100 {
        group.addTask { try await state.wait { $0 >= target ? target : nil } }
      }
      for _ in 1...100 {
        group.addTask {
          state.withLock { $0 += 1 }
          return 0
        }
      }
      let sum = try await group.reduce(0, +)
      #expect(sum == 5050)
    }
  }

  @Test("A cancellation and a change at the same time resume a waiting task once")
  func cancellation() async throws {
    for _ in 0..<200 {
      let state = WaitableState(false)
      let task = Task { try await state.wait { $0 ? 1 : nil } }
      async let change: Void = state.withLock { $0 = true }
      task.cancel()
      await change
      let result = await task.result
      if case .failure(let error) = result { #expect(error is CancellationError) }
    }
  }
}
