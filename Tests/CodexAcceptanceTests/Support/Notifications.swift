import CodexSDK
import Foundation

extension ServerNotification {
  /// The text that it adds to a message of the agent.
  var delta: String? { if case .itemAgentMessageDelta(let message) = self { message.delta } else { nil } }

  /// The item that it completes.
  var completedItem: ThreadItem? { if case .itemCompleted(let message) = self { message.item } else { nil } }

  /// The turn that it completes.
  var completedTurn: Turn? { if case .turnCompleted(let message) = self { message.turn } else { nil } }

  var unrecognized: UnrecognizedMessage? { if case .unrecognized(let message) = self { message } else { nil } }

  /// The turn it names: `params.turnId`, or the id of `params.turn`.
  var turnID: String? {
    guard let params = wire?["params"] else { return nil }
    return (params["turnId"] ?? params["turn"]?["id"])?.stringValue
  }

  private var wire: JSONValue? { try? JSONValue(parsing: JSONEncoder().encode(self)) }
}

extension ThreadItem {
  /// The text, when it is a message of the agent.
  var agentText: String? { if case .agentMessage(let message) = self { message.text } else { nil } }

  /// What it is, as on the wire.
  var kind: String? { (try? JSONValue(parsing: JSONEncoder().encode(self)))?["type"]?.stringValue }
}

extension AsyncSequence {
  /// All elements up to the end.
  func collected() async throws -> [Element] { try await reduce(into: []) { $0.append($1) } }
}
