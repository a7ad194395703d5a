import Foundation

/// Splits a stream of bytes into lines, up to a maximum length of a line.
///
/// Every byte is searched once. The bytes of a line that is not complete yet are kept in a buffer that grows with the
/// line, and a long line is handed out without a copy. So a line takes little more memory than its own size.
struct LineSplitter {
  /// Why a line cannot be kept.
  enum Failure: Error, Hashable {
    case lineTooLong(limit: Int)
    case outOfMemory
  }

  /// The maximum number of bytes of a line, without the line end.
  let limit: Int
  private let partial = LineBuffer()

  init(limit: Int = .max) { self.limit = limit }

  /// Adds the next bytes, and calls `line` with each complete line, without the line end. Empty lines are skipped.
  ///
  /// - Throws: `Failure` when a line has more than `limit` bytes, or when there is no memory for the line. The bytes of that line are
  ///   discarded, and the splitter must not be used again.
  mutating func feed(_ chunk: UnsafeRawBufferPointer, _ line: (Data) -> Void) throws(Failure) {
    guard let base = chunk.baseAddress else { return }
    var start = 0
    while start < chunk.count, let newline = memchr(base + start, 0x0A, chunk.count - start) {
      let end = UnsafeRawPointer(newline) - base
      let rest = UnsafeRawBufferPointer(rebasing: chunk[start..<end])
      if partial.count == 0 {
        // The usual case: the whole line is in the chunk.
        try checkLength(rest.count)
        emit(rest, to: line)
      } else {
        try append(rest)
        finish(line)
      }
      start = end + 1
    }
    if start < chunk.count { try append(UnsafeRawBufferPointer(rebasing: chunk[start...])) }
  }

  /// Calls `line` with the bytes after the last line end, if there are any.
  mutating func finish(_ line: (Data) -> Void) {
    if partial.count > LineBuffer.smallCapacity {
      if partial.bytes.last == 0x0D { partial.removeLast() }
      line(partial.handOver())
    } else if partial.count > 0 {
      emit(partial.bytes, to: line)
      partial.removeAll()
    }
  }

  private func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    try checkLength(partial.count + bytes.count)
    guard partial.append(bytes) else {
      partial.removeAll()
      throw .outOfMemory
    }
  }

  private func checkLength(_ count: Int) throws(Failure) {
    guard count <= limit else {
      partial.removeAll()
      throw .lineTooLong(limit: limit)
    }
  }

  private func emit(_ bytes: UnsafeRawBufferPointer, to line: (Data) -> Void) {
    let count = bytes.last == 0x0D ? bytes.count - 1 : bytes.count
    guard count > 0, let base = bytes.baseAddress else { return }
    line(Data(bytes: base, count: count))
  }
}

/// The bytes of a line that is not complete yet.
///
/// `Data` doubles its capacity and copies its bytes when it grows, so that it can take three times the size of its
/// contents. This buffer grows by `realloc`, which usually moves the pages of a large buffer without a copy.
private final class LineBuffer {
  /// The capacity up to which the memory is kept for the next line.
  static let smallCapacity = 64 * 1024

  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0
  private(set) var count = 0

  deinit { free(memory) }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

  /// - Returns: `false` when there is no memory for the bytes.
  func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return true }
    guard let memory = reserve(count + bytes.count) else { return false }
    memory.advanced(by: count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
    return true
  }

  func removeLast() { count -= 1 }

  func removeAll() {
    count = 0
    guard capacity > Self.smallCapacity else { return }
    free(memory)
    memory = nil
    capacity = 0
  }

  /// The contents, without a copy. The buffer is empty afterwards.
  func handOver() -> Data {
    guard let memory else { return Data() }
    defer {
      self.memory = nil
      capacity = 0
      count = 0
    }
    return Data(bytesNoCopy: memory, count: count, deallocator: .free)
  }

  private func reserve(_ required: Int) -> UnsafeMutableRawPointer? {
    guard required > capacity else { return memory }
    // A large buffer grows by a quarter, so that it never takes more than 1.25 times the size of its contents.
    let grown = capacity < 1024 * 1024 ? capacity * 2 : capacity + capacity / 4
    let next = max(required, grown, Self.smallCapacity)
    guard let grownMemory = realloc(memory, next) else { return nil }
    memory = grownMemory
    capacity = next
    return grownMemory
  }
}
