import Foundation

@testable import CodexSDK

/// A socket that listens, and a thread that handles one connection with blocking calls.
final class TestListener: Sendable {
  let port: UInt16
  private let descriptor: Descriptor

  /// Listens at a free port of 127.0.0.1.
  init() throws {
    descriptor = try Descriptor.streamSocket(family: AF_INET)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = descriptor.number
    let isListening = withUnsafeMutableBytes(of: &address) { bytes -> Bool in
      guard let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return false }
      return bind(number, pointer, length) == 0 && listen(number, 8) == 0 && getsockname(number, pointer, &length) == 0
    }
    guard isListening else { throw SystemError("listen") }
    port = UInt16(bigEndian: address.sin_port)
  }

  /// Listens at a Unix socket.
  init(path: String) throws {
    descriptor = try Descriptor.streamSocket(family: AF_UNIX)
    port = 0
    guard let address = SocketAddress(path: path) else { throw SystemError("the path is too long") }
    let number = descriptor.number
    guard address.withPointer({ bind(number, $0, $1) == 0 && listen(number, 8) == 0 }) else {
      throw SystemError("listen")
    }
  }

  deinit { descriptor.close() }

  /// Accepts one connection on a thread of its own, calls `body` with its descriptor, and closes the connection.
  func serve(_ body: @escaping @Sendable (Descriptor) -> Void) {
    Thread.detachNewThread {
      let number = accept(self.descriptor.number, nil, nil)
      guard number >= 0 else { return }
      body(Descriptor(number: number))
      Descriptor(number: number).close()
    }
  }

  /// Accepts one connection, and sends back all bytes until the client closes the connection.
  func echo(whenEnded: @escaping @Sendable () -> Void = {}) {
    serve { connection in
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
      defer { buffer.deallocate() }
      while case .bytes(let count) = connection.receiveFromPeer(into: buffer), count > 0 {
        var rest = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        while !rest.isEmpty, case .bytes(let sent) = connection.sendToPeer(rest) {
          rest = UnsafeRawBufferPointer(rebasing: rest[sent...])
        }
      }
      whenEnded()
    }
  }
}

/// Collects what a stream receives.
final class StreamRecorder: Sendable {
  private struct State {
    var bytes = Data()
    var expected: (count: Int, promise: AsyncPromise<Data>)?
  }

  let closure = AsyncPromise<TransportClosure>()
  private let state = Locked(State())

  init(_ stream: any ByteStream) throws {
    try stream.start(
      receive: { [state] bytes in
        let complete = state.withLock { state -> AsyncPromise<Data>? in
          state.bytes.append(contentsOf: bytes)
          guard let expected = state.expected, state.bytes.count >= expected.count else { return nil }
          return expected.promise
        }
        complete?.fulfill(.success(state.withLock { $0.bytes }))
      },
      ended: { [closure] in closure.fulfill(.success($0)) }
    )
  }

  /// Waits until at least `count` bytes have arrived, and returns all bytes.
  func bytes(_ count: Int) async throws -> Data {
    let promise = AsyncPromise<Data>()
    let known = state.withLock { state -> Data? in
      if state.bytes.count >= count { return state.bytes }
      state.expected = (count, promise)
      return nil
    }
    if let known { return known }
    return try await promise.wait()
  }
}
