import CodexBinaries

/// HMAC-SHA256 (RFC 2104), for the tokens of servers that a test starts on the loopback interface.
enum MessageAuthentication {
  /// The message authentication code: 32 bytes.
  static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    let short = key.count > SHA256.blockSize ? SHA256.hash(key) : key
    let padded = short + [UInt8](repeating: 0, count: SHA256.blockSize - short.count)
    return SHA256.hash(padded.map { $0 ^ 0x5c } + SHA256.hash(padded.map { $0 ^ 0x36 } + message))
  }
}
