#if os(macOS) || os(Linux)
import Foundation

/// Reads the lines of a descriptor with blocking system calls, and nothing else.
struct LineReader {
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var unread = 0..<0
  private var partial: [UInt8] = []

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Waits for the next line, and calls `body` with it, without its line end. The memory is valid only during the call.
  ///
  /// - Returns: What `body` returns, or `nil` at the end of the stream.
  mutating func next<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? {
    while true {
      let end = buffer.withUnsafeBytes { bytes -> Int? in
        guard let base = bytes.baseAddress, !unread.isEmpty else { return nil }
        return memchr(base + unread.lowerBound, 0x0A, unread.count).map { UnsafeRawPointer($0) - base }
      }
      if let end {
        let rest = unread.lowerBound..<end
        unread = (end + 1)..<unread.upperBound
        // The usual case: the whole line is in the buffer.
        if partial.isEmpty {
          return try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[rest])) }
        }
        partial.append(contentsOf: buffer[rest])
        defer { partial.removeAll() }
        return try partial.withUnsafeBytes(body)
      }
      partial.append(contentsOf: buffer[unread])
      unread = 0..<0
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return nil }
      unread = 0..<count
    }
  }
}
#endif
