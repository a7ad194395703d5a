import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An HTTP/1.1 server on 127.0.0.1.
///
/// One thread polls all sockets. The thread never waits for a response: the handler sends responses from its own task.
final class LoopbackListener: Sendable {
  /// Starts a task that responds to a request. The handler is called on the server's thread and must not block.
  ///
  /// The task is cancelled when the client disconnects before the end of the response.
  typealias Handler = @Sendable (HTTPRequest, HTTPResponder) -> Task<Void, Never>

  let port: UInt16
  private let commands: CommandQueue
  private let running = DispatchGroup()

  init(handler: @escaping Handler) throws {
    let wakeUp = try Sockets.wakeUpPair()
    commands = CommandQueue(writer: wakeUp.writer)
    let listener: Int32
    do {
      (listener, port) = try Sockets.listenOnLoopback()
    } catch {
      commands.close()
      Sockets.release(wakeUp.reader)
      throw error
    }
    running.enter()
    Foundation.Thread.detachNewThread { [commands, running] in
      var loop = PollLoop(listener: listener, wakeUp: wakeUp.reader, commands: commands, handler: handler)
      loop.run()
      running.leave()
    }
  }

  deinit { commands.post(.stop) }

  /// Stops the server's thread, and returns after all sockets have been closed.
  func stop() {
    commands.post(.stop)
    running.wait()
  }
}

/// The loop of the server's thread. Only this thread uses the connections.
private struct PollLoop {
  let listener: Int32
  let wakeUp: Int32
  let commands: CommandQueue
  let handler: LoopbackListener.Handler

  private var connections: [Int: HTTPConnection] = [:]
  private var lastID = 0
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var isRunning = true

  init(listener: Int32, wakeUp: Int32, commands: CommandQueue, handler: @escaping LoopbackListener.Handler) {
    self.listener = listener
    self.wakeUp = wakeUp
    self.commands = commands
    self.handler = handler
  }

  mutating func run() {
    while isRunning {
      let ready = waitForEvents()
      if ready.hasCommands { executeCommands() }
      if ready.hasClients { acceptClients() }
      for (id, canRead) in ready.connections {
        guard let connection = connections[id] else { continue }
        connection.flush()
        if canRead { connection.receive(using: &buffer, commands, handler) }
      }
      connections = connections.filter { !$0.value.isClosed }
    }
    commands.close()
    for connection in connections.values { connection.close() }
    Sockets.release(listener)
    Sockets.release(wakeUp)
  }

  private func waitForEvents() -> (hasCommands: Bool, hasClients: Bool, connections: [(id: Int, canRead: Bool)]) {
    var entries = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0), pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
    ]
    let ids = Array(connections.keys)
    for id in ids {
      guard let connection = connections[id] else { continue }
      let events = POLLIN | (connection.hasOutgoing ? POLLOUT : 0)
      entries.append(pollfd(fd: connection.descriptor, events: Int16(events), revents: 0))
    }
    // An interrupted call reports no events; the loop of `run` then polls again.
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

  private mutating func executeCommands() {
    // The wake-up bytes are read before the commands are taken, so that a command that is posted in between wakes the
    // thread again.
    while case .bytes = Sockets.receive(wakeUp, into: &buffer) {}
    for command in commands.take() {
      switch command {
      case .send(let id, let bytes): connections[id.connection]?.send(bytes, exchange: id.number)
      case .finish(let id):
        connections[id.connection]?.finish(exchange: id.number)
        connections[id.connection]?.advance(commands, handler)
      case .drop(let id): connections[id.connection]?.drop(exchange: id.number)
      case .stop: isRunning = false
      }
    }
  }
}
