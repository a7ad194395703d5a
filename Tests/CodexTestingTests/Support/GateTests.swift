import CodexSDK
import Testing

@testable import CodexTesting

@Suite("Gate and monitor")
struct GateTests {
  @Test func whoComesToAClosedGateWaitsUntilItOpens() async throws {
    let gate = Gate()
    let passed = Locked(false)
    let task = Task {
      try await gate.pass()
      passed.withLock { $0 = true }
    }
    try await gate.waitForArrivals()
    #expect(!passed.withLock { $0 })

    gate.open()
    try await task.value

    #expect(passed.withLock { $0 })
    try await gate.pass()
    #expect(gate.arrivals == 2)
  }

  @Test func aGateHoldsAgain() async throws {
    let gate = Gate(isOpen: true)
    try await gate.pass()
    gate.hold()

    let task = Task { try await gate.pass() }
    try await gate.waitForArrivals(2)
    task.cancel()

    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func everyWaiterIsResumedOnceByTheChangeItWaitsFor() async throws {
    let monitor = Monitor(0)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for target in 1...100 {
        group.addTask { try await monitor.wait { $0 >= target ? target : nil } }
      }
      for _ in 1...100 {
        group.addTask {
          monitor.withLock { $0 += 1 }
          return 0
        }
      }
      let sum = try await group.reduce(0, +)
      #expect(sum == 5050)
    }
  }

  @Test func cancellationAndChangesMayComeTogether() async throws {
    for _ in 0..<200 {
      let monitor = Monitor(false)
      let task = Task { try await monitor.wait { $0 ? 1 : nil } }
      async let change: Void = monitor.withLock { $0 = true }
      task.cancel()
      await change
      let result = await task.result
      if case .failure(let error) = result { #expect(error is CancellationError) }
    }
  }
}
