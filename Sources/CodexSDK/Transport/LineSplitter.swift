import Foundation

/// Splits a stream of bytes into lines of any length.
///
/// Every byte is searched once and copied at most twice. The bytes after the last line end are kept for the next call, and are
/// not searched again.
struct LineSplitter {
  private var partial = Data()

  /// Adds the next bytes, and calls `line` with each complete line, without the line end. Empty lines are skipped.
  mutating func feed(_ chunk: UnsafeRawBufferPointer, _ line: (Data) -> Void) {
    guard let base = chunk.baseAddress else { return }
    var start = 0
    while start < chunk.count, let newline = memchr(base + start, 0x0A, chunk.count - start) {
      let end = UnsafeRawPointer(newline) - base
      partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[start..<end]))
      emit(to: line)
      start = end + 1
    }
    if start < chunk.count { partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[start...])) }
  }

  /// Calls `line` with the bytes after the last line end, if there are any.
  mutating func finish(_ line: (Data) -> Void) { emit(to: line) }

  private mutating func emit(to line: (Data) -> Void) {
    if partial.last == 0x0D { partial.removeLast() }
    guard !partial.isEmpty else { return }
    let whole = partial
    // `removeAll(keepingCapacity:)` would copy the bytes, because the line shares the old storage.
    partial = Data()
    line(whole)
  }
}
