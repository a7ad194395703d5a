import Foundation
import Testing

@testable import CodexTesting

@Suite("A proxy between a client and a server")
struct ConnectionProxyTests {
  /// A client and a server that are connected through a proxy.
  private struct Pair {
    let proxy: ConnectionProxy
    let client: Int32
    let server: Int32
    let listener: Int32

    init(_ disturb: (inout ConnectionProxy.Disturbance) -> Void = { _ in }) throws {
      let (listener, port) = try Sockets.listenOnLoopback()
      self.listener = listener
      proxy = try ConnectionProxy(to: .port(port))
      disturb(&proxy.disturbance)
      client = try Sockets.connectToLoopback(port: proxy.port)
      server = try Pair.poll { Sockets.acceptConnection(on: listener) }
    }

    func close() {
      for descriptor in [client, server, listener] { Sockets.release(descriptor) }
      proxy.close()
    }

    /// Repeats a call until it returns a value, but not longer than a minute.
    static func poll<Value>(_ call: () throws -> Value?) throws -> Value {
      let deadline = ContinuousClock.now + .seconds(60)
      while ContinuousClock.now < deadline {
        if let value = try call() { return value }
        usleep(1000)
      }
      throw SystemCallError("poll")
    }

    /// Reads bytes until there are `count`, or until the connection ends.
    static func read(_ count: Int, from descriptor: Int32) throws -> [UInt8] {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      return try poll {
        switch Sockets.receive(descriptor, into: &buffer) {
        case .bytes(let number): bytes += buffer[..<number]
        case .nothingNow: break
        case .ended: return bytes
        }
        return bytes.count >= count ? bytes : nil
      }
    }
  }

  @Test("passes bytes on in both directions, also in small chunks and with a delay", arguments: [nil, 1, 7])
  func passesOn(chunkSize: Int?) throws {
    let pair = try Pair { disturbance in
      disturbance.chunkSize = chunkSize
      disturbance.delay = chunkSize == 7 ? .milliseconds(20) : .zero
    }
    defer { pair.close() }
    #expect(Sockets.transmit(Array("hello server"[...].utf8)[...], to: pair.client) == 12)
    #expect(try Pair.read(12, from: pair.server) == Array("hello server".utf8))
    #expect(Sockets.transmit(Array("hello client"[...].utf8)[...], to: pair.server) == 12)
    #expect(try Pair.read(12, from: pair.client) == Array("hello client".utf8))
    #expect(pair.proxy.connectionCount == 1)
  }

  @Test("cuts connections at both ends, and accepts new ones")
  func cuts() throws {
    let pair = try Pair()
    defer { pair.close() }
    pair.proxy.cut()
    #expect(try Pair.read(1, from: pair.client) == [])
    #expect(try Pair.read(1, from: pair.server) == [])
    let next = try Sockets.connectToLoopback(port: pair.proxy.port)
    defer { Sockets.release(next) }
    let accepted = try Pair.poll { Sockets.acceptConnection(on: pair.listener) }
    Sockets.release(accepted)
    #expect(pair.proxy.acceptedCount == 2)
  }

  @Test("keeps the bytes while it is stalled, and passes them on afterwards")
  func stalls() throws {
    let pair = try Pair { $0.isStalled = true }
    defer { pair.close() }
    #expect(Sockets.transmit(Array("late".utf8)[...], to: pair.client) == 4)
    var buffer = [UInt8](repeating: 0, count: 16)
    // The proxy passes bytes on at once when it is not stalled, so a few attempts would find them.
    for _ in 0..<50 {
      guard case .nothingNow = Sockets.receive(pair.server, into: &buffer) else {
        Issue.record("the proxy should pass nothing on")
        return
      }
      usleep(1000)
    }
    pair.proxy.disturbance.isStalled = false
    #expect(try Pair.read(4, from: pair.server) == Array("late".utf8))
  }

  @Test("refuses new connections when it should")
  func refuses() throws {
    let pair = try Pair()
    defer { pair.close() }
    pair.proxy.disturbance.refusesConnections = true
    let next = try Sockets.connectToLoopback(port: pair.proxy.port)
    defer { Sockets.release(next) }
    #expect(try Pair.read(1, from: next) == [])
  }

  @Test("closes the client's connection when the server closes its own")
  func end() throws {
    let pair = try Pair()
    defer { pair.close() }
    shutdown(pair.server, Int32(2))
    #expect(try Pair.read(1, from: pair.client) == [])
  }
}
