#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A failed system call.
struct SystemCallError: Error, CustomStringConvertible {
  var call: String
  var code: Int32

  init(_ call: String) {
    self.call = call
    code = errno
  }

  var description: String { "\(call) failed: \(String(cString: strerror(code))) (errno \(code))" }
}

/// The socket calls of the server, and the differences between operating systems.
///
/// Every descriptor is non-blocking, and is closed on exec so that an app-server that is started meanwhile does not
/// inherit the descriptor.
enum Sockets {
  /// Opens a listening socket on 127.0.0.1 with a free port.
  static func listenOnLoopback() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, streamType, 0)
    guard descriptor >= 0 else { throw SystemCallError("socket") }
    do {
      try prepare(descriptor)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      try withUnsafeMutablePointer(to: &address) { address in
        try address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          guard bind(descriptor, address, length) == 0 else { throw SystemCallError("bind") }
          guard listen(descriptor, 512) == 0 else { throw SystemCallError("listen") }
          guard getsockname(descriptor, address, &length) == 0 else { throw SystemCallError("getsockname") }
        }
      }
      return (descriptor, UInt16(bigEndian: address.sin_port))
    } catch {
      release(descriptor)
      throw error
    }
  }

  /// Accepts a waiting connection. Returns `nil` if no connection is waiting.
  static func acceptConnection(on listener: Int32) -> Int32? {
    let descriptor = accept(listener, nil, nil)
    guard descriptor >= 0 else { return nil }
    do {
      try prepare(descriptor)
    } catch {
      release(descriptor)
      return nil
    }
    // Without this option, small events would be delayed until more bytes are sent (Nagle's algorithm).
    var isOn: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }

  /// Opens a pair of connected sockets. A byte that is sent to `writer` wakes a thread that polls `reader`.
  static func wakeUpPair() throws -> (reader: Int32, writer: Int32) {
    var pair: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, streamType, 0, &pair) == 0 else { throw SystemCallError("socketpair") }
    try prepare(pair[0])
    try prepare(pair[1])
    return (pair[0], pair[1])
  }

  enum ReadOutcome {
    case bytes(Int)
    case nothingNow
    case ended
  }

  static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> ReadOutcome {
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 { return .bytes(count) }
    return count < 0 && isTemporary(errno) ? .nothingNow : .ended
  }

  /// Sends bytes without blocking and without raising SIGPIPE.
  ///
  /// - Returns: The number of bytes that were sent, possibly 0, or `nil` when the connection is broken.
  static func transmit(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
    #if canImport(Darwin)
    let flags: Int32 = 0  // SO_NOSIGPIPE is set on the socket.
    #else
    let flags = Int32(MSG_NOSIGNAL)
    #endif
    let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
    if count >= 0 { return count }
    return isTemporary(errno) ? 0 : nil
  }

  static func release(_ descriptor: Int32) { _ = close(descriptor) }

  static func isTemporary(_ code: Int32) -> Bool { code == EAGAIN || code == EWOULDBLOCK || code == EINTR }

  static func prepare(_ descriptor: Int32) throws {
    guard fcntl(descriptor, F_SETFL, O_NONBLOCK) >= 0 else { throw SystemCallError("fcntl(O_NONBLOCK)") }
    guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) >= 0 else { throw SystemCallError("fcntl(FD_CLOEXEC)") }
    #if canImport(Darwin)
    var isOn: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  static var streamType: Int32 {
    #if canImport(Glibc)
    // The flag is set when the socket is created, since another thread may start a process between two calls.
    Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #elseif canImport(Musl)
    SOCK_STREAM | SOCK_CLOEXEC
    #else
    SOCK_STREAM
    #endif
  }
}
