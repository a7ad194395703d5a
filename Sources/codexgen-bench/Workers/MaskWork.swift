#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// Masks the bytes of messages as the WebSocket protocol demands of clients, and copies the same bytes without a mask
/// to compare.
enum MaskWork {
  /// The number of bytes that one pass masks or copies.
  private static let total = 256 * 1024 * 1024

  static func mask(_ size: String) throws -> Work {
    try work(size) { source, target in WebSocketMask.copy(source, key: 0x1234_5678, to: target) }
  }

  static func copy(_ size: String) throws -> Work {
    try work(size) { source, target in
      if let base = source.baseAddress { target.copyMemory(from: base, byteCount: source.count) }
    }
  }

  private static func work(
    _ size: String,
    _ transfer: @escaping (UnsafeRawBufferPointer, UnsafeMutableRawPointer) -> Void
  ) throws -> Work {
    guard let size = Int(size), size > 0, size <= total else { throw Failure("'\(size)' is not a size of a message") }
    let source = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    for index in source.indices { source[index] = UInt8(truncatingIfNeeded: index &* 31) }
    target.initializeMemory(as: UInt8.self, repeating: 0)
    guard let base = target.baseAddress else { throw Failure("there is no memory for a message") }
    let count = total / size
    return Work {
      for _ in 0..<count { transfer(UnsafeRawBufferPointer(source), base) }
      return Output(units: count, bytes: count * size)
    } end: {
      source.deallocate()
      target.deallocate()
    }
  }
}
#endif
