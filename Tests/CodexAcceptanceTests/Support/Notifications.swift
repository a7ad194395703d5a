import CodexSDK
import Foundation

extension ServerNotification {
  /// The text of a delta of an agent message; `nil` for other notifications.
  var delta: String? { if case .itemAgentMessageDelta(let message) = self { message.delta } else { nil } }

  /// The item of `item/completed`; `nil` for other notifications.
  var completedItem: ThreadItem? { if case .itemCompleted(let message) = self { message.item } else { nil } }

  /// The turn of `turn/completed`; `nil` for other notifications.
  var completedTurn: Turn? { if case .turnCompleted(let message) = self { message.turn } else { nil } }

  /// The message of an unrecognized notification; `nil` for other notifications.
  var unrecognized: UnrecognizedMessage? { if case .unrecognized(let message) = self { message } else { nil } }

  /// The id of the notification's turn, from `params.turnId` or `params.turn.id`.
  var turnID: String? {
    guard let params = wire?["params"] else { return nil }
    return (params["turnId"] ?? params["turn"]?["id"])?.stringValue
  }

  private var wire: JSONValue? { try? JSONValue(parsing: JSONEncoder().encode(self)) }
}

extension ThreadItem {
  /// The text of an agent message; `nil` for other items.
  var agentText: String? { if case .agentMessage(let message) = self { message.text } else { nil } }

  /// The item's type on the wire, such as `agentMessage`.
  var kind: String? { (try? JSONValue(parsing: JSONEncoder().encode(self)))?["type"]?.stringValue }
}

extension AsyncSequence {
  /// Returns all elements up to the end of the sequence.
  func collected() async throws -> [Element] { try await reduce(into: []) { $0.append($1) } }
}
