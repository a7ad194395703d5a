import CodexSDK

/// One request and its answer on one connection.
struct ExchangeID: Hashable, Sendable {
  var connection: Int
  var number: Int
}

/// What the server's thread is asked to do.
enum ServerCommand: Sendable {
  /// Sends bytes of the answer.
  case send(ExchangeID, [UInt8])
  /// The answer is complete; the connection is free for the next request.
  case finish(ExchangeID)
  /// Closes the connection in the middle of the answer.
  case drop(ExchangeID)
  case stop
}

/// Carries commands from any task to the server's thread, and wakes it.
final class Mailbox: Sendable {
  private struct State {
    var commands: [ServerCommand] = []
    /// -1 once the thread has ended: a closed descriptor's number may already belong to someone else.
    var writer: Int32
  }

  private let state: Locked<State>

  /// - Parameter writer: Wakes the thread when a byte is sent to it; closed by `close()`.
  init(writer: Int32) { state = Locked(State(writer: writer)) }

  func post(_ command: ServerCommand) {
    state.withLock { state in
      guard state.writer >= 0 else { return }
      state.commands.append(command)
      if state.commands.count == 1 { _ = Sockets.transmit([0], to: state.writer) }
    }
  }

  /// What was posted since the last call, in order.
  func take() -> [ServerCommand] {
    state.withLock { state in
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// Nothing is taken in any more.
  func close() {
    state.withLock { state in
      if state.writer >= 0 { Sockets.release(state.writer) }
      state.writer = -1
      state.commands = []
    }
  }
}
