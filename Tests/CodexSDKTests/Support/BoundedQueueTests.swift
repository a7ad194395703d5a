import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A bounded queue` {
  private func add(_ element: Int, _ isDroppable: Bool, _ queue: inout BoundedQueue<Int>) -> Bool {
    queue.append(element, isDroppable: isDroppable)
  }

  private func all(_ queue: inout BoundedQueue<Int>) -> [Int] {
    var elements: [Int] = []
    while let element = queue.popFirst() { elements.append(element) }
    return elements
  }

  @Test func `returns the elements in order`() {
    var queue = BoundedQueue<Int>(limit: 10)
    for number in 1...5 { #expect(add(number, false, &queue)) }
    #expect(all(&queue) == [1, 2, 3, 4, 5])
  }

  @Test func `drops the oldest droppable element when it is full`() {
    var queue = BoundedQueue<Int>(limit: 3)
    #expect(add(1, false, &queue))
    #expect(add(2, true, &queue))
    #expect(add(3, true, &queue))
    #expect(add(4, false, &queue))
    #expect(add(5, true, &queue))
    #expect(all(&queue) == [1, 4, 5])
    #expect(queue.dropped == 2)
  }

  @Test func `drops a new droppable element and refuses another one when it has no droppable element`() {
    var queue = BoundedQueue<Int>(limit: 2)
    #expect(add(1, false, &queue))
    #expect(add(2, false, &queue))
    #expect(add(3, true, &queue))
    #expect(!add(4, false, &queue))
    #expect(all(&queue) == [1, 2])
    #expect(queue.dropped == 1)
  }

  @Test func `behaves like an array in a long random sequence of operations`() {
    var random = SplitMix64(state: 7)
    var queue = BoundedQueue<Int>(limit: 50)
    var model: [(Int, Bool)] = []
    for number in 0..<20_000 {
      if random.next() % 5 < 3 {
        let isDroppable = random.next() % 3 != 0
        var isKept = true
        if model.count >= 50 {
          if let oldest = model.firstIndex(where: { $0.1 }) { model.remove(at: oldest) } else { isKept = false }
        }
        if isKept { model.append((number, isDroppable)) }
        let isTaken = queue.append(number, isDroppable: isDroppable)
        #expect(isTaken == (isKept || isDroppable))
      } else {
        let expected = model.isEmpty ? nil : model.removeFirst().0
        let first = queue.popFirst()
        #expect(first == expected)
      }
      #expect(queue.count == model.count)
    }
  }

  private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}

@Suite struct `A buffered stream` {
  @Test func `that overflows ends with an error after the buffered elements`() async throws {
    let stream = BufferedStream<Int>(limit: 2, overflowError: CodexError.bufferOverflow(limit: 2))
    for number in 1...3 { stream.push(number, isDroppable: false)?() }
    #expect(try await stream.next() == 1)
    #expect(try await stream.next() == 2)
    await #expect {
      _ = try await stream.next()
    } throws: {
      if case CodexError.bufferOverflow(limit: 2) = $0 { true } else { false }
    }
  }

  @Test func `delivers each element to one of many readers`() async throws {
    let stream = BufferedStream<Int>(limit: 1000)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var sum = 0
          while let number = try await stream.next() { sum += number }
          return sum
        }
      }
      for number in 1...1000 { stream.push(number, isDroppable: false)?() }
      stream.finish()?()
      return try await group.reduce(0, +)
    }
    #expect(sum == 500_500)
  }

  @Test @MainActor func `hands buffered elements to a loop on the main actor without a suspension`() async throws {
    let stream = BufferedStream<Int>(limit: 10)
    for number in 1...3 { stream.push(number, isDroppable: false)?() }
    var elements: [Int] = []
    var hasOtherRun = false
    let other = Task { @MainActor in hasOtherRun = true }

    for _ in 1...3 { elements += try await stream.next().map { [$0] } ?? [] }

    // The other task would have run if the loop had left the main actor in between.
    #expect(!hasOtherRun)
    #expect(elements == [1, 2, 3])
    await other.value
  }

  @Test func `ends the wait of a cancelled task, and delivers the next element to another task`() async throws {
    let stream = BufferedStream<Int>(limit: 10)
    let cancelled = Task { try await stream.next() }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }

    stream.push(1, isDroppable: false)?()
    #expect(try await stream.next() == 1)
  }
}
