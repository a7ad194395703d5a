import CodexSDK

/// Identifies one request and its response on one connection.
struct ExchangeID: Hashable, Sendable {
  var connection: Int
  var number: Int
}

/// A command for the server's thread.
enum ServerCommand: Sendable {
  /// Sends bytes of the response.
  case send(ExchangeID, [UInt8])
  /// Ends the response, so that the next request of the connection can be handled.
  case finish(ExchangeID)
  /// Closes the connection in the middle of the response.
  case drop(ExchangeID)
  /// Stops the server.
  case stop
}

/// Passes commands from any task to the server's thread, and wakes the thread.
final class CommandQueue: Sendable {
  private struct State {
    var commands: [ServerCommand] = []
    /// -1 after the thread has ended, since the number of a closed descriptor may be reused for another file.
    var writer: Int32
  }

  private let state: Locked<State>

  /// - Parameter writer: A socket that wakes the thread when a byte is sent to the socket. `close()` closes the socket.
  init(writer: Int32) { state = Locked(State(writer: writer)) }

  func post(_ command: ServerCommand) {
    state.withLock { state in
      guard state.writer >= 0 else { return }
      state.commands.append(command)
      if state.commands.count == 1 { _ = Sockets.transmit([0], to: state.writer) }
    }
  }

  /// Returns and removes the commands that were posted since the last call, in order.
  func take() -> [ServerCommand] {
    state.withLock { state in
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// Drops all commands, now and in the future.
  func close() {
    state.withLock { state in
      if state.writer >= 0 { Sockets.release(state.writer) }
      state.writer = -1
      state.commands = []
    }
  }
}
