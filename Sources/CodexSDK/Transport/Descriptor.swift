import Foundation

/// A file descriptor that this module opened and closes. Child processes do not inherit it.
///
/// The type is not a class with a `deinit`, because the polling thread decides when the descriptor is closed.
struct Descriptor: Sendable {
  let number: Int32

  func close() { _ = Foundation.close(number) }

  /// Makes a pipe.
  static func pipe() throws -> (read: Descriptor, write: Descriptor) {
    var numbers: [Int32] = [-1, -1]
    #if canImport(Darwin)
    // Darwin has no `pipe2`. A child process that other code starts at this moment may inherit the ends of the pipe. Child
    // processes of this module and of Foundation do not: they are started with POSIX_SPAWN_CLOEXEC_DEFAULT.
    let result = Foundation.pipe(&numbers)
    #else
    let result = SpawnExtensions.pipeClosedOnExec(&numbers)
    #endif
    guard result == 0 else { throw SystemError("pipe") }
    return try (owned(numbers[0]), owned(numbers[1]))
  }

  /// Makes two connected sockets.
  ///
  /// Unlike a pipe, a socket can be written without the risk of SIGPIPE: see `writeWithoutSignal`.
  static func socketPair() throws -> (ours: Descriptor, theirs: Descriptor) {
    var numbers: [Int32] = [-1, -1]
    #if canImport(Darwin)
    let result = socketpair(AF_UNIX, SOCK_STREAM, 0, &numbers)
    #elseif canImport(Musl)
    let result = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, &numbers)
    #else
    let result = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &numbers)
    #endif
    guard result == 0 else { throw SystemError("socketpair") }
    #if canImport(Darwin)
    var on: Int32 = 1
    setsockopt(numbers[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return try (owned(numbers[0]), owned(numbers[1]))
  }

  /// Makes a descriptor that child processes do not inherit and whose number is greater than 2.
  ///
  /// When the host program has closed its standard streams, a new descriptor may get the number 0, 1 or 2. Starting a child
  /// process would overwrite it, so it is duplicated to a greater number.
  static func owned(_ number: Int32) throws -> Descriptor {
    if number > 2 {
      _ = fcntl(number, F_SETFD, FD_CLOEXEC)
      return Descriptor(number: number)
    }
    let duplicate = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard duplicate > 2 else { throw SystemError("fcntl") }
    _ = Foundation.close(number)
    return Descriptor(number: duplicate)
  }

  func makeNonBlocking() { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) }

  enum Transfer {
    case bytes(Int)
    /// No bytes can be transferred at the moment.
    case wouldBlock
    /// The other side has closed the stream.
    case ended
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    transfer { Foundation.read(number, buffer.baseAddress, buffer.count) }
  }

  /// Writes to a socket of `socketPair()`. When the other side has closed the socket, the result is `.ended`; the host program
  /// does not receive SIGPIPE.
  func writeWithoutSignal(_ bytes: UnsafeRawBufferPointer) -> Transfer {
    #if canImport(Darwin)
    transfer { Foundation.send(number, bytes.baseAddress, bytes.count, 0) }
    #else
    transfer { Foundation.send(number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) }
    #endif
  }

  private func transfer(_ call: () -> Int) -> Transfer {
    while true {
      let count = call()
      if count > 0 { return .bytes(count) }
      if count == 0 { return .ended }
      switch errno {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK: return .wouldBlock
      default: return .ended
      }
    }
  }
}

/// A failed system call, with the system's description of the error.
struct SystemError: Error, CustomStringConvertible {
  let call: String
  let code: Int32

  init(_ call: String, code: Int32 = errno) {
    self.call = call
    self.code = code
  }

  var description: String { "\(call): \(String(cString: strerror(code)))" }
}
