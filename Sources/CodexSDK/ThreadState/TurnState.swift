import CodexProtocol
import Foundation

/// What a person sees of a turn. See `ThreadState`.
public struct TurnState: Codable, Hashable, Sendable, Identifiable {
  /// The ID of the turn.
  public let id: String
  /// Whether the turn runs, or how it has ended.
  public internal(set) var status: TurnStatus
  /// Why the turn failed.
  public internal(set) var error: TurnError?
  /// When the turn started, by the server's clock. `nil` while it is not known.
  public internal(set) var startedAt: Date?
  /// When the turn ended, by the server's clock. `nil` while the turn runs.
  public internal(set) var completedAt: Date?
  /// How long the turn ran, by the server's clock.
  public internal(set) var duration: Duration?
  /// The items that are complete, in the order in which they were completed. The server stores them in this order.
  public internal(set) var completedItems: [ItemState] = []
  /// The items that are not complete, in the order in which they started. When the turn has ended, these are the items that were
  /// interrupted, such as the beginning of a message. The server does not store them.
  public internal(set) var runningItems: [ItemState] = []
  /// The agent's last plan.
  public internal(set) var plan: [TurnPlanStep] = []
  /// The agent's text about its plan. `nil` when there is none.
  public internal(set) var planExplanation: String?
  /// The changes of all files since the turn began, as a unified diff.
  public internal(set) var diff: String?
  /// The last numbers of used tokens that the server sent during the turn.
  public internal(set) var tokenUsage: ThreadTokenUsage?
  /// The reviews of actions by Codex's own reviewer, in the order in which they started.
  public internal(set) var reviews: [ApprovalReview] = []
  /// Whether every action of the turn is reviewed from now on.
  public internal(set) var requiresStrictReview = false
  /// The model that the server uses instead of the one that was asked for. `nil` when the server uses the latter.
  public internal(set) var reroutedModel: String?
  /// Whether no completed item is missing. `false` when the beginning of the turn was not received and its items were not read.
  public internal(set) var hasAllItems: Bool

  /// Whether the status comes from `turn/completed`, so that it is final. The server can list a turn that has just started as
  /// interrupted.
  var hasFinalStatus = false
  /// Where the items are in `completedItems`.
  var positions = PositionCache()

  static let runningLimit = 1024
  static let reviewLimit = 1024

  init(id: String, status: TurnStatus = .inProgress, hasAllItems: Bool) {
    self.id = id
    self.status = status
    self.hasAllItems = hasAllItems
  }

  private enum CodingKeys: String, CodingKey {
    case id, status, error, startedAt, completedAt, duration, completedItems, runningItems, plan, planExplanation, diff
    case tokenUsage, reviews, requiresStrictReview, reroutedModel, hasAllItems, hasFinalStatus
  }
}

extension TurnState {
  /// The completed items, and then the running ones. Each access makes a new array.
  public var items: [ItemState] { completedItems + runningItems }

  /// Whether the turn has ended, in whatever way.
  public var isEnded: Bool { status != .inProgress }

  /// The agent's final message, or `nil` while there is none.
  public var finalResponse: String? { TurnResult.finalResponse(of: completedItems.map(\.item)) }

  /// Notes that the turn does something. So a status that says otherwise was too early.
  mutating func noteActivity() {
    if status == .interrupted, !hasFinalStatus { status = .inProgress }
  }

  /// Takes what `turn/started` or `turn/completed` says.
  mutating func update(_ turn: Turn, isEnd: Bool) {
    if isEnd {
      status = turn.status
      hasFinalStatus = true
    } else {
      noteActivity()
    }
    updateTimes(turn)
    for item in turn.items where completedPosition(of: item.itemID) == nil { complete(item) }
    if turn.itemsView == .full { hasAllItems = true }
  }

  /// Adds what the server has stored about the turn. The notifications that were received may be older or newer than what was stored.
  mutating func merge(_ turn: Turn) {
    if turn.status != .inProgress, !hasFinalStatus, turn.status != .interrupted || !isLive { status = turn.status }
    updateTimes(turn)
    merge(turn.items)
    // Without a view, the server has sent all items.
    if turn.itemsView == .full || turn.itemsView == nil { hasAllItems = true }
  }

  /// Adds items that the server has stored, in its order. Items that were completed later follow them.
  mutating func merge(_ stored: [ThreadItem]) {
    guard !stored.isEmpty else { return }
    var known: [String: ItemState] = [:]
    for item in completedItems { known[item.id.itemID] = item }
    var merged: [ItemState] = []
    var ids: Set<String> = []
    for item in stored where ids.insert(item.itemID).inserted {
      if let item = known[item.itemID] {
        merged.append(item)
      } else {
        var state = takeRunning(item.itemID) ?? ItemState(item, in: id)
        state.complete(item, at: nil)
        merged.append(state)
      }
    }
    merged += completedItems.filter { !ids.contains($0.id.itemID) }
    completedItems = merged
    positions = PositionCache()
  }

  /// Whether notifications have shown that the turn runs.
  private var isLive: Bool { status == .inProgress && !runningItems.isEmpty }

  private mutating func updateTimes(_ turn: Turn) {
    error = turn.error ?? error
    startedAt = turn.startedAt ?? startedAt
    completedAt = turn.completedAt ?? completedAt
    duration = turn.duration ?? duration
  }

  mutating func add(_ review: ApprovalReview) {
    if let index = reviews.lastIndex(where: { $0.id == review.id }) {
      // A review that has a decision is not changed back by a late message.
      if review.completedAt != nil || reviews[index].completedAt == nil { reviews[index] = review }
    } else if reviews.count < Self.reviewLimit {
      reviews.append(review)
    }
  }
}
