import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The loop of a proxy's thread. Only this thread uses the connections.
struct ProxyLoop {
  let target: ConnectionProxy.Target
  let listener: Int32
  let wakeUp: Int32
  let control: ProxyControl

  private var connections: [ProxiedConnection] = []
  private var acceptedCount = 0
  private var cuts = 0
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)

  init(target: ConnectionProxy.Target, listener: Int32, wakeUp: Int32, control: ProxyControl) {
    self.target = target
    self.listener = listener
    self.wakeUp = wakeUp
    self.control = control
  }

  mutating func run() {
    while true {
      let state = control.state
      if state.isStopped { break }
      if state.cuts > cuts {
        cuts = state.cuts
        for connection in connections { connection.reset() }
      }
      if !state.disturbance.isStalled {
        for connection in connections { connection.passOn(state.disturbance) }
      }
      connections.removeAll(where: \.isClosed)
      control.note(connectionCount: connections.count, acceptedCount: acceptedCount)
      wait(state.disturbance)
    }
    control.close()
    for connection in connections { connection.reset() }
    control.note(connectionCount: 0, acceptedCount: acceptedCount)
    Sockets.release(listener)
    Sockets.release(wakeUp)
  }

  /// Waits for bytes, clients and commands, and reads them.
  private mutating func wait(_ disturbance: ConnectionProxy.Disturbance) {
    var entries = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0), pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
    ]
    for connection in connections {
      for half in connection.halves {
        let events =
          (half.canRead ? POLLIN : 0) | (half.other?.hasDueBytes == true && !disturbance.isStalled ? POLLOUT : 0)
        entries.append(pollfd(fd: half.descriptor, events: Int16(events), revents: 0))
      }
    }
    let delay = disturbance.isStalled ? nil : connections.flatMap(\.halves).compactMap(\.delayUntilDue).min()
    _ = poll(&entries, nfds_t(entries.count), delay.map { Int32(clamping: $0) } ?? -1)
    if entries[0].revents != 0 {
      while case .bytes = Sockets.receive(wakeUp, into: &buffer) {}
    }
    for (index, half) in connections.flatMap(\.halves).enumerated() {
      if Int32(entries[index + 2].revents) & (POLLIN | POLLHUP | POLLERR) != 0 {
        half.read(using: &buffer, delay: disturbance.delay)
      }
    }
    // The disturbance may have changed while the thread waited.
    if entries[1].revents != 0 { acceptClients(control.state.disturbance) }
  }

  private mutating func acceptClients(_ disturbance: ConnectionProxy.Disturbance) {
    while let client = Sockets.acceptConnection(on: listener) {
      acceptedCount += 1
      guard !disturbance.refusesConnections, let server = try? connectToTarget() else {
        Sockets.resetOnClose(client)
        Sockets.release(client)
        continue
      }
      connections.append(ProxiedConnection(client: client, server: server))
    }
  }

  private func connectToTarget() throws -> Int32 {
    switch target {
    case .port(let port): try Sockets.connectToLoopback(port: port)
    case .unixSocket(let path): try Sockets.connect(toUnixSocket: path)
    }
  }
}

/// A client's connection and the proxy's connection to the server.
final class ProxiedConnection {
  /// One of the two sockets, and the bytes that were read from it.
  final class Half {
    let descriptor: Int32
    /// The other socket, to which the bytes are passed on. `nil` only while the connection is being made.
    fileprivate(set) weak var other: Half?
    /// The bytes that are not passed on yet, each piece with the moment from which on it may be passed on.
    fileprivate var pieces: [(bytes: [UInt8], due: ContinuousClock.Instant)] = []
    fileprivate var sent = 0
    fileprivate var hasEnded = false

    /// The limit bounds the memory while the other side does not read.
    private static let pieceLimit = 16

    init(descriptor: Int32) { self.descriptor = descriptor }

    var canRead: Bool { !hasEnded && pieces.count < Self.pieceLimit }
    var hasDueBytes: Bool { pieces.first.map { $0.due <= .now } ?? false }

    /// The number of milliseconds until the first piece may be passed on. `nil` when it may be passed on already.
    var delayUntilDue: Int64? {
      guard let due = pieces.first?.due, due > .now else { return nil }
      let delay = ContinuousClock.now.duration(to: due).components
      return delay.seconds * 1000 + delay.attoseconds / 1_000_000_000_000_000 + 1
    }

    func read(using buffer: inout [UInt8], delay: Duration) {
      guard canRead else { return }
      switch Sockets.receive(descriptor, into: &buffer) {
      case .bytes(let count): pieces.append((Array(buffer[..<count]), .now + delay))
      case .nothingNow: break
      case .ended: hasEnded = true
      }
    }
  }

  private let client: Half
  private let server: Half
  private(set) var isClosed = false

  init(client: Int32, server: Int32) {
    self.client = Half(descriptor: client)
    self.server = Half(descriptor: server)
    self.client.other = self.server
    self.server.other = self.client
  }

  var halves: [Half] { isClosed ? [] : [client, server] }

  /// Passes bytes on that are due. When a side has closed its connection and all its bytes are passed on, both are closed.
  func passOn(_ disturbance: ConnectionProxy.Disturbance) {
    for half in halves { passOn(from: half, chunkSize: disturbance.chunkSize) }
    if halves.contains(where: { $0.hasEnded && $0.pieces.isEmpty }) { close() }
  }

  private func passOn(from half: Half, chunkSize: Int?) {
    while !isClosed, half.hasDueBytes, let other = half.other, let piece = half.pieces.first?.bytes {
      let end = min(piece.count, chunkSize.map { half.sent + max(1, $0) } ?? piece.count)
      guard let count = Sockets.transmit(piece[half.sent..<end], to: other.descriptor) else { return close() }
      if count == 0 { return }
      half.sent += count
      if half.sent == piece.count {
        half.pieces.removeFirst()
        half.sent = 0
      }
    }
  }

  /// Closes both connections as if the network had failed.
  func reset() {
    for half in halves { Sockets.resetOnClose(half.descriptor) }
    close()
  }

  private func close() {
    guard !isClosed else { return }
    for half in halves { Sockets.release(half.descriptor) }
    isClosed = true
  }
}
