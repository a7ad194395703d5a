import CodexProtocol
import Foundation

/// What a turn did. A result exists when the turn has ended.
public struct TurnResult: Hashable, Sendable, Identifiable {
  /// The ID of the turn.
  public var id: String
  /// How the turn has ended: it completed, failed or was interrupted.
  public var status: TurnStatus
  /// Why the turn failed. `nil` when the turn did not fail.
  public var error: TurnError?
  /// The agent's final message. `nil` when the turn ended without one.
  public var finalResponse: String?
  /// The items of the turn, in the order in which they were completed.
  public var items: [ThreadItem]
  /// Whether all notifications of the turn were read. `false` when a message that may belong to the turn was lost: the server
  /// sent a line that is not valid JSON, or a notification that does not have the form that the SDK knows. Then `items`,
  /// `usage`, `approvalReviews` and `approvalWarnings` may lack parts, and `finalResponse` may be missing or be an earlier
  /// message. `CodexThread.read(includeTurns:)` shows what the server has stored.
  ///
  /// `CodexTurn.events` contains an event `.unrecognized` with the reason at the place of the lost message.
  public var isComplete = true
  /// The numbers of used tokens, as the server last reported them during the turn.
  public var usage: ThreadTokenUsage?
  /// The reviews of actions by Codex's own reviewer, in the order in which they started. A denied action can be approved
  /// afterwards with `CodexThread.approve(_:)`.
  ///
  /// A review that had not completed when the turn ended has the status `.inProgress`. This happens when a turn is
  /// interrupted: the server may report later, in `Codex.notifications`, that the review was aborted.
  public var approvalReviews: [ApprovalReview] = []
  /// The reviewer's messages during the turn: a message for each decision, and one when the reviewer stops the turn after too
  /// many denials (three in a row with Codex 0.163.0).
  public var approvalWarnings: [String] = []
  /// When the turn started, by the server's clock. `nil` when the server did not send it.
  public var startedAt: Date?
  /// When the turn ended, by the server's clock. `nil` when the server did not send it.
  public var completedAt: Date?
  /// How long the turn ran, by the server's clock.
  public var duration: Duration?

  /// - Parameters:
  ///   - turn: The turn in the parameters of `turn/completed`. It contains at most the final message as an item, so its items
  ///     are used only when `items` is empty.
  ///   - items: The items of the `item/completed` notifications.
  ///   - usage: The last reported numbers of used tokens.
  init(_ turn: Turn, items: [ThreadItem], usage: ThreadTokenUsage?) {
    id = turn.id
    status = turn.status
    error = turn.error
    self.items = items.isEmpty ? turn.items : items
    finalResponse = Self.finalResponse(of: self.items)
    self.usage = usage
    startedAt = turn.startedAt
    completedAt = turn.completedAt
    duration = turn.duration
  }

  /// The text of the last message with the phase "final answer" or, when there is none, of the last message without a phase.
  /// Messages with the phase "commentary" are ignored. An empty text is a valid response.
  static func finalResponse(of items: [ThreadItem]) -> String? {
    let messages = items.compactMap { item -> ThreadItem.AgentMessage? in
      if case .agentMessage(let message) = item { message } else { nil }
    }
    let final = messages.last { $0.phase == .finalAnswer } ?? messages.last { $0.phase == nil }
    return final?.text
  }
}
