import Foundation

extension Descriptor {
  enum SocketTransfer {
    /// The number of bytes that were transferred. When receiving, 0 is the end of the stream.
    case bytes(Int)
    /// No bytes can be transferred at the moment.
    case wouldBlock
    /// The connection is broken. The text says why.
    case failed(String)
  }

  /// The kinds of sockets that the SDK connects.
  static let tcpProtocol = Int32(IPPROTO_TCP)
  #if canImport(Glibc)
  static let streamType = Int32(SOCK_STREAM.rawValue)
  #else
  static let streamType = SOCK_STREAM
  #endif

  /// Makes a socket that is not connected yet. Writing to it never raises SIGPIPE if `sendToPeer` is used.
  ///
  /// - Throws: `SystemError`.
  static func streamSocket(family: Int32) throws -> Descriptor {
    #if canImport(Darwin)
    let number = socket(family, streamType, 0)
    #elseif canImport(Musl)
    let number = socket(family, streamType | SOCK_CLOEXEC, 0)
    #else
    let number = socket(family, streamType | Int32(SOCK_CLOEXEC.rawValue), 0)
    #endif
    guard number >= 0 else { throw SystemError("socket") }
    #if canImport(Darwin)
    var isOn: Int32 = 1
    setsockopt(number, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return try owned(number)
  }

  /// Sends bytes without blocking on a non-blocking socket, and without raising SIGPIPE.
  func sendToPeer(_ bytes: UnsafeRawBufferPointer) -> SocketTransfer {
    #if canImport(Darwin)
    transferBytes { send(number, bytes.baseAddress, bytes.count, 0) }
    #else
    transferBytes { send(number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) }
    #endif
  }

  /// Receives bytes without blocking on a non-blocking socket.
  func receiveFromPeer(into buffer: UnsafeMutableRawBufferPointer) -> SocketTransfer {
    transferBytes { recv(number, buffer.baseAddress, buffer.count, 0) }
  }

  private func transferBytes(_ call: () -> Int) -> SocketTransfer {
    while true {
      let count = call()
      if count >= 0 { return .bytes(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK: return .wouldBlock
      case let code: return .failed(String(cString: strerror(code)))
      }
    }
  }

  /// Sends each message at once, instead of waiting for more bytes (Nagle's algorithm).
  func disableDelay() {
    var isOn: Int32 = 1
    setsockopt(number, Self.tcpProtocol, TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
  }

  /// The error with which a connection attempt of a non-blocking socket ended, or `nil` when the socket is connected.
  func connectionError() -> SystemError? {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &length) == 0 else { return SystemError("getsockopt") }
    return code == 0 ? nil : SystemError("connect", code: code)
  }

  /// The user that runs the process at the other end of a Unix socket, or `nil` when the system does not tell.
  func peerUser() -> uid_t? {
    #if canImport(Darwin)
    var user = uid_t()
    var group = gid_t()
    return getpeereid(number, &user, &group) == 0 ? user : nil
    #else
    // The type `ucred` (process, user, group) is declared only with _GNU_SOURCE.
    var credentials: (Int32, UInt32, UInt32) = (0, 0, 0)
    var length = socklen_t(MemoryLayout.size(ofValue: credentials))
    guard getsockopt(number, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 else { return nil }
    return credentials.1
    #endif
  }
}
