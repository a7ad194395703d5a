#if os(macOS) || os(Linux)
import CodexProtocol
import CodexSDK
import CodexWire
import Foundation

/// Applies deltas of one agent message to a `ThreadState`.
enum StateWork {
  /// - Parameters:
  ///   - count: The number of deltas.
  ///   - interval: After how many deltas a snapshot of the state is kept, until the next one. 0 keeps none.
  static func apply(_ count: Int, snapshotEvery interval: Int) throws -> Work {
    let decoder = WireDecoder()
    let start =
      #"{"method":"turn/started","params":{"threadId":"t","turn":{"id":"u","items":[],"status":"inProgress"}}}"#
    let begin =
      #"{"method":"item/started","params":{"threadId":"t","turnId":"u","startedAtMs":1,"item":{"type":"agentMessage","id":"m","text":""}}}"#
    let first = try [start, begin].map { try decoder.decode(ServerNotification.self, from: Data($0.utf8)) }
    let deltas = try (0..<count).map { index in
      let delta =
        #"{"method":"item/agentMessage/delta","params":{"threadId":"t","turnId":"u","itemId":"m","delta":"word \#(index) "}}"#
      return try decoder.decode(ServerNotification.self, from: Data(delta.utf8))
    }
    return Work {
      var state = ThreadState(id: "t")
      var snapshot = state
      for notification in first { state.apply(notification) }
      for (index, delta) in deltas.enumerated() {
        state.apply(delta)
        if interval > 0, index % interval == 0 { snapshot = state }
      }
      guard case .agentMessage(let message)? = state.turns.first?.runningItems.first?.item else {
        throw Failure("no message")
      }
      return Output(units: count + (snapshot.id == state.id ? 0 : 1), bytes: message.text.utf8.count)
    }
  }
}
#endif
