import Foundation

/// The pings whose pongs have not arrived yet.
final class WebSocketPings: Sendable {
  private struct State {
    var lastNumber: UInt64 = 0
    var waiting: [Data: AsyncPromise<Void>] = [:]
    var closure: TransportClosure?
  }

  private let state = Locked(State())

  /// A new ping: its payload, and the promise that is fulfilled when the pong arrives.
  func add() -> (payload: Data, pong: AsyncPromise<Void>) {
    let promise = AsyncPromise<Void>()
    let (payload, closure) = state.withLock { state -> (Data, TransportClosure?) in
      state.lastNumber += 1
      let payload = withUnsafeBytes(of: state.lastNumber.bigEndian) { Data($0) }
      if state.closure == nil { state.waiting[payload] = promise }
      return (payload, state.closure)
    }
    if let closure { promise.fulfill(.failure(closure)) }
    return (payload, promise)
  }

  func remove(_ payload: Data) { _ = state.withLock { $0.waiting.removeValue(forKey: payload) } }

  /// Completes the ping with this payload. A pong that no ping asked for is ignored.
  func complete(_ payload: Data) {
    state.withLock { $0.waiting.removeValue(forKey: payload) }?.fulfill(.success(()))
  }

  /// Fails all pings.
  func end(_ closure: TransportClosure) {
    let waiting = state.withLock { state in
      defer { state.waiting = [:] }
      state.closure = closure
      return Array(state.waiting.values)
    }
    for promise in waiting { promise.fulfill(.failure(closure)) }
  }
}
