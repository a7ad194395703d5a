import CodexProtocol
import CodexWire
import Foundation

/// What a turn did, once it has ended.
public struct TurnResult: Hashable, Sendable, Identifiable {
  public var id: String
  public var status: TurnStatus
  /// Why the turn failed.
  public var error: TurnError?
  /// The answer of the agent; `nil` when the turn ended without one.
  public var finalResponse: String?
  /// Everything the turn did, in the order in which it was completed.
  public var items: [ThreadItem]
  /// The tokens used, as last reported for this turn.
  public var usage: ThreadTokenUsage?
  /// The reviews of actions by Codex's own reviewer, in the order in which they began. A denied one can be approved
  /// afterwards: `CodexThread.approve(_:)`.
  ///
  /// One that had not completed when the turn did is `.inProgress`, as happens when the turn is interrupted: the server may
  /// tell that the review was aborted only later, in `Codex.notifications`.
  public var approvalReviews: [ApprovalReview] = []
  /// What the reviewer had to say during the turn, in words: each decision, and that it stops the turn after too many
  /// denials (three in a row, with 0.163.0).
  public var approvalWarnings: [String] = []
  public var startedAt: Date?
  public var completedAt: Date?
  public var duration: Duration?

  /// - Parameters:
  ///   - turn: The turn as `turn/completed` tells it. Its own items are at most the final message, so they count only when
  ///     there are no others.
  ///   - items: The items of `item/completed`.
  init(_ turn: Turn, items: [ThreadItem], usage: ThreadTokenUsage?) {
    id = turn.id
    status = turn.status
    error = turn.error
    self.items = items.isEmpty ? turn.items : items
    finalResponse = Self.finalResponse(of: self.items)
    self.usage = usage
    startedAt = turn.startedAt.map { Date(timeIntervalSince1970: TimeInterval($0)) }
    completedAt = turn.completedAt.map { Date(timeIntervalSince1970: TimeInterval($0)) }
    duration = turn.durationMilliseconds.map { .milliseconds($0) }
  }

  /// The last message marked as the final answer; else the last without a mark. A commentary is no answer, and an empty
  /// one is an answer.
  static func finalResponse(of items: [ThreadItem]) -> String? {
    let messages = items.compactMap { item -> ThreadItem.AgentMessage? in
      if case .agentMessage(let message) = item { message } else { nil }
    }
    let final = messages.last { $0.phase == .finalAnswer } ?? messages.last { $0.phase == nil }
    return final?.text
  }
}

extension TurnResult {
  /// The final response, read as JSON.
  ///
  /// - Throws: `CodexError.decoding` when there is no final response, or it is no `Value`.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    guard let finalResponse else {
      throw CodexError.decoding(
        method: RPC.TurnStart.name,
        failure: DecodingFailure(pointer: "", reason: "the turn ended as \(status.rawValue) without a final response")
      )
    }
    do {
      return try JSONDecoder().decode(type, from: Data(finalResponse.utf8))
    } catch {
      throw CodexError.decoding(method: RPC.TurnStart.name, failure: DecodingFailure(error))
    }
  }
}
