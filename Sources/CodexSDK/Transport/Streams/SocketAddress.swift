import Foundation

/// The address of a socket, of any family.
struct SocketAddress: Sendable {
  let family: Int32
  private let bytes: [UInt8]

  /// - Returns: `nil` when the entry has no address.
  init?(_ entry: addrinfo) {
    guard let address = entry.ai_addr else { return nil }
    family = entry.ai_family
    bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
  }

  /// The address of a Unix socket.
  ///
  /// - Returns: `nil` when the path is longer than `longestPath`, or contains a zero byte.
  init?(path: String) {
    guard path.utf8.count <= Self.longestPath, !path.utf8.contains(0) else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    #if canImport(Darwin)
    address.sun_len = UInt8(MemoryLayout<sockaddr_un>.size)
    #endif
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    family = AF_UNIX
    bytes = withUnsafeBytes(of: address) { Array($0) }
  }

  /// The maximum number of bytes of the path of a Unix socket: 103 on Darwin, 107 on Linux.
  static var longestPath: Int { MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1 }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var storage = sockaddr_storage()
    return withUnsafeMutableBytes(of: &storage) { storage in
      storage.copyBytes(from: bytes.prefix(storage.count))
      // The memory is large enough and aligned for every kind of address.
      let address = UnsafeRawPointer(storage.baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: sockaddr.self)
      return body(address, socklen_t(min(bytes.count, storage.count)))
    }
  }

  /// Whether the address belongs to the loopback interface: 127.0.0.0/8, ::1, or 127.0.0.0/8 as an IPv6 address.
  var isLoopback: Bool {
    switch family {
    case AF_INET:
      let address = bytes.dropFirst(MemoryLayout<sockaddr_in>.offset(of: \.sin_addr) ?? 4)
      return address.first == 127
    case AF_INET6:
      let address = bytes.dropFirst(MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8).prefix(16)
      let loopback = [UInt8](repeating: 0, count: 15) + [1]
      let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 127]
      return Array(address) == loopback || address.starts(with: mapped)
    default: return false
    }
  }
}
