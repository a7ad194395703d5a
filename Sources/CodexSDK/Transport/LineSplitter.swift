import Foundation

/// Cuts a stream of bytes into lines, each of any length.
///
/// Every byte is looked at once and copied at most twice: what follows the last line end is kept, and only new bytes are
/// searched.
struct LineSplitter {
  private var partial = Data()

  /// Takes the next bytes and hands out each line that they complete, without its end. Empty lines are passed over.
  mutating func feed(_ chunk: UnsafeRawBufferPointer, _ line: (Data) -> Void) {
    guard let base = chunk.baseAddress else { return }
    var start = 0
    while start < chunk.count, let newline = memchr(base + start, 0x0A, chunk.count - start) {
      let end = UnsafeRawPointer(newline) - base
      partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[start..<end]))
      hand(to: line)
      start = end + 1
    }
    if start < chunk.count { partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[start...])) }
  }

  /// Hands out what is left after the last line end.
  mutating func finish(_ line: (Data) -> Void) { hand(to: line) }

  private mutating func hand(to line: (Data) -> Void) {
    if partial.last == 0x0D { partial.removeLast() }
    guard !partial.isEmpty else { return }
    let whole = partial
    // A new value, not `removeAll(keepingCapacity:)`: the line shares the old storage.
    partial = Data()
    line(whole)
  }
}
