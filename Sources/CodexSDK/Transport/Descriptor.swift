#if os(macOS) || os(Linux)
import Foundation

/// A file descriptor that this module opened and that it alone closes. Never inherited by a child by accident.
///
/// Not a class with a `deinit`: the thread that polls decides when it is closed.
struct Descriptor: Sendable {
  let number: Int32

  func close() { _ = Foundation.close(number) }

  /// A pipe: what is written to `write` comes out of `read`.
  static func pipe() throws -> (read: Descriptor, write: Descriptor) {
    var numbers: [Int32] = [-1, -1]
    #if canImport(Darwin)
    // Without pipe2, a child started elsewhere at this moment may inherit the ends. Children of ours do not:
    // they are spawned with POSIX_SPAWN_CLOEXEC_DEFAULT, and so are those of Foundation.
    let result = Foundation.pipe(&numbers)
    #else
    let result = SpawnExtensions.pipeClosedOnExec(&numbers)
    #endif
    guard result == 0 else { throw SystemError("pipe") }
    return try (owned(numbers[0]), owned(numbers[1]))
  }

  /// Two connected sockets.
  ///
  /// A socket, unlike a pipe, can be written without SIGPIPE: see `writeWithoutSignal`.
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

  /// `number` or a duplicate of it above the standard streams (a host that closed its own would otherwise hand us 0, 1
  /// or 2, which spawning overwrites), closed in children.
  private static func owned(_ number: Int32) throws -> Descriptor {
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
    /// Nothing can be read or written now.
    case wouldBlock
    /// The other side is gone.
    case ended
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    transfer { Foundation.read(number, buffer.baseAddress, buffer.count) }
  }

  /// Writes to a socket of `socketPair()`; a reader that is gone is an error here, never a SIGPIPE for the host program.
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

/// A call to the system that failed, with the system's words for it.
struct SystemError: Error, CustomStringConvertible {
  let call: String
  let code: Int32

  init(_ call: String, code: Int32 = errno) {
    self.call = call
    self.code = code
  }

  var description: String { "\(call): \(String(cString: strerror(code)))" }
}
#endif
