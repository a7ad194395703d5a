import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An HTTP/1.1 server on 127.0.0.1: one thread that polls all sockets, and never waits for an answer.
final class LoopbackListener: Sendable {
  /// Begins to answer a request; called on the server's thread, so it must not block. The task is cancelled when the
  /// client goes away before the answer's end.
  typealias Handler = @Sendable (HTTPRequest, HTTPResponder) -> Task<Void, Never>

  let port: UInt16
  private let mailbox: Mailbox
  private let running = DispatchGroup()

  init(handler: @escaping Handler) throws {
    let wakeUp = try Sockets.wakeUpPair()
    mailbox = Mailbox(writer: wakeUp.writer)
    let listener: Int32
    do {
      (listener, port) = try Sockets.listenOnLoopback()
    } catch {
      mailbox.close()
      Sockets.release(wakeUp.reader)
      throw error
    }
    running.enter()
    Foundation.Thread.detachNewThread { [mailbox, running] in
      var loop = PollLoop(listener: listener, wakeUp: wakeUp.reader, mailbox: mailbox, handler: handler)
      loop.run()
      running.leave()
    }
  }

  deinit { mailbox.post(.stop) }

  /// Closes all sockets. They are closed when this returns; the thread needs no more than a moment for it.
  func stop() {
    mailbox.post(.stop)
    running.wait()
  }
}

/// What the server's thread does. Its connections belong to that thread alone.
private struct PollLoop {
  let listener: Int32
  let wakeUp: Int32
  let mailbox: Mailbox
  let handler: LoopbackListener.Handler

  private var connections: [Int: HTTPConnection] = [:]
  private var lastID = 0
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var isRunning = true

  init(listener: Int32, wakeUp: Int32, mailbox: Mailbox, handler: @escaping LoopbackListener.Handler) {
    self.listener = listener
    self.wakeUp = wakeUp
    self.mailbox = mailbox
    self.handler = handler
  }

  mutating func run() {
    while isRunning {
      let ready = waitForEvents()
      if ready.isWoken { obey() }
      if ready.hasClients { acceptClients() }
      for (id, canRead) in ready.connections {
        guard let connection = connections[id] else { continue }
        connection.flush()
        if canRead { connection.receive(using: &buffer, mailbox, handler) }
      }
      connections = connections.filter { !$0.value.isClosed }
    }
    mailbox.close()
    for connection in connections.values { connection.close() }
    Sockets.release(listener)
    Sockets.release(wakeUp)
  }

  private func waitForEvents() -> (isWoken: Bool, hasClients: Bool, connections: [(id: Int, canRead: Bool)]) {
    var entries = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0), pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
    ]
    let ids = Array(connections.keys)
    for id in ids {
      guard let connection = connections[id] else { continue }
      let events = POLLIN | (connection.hasOutgoing ? POLLOUT : 0)
      entries.append(pollfd(fd: connection.descriptor, events: Int16(events), revents: 0))
    }
    // A call that was interrupted leaves no events, and is simply made again.
    _ = poll(&entries, nfds_t(entries.count), -1)
    let ready = zip(ids, entries.dropFirst(2)).filter { $0.1.revents != 0 }
    return (
      entries[0].revents != 0, entries[1].revents != 0,
      ready.map { ($0.0, Int32($0.1.revents) & (POLLIN | POLLHUP | POLLERR) != 0) }
    )
  }

  private mutating func acceptClients() {
    while let descriptor = Sockets.acceptConnection(on: listener) {
      lastID += 1
      connections[lastID] = HTTPConnection(descriptor: descriptor, id: lastID)
    }
  }

  private mutating func obey() {
    // Emptied before the commands are taken: what is posted in between wakes the thread again.
    while case .bytes = Sockets.receive(wakeUp, into: &buffer) {}
    for command in mailbox.take() {
      switch command {
      case .send(let id, let bytes): connections[id.connection]?.send(bytes, exchange: id.number)
      case .finish(let id):
        connections[id.connection]?.finish(exchange: id.number)
        connections[id.connection]?.advance(mailbox, handler)
      case .drop(let id): connections[id.connection]?.drop(exchange: id.number)
      case .stop: isRunning = false
      }
    }
  }
}
