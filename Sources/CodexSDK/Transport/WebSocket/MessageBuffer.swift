import Foundation

/// The bytes of a message that has not arrived completely.
///
/// `Data` doubles its capacity and copies its bytes when it grows. This buffer grows by `realloc`, which usually moves the
/// pages of a large buffer without a copy, and hands its memory out without a copy.
final class MessageBuffer {
  /// The number of bytes that are allocated at most before they have arrived. A server can announce any number of bytes.
  private static let trustedCount = 64 * 1024

  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0
  private(set) var count = 0

  deinit { free(memory) }

  /// Adds bytes.
  ///
  /// - Parameters:
  ///   - announced: The number of further bytes that the current frame will contain, as its header says.
  ///   - isFinalFrame: Whether the message ends with the current frame.
  /// - Returns: `false` when there is no memory for the bytes.
  func append(_ bytes: UnsafeRawBufferPointer, announced: Int, isFinalFrame: Bool) -> Bool {
    guard reserve(count + bytes.count, announced: announced, isFinalFrame: isFinalFrame) else { return false }
    guard let memory, let source = bytes.baseAddress else { return true }
    memory.advanced(by: count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
    return true
  }

  /// Releases the memory.
  func removeAll() {
    free(memory)
    memory = nil
    capacity = 0
    count = 0
  }

  /// The contents, without a copy. The buffer is empty afterwards.
  func handOver() -> Data {
    guard let memory, count > 0 else {
      removeAll()
      return Data()
    }
    defer {
      self.memory = nil
      capacity = 0
      count = 0
    }
    return Data(bytesNoCopy: memory, count: count, deallocator: .free)
  }

  private func reserve(_ required: Int, announced: Int, isFinalFrame: Bool) -> Bool {
    guard required > capacity else { return true }
    // A large buffer grows by a quarter, so that the buffer never takes more than 1.25 times the size of its contents.
    var grown = capacity < 1024 * 1024 ? capacity * 2 : capacity + capacity / 4
    if isFinalFrame { grown = min(grown, required.addingClamped(announced)) }
    let next = max(required + min(announced, Self.trustedCount), grown)
    guard let grownMemory = realloc(memory, next) else { return false }
    memory = grownMemory
    capacity = next
    return true
  }
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, isOverflown) = addingReportingOverflow(other)
    return isOverflown ? .max : sum
  }
}
