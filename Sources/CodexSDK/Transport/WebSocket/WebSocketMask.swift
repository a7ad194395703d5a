/// The masking of the bytes that a client sends (RFC 6455, section 5.3).
package enum WebSocketMask {
  /// Copies bytes, and combines each with a byte of the key by exclusive or.
  ///
  /// - Parameters:
  ///   - source: The bytes of the payload.
  ///   - key: The four bytes of the key, in the order in memory.
  ///   - target: The memory for the masked bytes. It has room for as many bytes as `source` has, and does not overlap with it.
  package static func copy(_ source: UnsafeRawBufferPointer, key: UInt32, to target: UnsafeMutableRawPointer) {
    guard let base = source.baseAddress else { return }
    let count = source.count
    let word = UInt64(key) << 32 | UInt64(key)
    var index = 0
    // Eight bytes at a time. The compiler makes vector instructions of this loop.
    while index + 8 <= count {
      let masked = base.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ word
      target.storeBytes(of: masked, toByteOffset: index, as: UInt64.self)
      index += 8
    }
    withUnsafeBytes(of: key) { key in
      while index < count {
        target.storeBytes(of: source[index] ^ key[index & 3], toByteOffset: index, as: UInt8.self)
        index += 1
      }
    }
  }
}
