import Foundation

/// Connects TCP sockets.
enum TCPConnector {
  /// How long an attempt runs before the next address is tried as well.
  private static let attemptDelay = Duration.milliseconds(250)

  /// Resolves the name of a host and connects to the first of its addresses that accepts the connection.
  ///
  /// - Parameters:
  ///   - host: A name, an IPv4 address, or an IPv6 address without brackets.
  ///   - onlyLoopback: Whether only addresses of this machine's loopback interface may be used.
  ///   - timeout: How long the lookup and the connection may take together.
  /// - Throws: `ConnectionFailure.Reason` as `ConnectorError`, or `CancellationError`.
  static func connect(host: String, port: UInt16, onlyLoopback: Bool, timeout: Duration) async throws -> SocketStream {
    try await BlockingCall.run(
      timeout: timeout,
      timeoutError: ConnectorError(.timedOut(timeout)),
      discard: { (_: SocketStream) in },
      { deadline in
        var addresses = try lookUp(host, port: port)
        if onlyLoopback { addresses.removeAll { !$0.isLoopback } }
        guard !addresses.isEmpty else {
          throw ConnectorError(.nameNotResolved("the name does not belong to this machine's loopback interface"))
        }
        var attempts = Attempts(timeout: timeout)
        defer { attempts.closeAll() }
        return try SocketStream(attempts.connect(addresses, deadline: deadline))
      }
    )
  }

  private static func lookUp(_ host: String, port: UInt16) throws -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Descriptor.streamType
    hints.ai_flags = AI_NUMERICSERV
    var first: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &first)
    guard code == 0 else {
      let text = code == EAI_SYSTEM ? String(cString: strerror(errno)) : String(cString: gai_strerror(code))
      throw ConnectorError(.nameNotResolved(text))
    }
    defer { freeaddrinfo(first) }
    return sequence(first: first, next: { $0?.pointee.ai_next }).prefix { $0 != nil }.compactMap { entry in
      entry.flatMap { SocketAddress($0.pointee) }
    }
  }

  /// Attempts to connect to several addresses. An attempt that takes long does not prevent the next one ("happy eyeballs").
  private struct Attempts {
    let timeout: Duration
    private var running: [Descriptor] = []
    private var lastError: SystemError?

    init(timeout: Duration) { self.timeout = timeout }

    mutating func connect(_ addresses: [SocketAddress], deadline: ContinuousClock.Instant) throws -> Descriptor {
      var waiting = addresses[...]
      while true {
        guard ContinuousClock.now < deadline else { throw ConnectorError(.timedOut(timeout)) }
        if let address = waiting.popFirst(), let connected = begin(address) { return connected }
        if running.isEmpty && waiting.isEmpty {
          throw ConnectorError(.unreachable(lastError?.description ?? "no address could be tried"))
        }
        let end = waiting.isEmpty ? deadline : min(deadline, .now + TCPConnector.attemptDelay)
        if let connected = wait(until: end) { return connected }
      }
    }

    mutating func closeAll() {
      for descriptor in running { descriptor.close() }
      running = []
    }

    /// Begins an attempt. Returns the socket when it is connected at once.
    private mutating func begin(_ address: SocketAddress) -> Descriptor? {
      do {
        let descriptor = try Descriptor.streamSocket(family: address.family)
        descriptor.makeNonBlocking()
        descriptor.disableDelay()
        if address.withPointer({ Foundation.connect(descriptor.number, $0, $1) }) == 0 { return descriptor }
        if errno == EINPROGRESS || errno == EINTR {
          running.append(descriptor)
        } else {
          lastError = SystemError("connect")
          descriptor.close()
        }
      } catch {
        lastError = error as? SystemError
      }
      return nil
    }

    /// Waits until an attempt succeeds, all attempts have failed, or the time is over.
    private mutating func wait(until end: ContinuousClock.Instant) -> Descriptor? {
      while !running.isEmpty {
        var polled = running.map { pollfd(fd: $0.number, events: Int16(POLLOUT), revents: 0) }
        let count = poll(&polled, nfds_t(polled.count), (end - .now).milliseconds)
        guard count > 0 else {
          if count < 0, errno == EINTR, .now < end { continue }
          return nil
        }
        for (descriptor, result) in zip(running, polled) where result.revents != 0 {
          running.removeAll { $0.number == descriptor.number }
          guard let error = descriptor.connectionError() else { return descriptor }
          lastError = error
          descriptor.close()
        }
      }
      return nil
    }
  }
}

/// Why a socket could not be connected. The error becomes a `ConnectionFailure`, which also contains the address.
struct ConnectorError: Error {
  let reason: ConnectionFailure.Reason
  init(_ reason: ConnectionFailure.Reason) { self.reason = reason }
}

extension Duration {
  /// The duration in milliseconds for `poll`, rounded up, and at least 0.
  var milliseconds: Int32 {
    // `asWait` limits the seconds, so that the product cannot overflow.
    let (seconds, attoseconds) = asWait.components
    return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }
}
