import CodexSDK
import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A TCP proxy between a client and a server on this machine, which disturbs their connections when a test says so.
///
/// The proxy accepts connections on a free port of 127.0.0.1, and connects each to the server.
///
/// ```swift
/// let proxy = try ConnectionProxy(to: .port(server.port))
/// let codex = try await Codex(connectingTo: .webSocket("ws://127.0.0.1:\(proxy.port)"))
/// proxy.cut()
/// ```
public final class ConnectionProxy: Sendable {
  /// The server that the proxy connects to.
  public enum Target: Hashable, Sendable {
    /// A TCP port of 127.0.0.1.
    case port(UInt16)
    /// The path of a Unix socket, or of a symbolic link to it.
    case unixSocket(String)
  }

  /// How the proxy disturbs the connections.
  public struct Disturbance: Hashable, Sendable {
    /// Whether no bytes are passed on. The connections stay open.
    public var isStalled = false
    /// Whether new connections are closed at once.
    public var refusesConnections = false
    /// The maximum number of bytes that are passed on at once. `nil` for no maximum.
    public var chunkSize: Int?
    /// How long bytes are kept before they are passed on.
    public var delay = Duration.zero

    /// Makes a disturbance that disturbs nothing. Its properties can be set afterwards.
    public init() {}
  }

  /// The port on which the proxy accepts connections.
  public let port: UInt16
  private let control: ProxyControl
  private let running = DispatchGroup()

  /// - Throws: An error that names the failed system call.
  public init(to target: Target) throws {
    let wakeUp = try Sockets.wakeUpPair()
    control = ProxyControl(writer: wakeUp.writer)
    let listener: Int32
    do {
      (listener, port) = try Sockets.listenOnLoopback()
    } catch {
      control.close()
      Sockets.release(wakeUp.reader)
      throw error
    }
    running.enter()
    Foundation.Thread.detachNewThread { [control, running] in
      var loop = ProxyLoop(target: target, listener: listener, wakeUp: wakeUp.reader, control: control)
      loop.run()
      running.leave()
    }
  }

  deinit { control.change { $0.isStopped = true } }

  /// How the proxy disturbs the connections from now on.
  public var disturbance: Disturbance {
    get { control.state.disturbance }
    set { control.change { $0.disturbance = newValue } }
  }

  /// The number of connections that are open.
  public var connectionCount: Int { control.state.connectionCount }

  /// The number of connections that were accepted since the start.
  public var acceptedCount: Int { control.state.acceptedCount }

  /// Resets all open connections, as if the network had failed. Bytes that were not passed on are lost.
  public func cut() { control.change { $0.cuts += 1 } }

  /// Closes all connections and the port. Returns when all sockets are closed.
  public func close() {
    control.change { $0.isStopped = true }
    running.wait()
  }
}

/// The state that the proxy's thread and its users share.
final class ProxyControl: Sendable {
  struct State: Sendable {
    var disturbance = ConnectionProxy.Disturbance()
    var cuts = 0
    var isStopped = false
    var connectionCount = 0
    var acceptedCount = 0
    /// A socket that wakes the thread. -1 after the thread has ended.
    var writer: Int32
  }

  private let shared: Locked<State>

  init(writer: Int32) { shared = Locked(State(writer: writer)) }

  var state: State { shared.withLock { $0 } }

  /// Changes the state and wakes the thread.
  func change(_ body: (inout State) -> Void) {
    shared.withLock { state in
      body(&state)
      if state.writer >= 0 { _ = Sockets.transmit([0], to: state.writer) }
    }
  }

  /// Notes the number of connections. Called by the thread.
  func note(connectionCount: Int, acceptedCount: Int) {
    shared.withLock { state in
      state.connectionCount = connectionCount
      state.acceptedCount = acceptedCount
    }
  }

  func close() {
    shared.withLock { state in
      if state.writer >= 0 { Sockets.release(state.writer) }
      state.writer = -1
    }
  }
}
