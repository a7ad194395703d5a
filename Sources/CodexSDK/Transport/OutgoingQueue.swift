import Foundation

/// The bytes that wait to be written to the server, in order. Adding and removing takes constant time.
struct OutgoingQueue {
  /// A message of at least this size is not copied to add its line end.
  private static let largeMessage = 64 * 1024
  private static let lineEnd = Data([0x0A])

  private var parts: [Data] = []
  /// The index of the first part that is not written completely. The parts before it are empty.
  private var head = 0
  /// The number of bytes that wait.
  private(set) var byteCount = 0

  var isEmpty: Bool { head == parts.count }

  /// The next bytes to write. `nil` when the queue is empty.
  var first: Data? { isEmpty ? nil : parts[head] }

  /// Adds a message and its line end.
  mutating func append(_ message: Data) {
    if message.count < Self.largeMessage {
      parts.append(message + Self.lineEnd)
    } else {
      parts.append(message)
      parts.append(Self.lineEnd)
    }
    byteCount += message.count + 1
  }

  /// Adds bytes as they are, without a line end.
  mutating func append(bytes: Data) {
    guard !bytes.isEmpty else { return }
    parts.append(bytes)
    byteCount += bytes.count
  }

  /// Removes bytes that were written from `first`.
  mutating func removeFirst(_ count: Int) {
    byteCount -= count
    if count < parts[head].count {
      parts[head] = parts[head].dropFirst(count)
      return
    }
    // The memory is released now. The array is shortened later, because that takes time in proportion to its length.
    parts[head] = Data()
    head += 1
    if head == parts.count || head > 1024 && head > parts.count / 2 {
      parts.removeFirst(head)
      head = 0
    }
  }

  mutating func removeAll() { self = OutgoingQueue() }
}
