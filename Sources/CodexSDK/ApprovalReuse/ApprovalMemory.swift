/// The memory of `ApprovalReuse`: the approvals that can be reused, and the requests that wait for a decision.
struct ApprovalMemory: Sendable {
  private struct Acceptance: Sendable {
    var assessment: ApprovalAssessment
    var itemID: String
    var reuses = 0
  }

  /// A request that waits for a decision. It is removed when the decision is made or its thread is forgotten.
  private struct PendingRequest: Sendable {
    var threadID: String
    /// `nil` when the action is not repeatable.
    var action: RepeatableAction?
    var itemID: String?
    var offered: [ApprovalDecision]
  }

  private let capacity: Int
  private var acceptances: [RepeatableAction: Acceptance] = [:]
  /// The keys of `acceptances`, beginning with the oldest.
  private var order: [RepeatableAction] = []
  private var pendingRequests: [Int: PendingRequest] = [:]
  private var lastID = 0
  private var seenItems = SeenItems()

  init(capacity: Int) { self.capacity = capacity }

  var count: Int { acceptances.count }

  /// Searches for an earlier approval that a request repeats.
  ///
  /// - Returns: The earlier approval, or `nil`. With `nil`, the handler must be asked, and then `end` must be called with the ID.
  mutating func begin(_ request: ApprovalRequest) -> (id: Int, reuse: ApprovalReuse.Reuse?) {
    lastID += 1
    // A second request about the same item asks for more than the first one, such as network access for a command that failed
    // without it.
    let isFirst = seenItems.insert(request.itemID, threadID: request.threadID)
    let action = isFirst ? RepeatableAction(request) : nil
    if let action, request.offeredDecisions.contains(.accept), var acceptance = acceptances[action] {
      acceptance.reuses += 1
      acceptances[action] = acceptance
      let reuse = ApprovalReuse.Reuse(
        request: request,
        assessment: acceptance.assessment,
        acceptedItemID: acceptance.itemID,
        count: acceptance.reuses
      )
      return (lastID, reuse)
    }
    pendingRequests[lastID] = PendingRequest(
      threadID: request.threadID,
      action: action,
      itemID: request.itemID,
      offered: request.offeredDecisions
    )
    return (lastID, nil)
  }

  /// Remembers the decision about a request. `nil` when there is no decision.
  mutating func end(_ id: Int, with verdict: ApprovalVerdict?) {
    guard let request = pendingRequests.removeValue(forKey: id), let verdict, let action = request.action else {
      return
    }
    // Only the latest decision about an action is remembered.
    forget(action)
    // When the server did not offer the decision, it receives a refusal instead. So the decision must not be reused.
    guard verdict.decision == .accept || verdict.decision == .acceptForSession,
      request.offered.contains(verdict.decision), capacity > 0,
      let assessment = verdict.assessment, assessment.allowsReuse, let itemID = request.itemID
    else { return }
    if order.count == capacity { forget(order[0]) }
    acceptances[action] = Acceptance(assessment: assessment, itemID: itemID)
    order.append(action)
  }

  mutating func forget(threadID: String) {
    order.removeAll { $0.threadID == threadID }
    acceptances = acceptances.filter { $0.key.threadID != threadID }
    pendingRequests = pendingRequests.filter { $0.value.threadID != threadID }
    seenItems.forget(threadID: threadID)
  }

  mutating func forgetAll() { self = ApprovalMemory(capacity: capacity, after: lastID) }

  /// IDs continue after `lastID`. So a decision about a request from before `forgetAll` finds no pending request.
  private init(capacity: Int, after lastID: Int) {
    self.capacity = capacity
    self.lastID = lastID
  }

  private mutating func forget(_ action: RepeatableAction) {
    guard acceptances.removeValue(forKey: action) != nil else { return }
    order.removeAll { $0 == action }
  }
}

/// The items of the latest requests.
///
/// The second request about an item comes while the item runs, so it is enough to remember about a thousand items.
private struct SeenItems: Sendable {
  private struct Item: Hashable, Sendable {
    var id: String
    var threadID: String
  }

  private static let limit = 1024
  private var items: Set<Item> = []
  private var order: [Item] = []

  /// Adds an item.
  ///
  /// - Returns: Whether the item is new. `false` without an ID, because the item cannot be distinguished from others.
  mutating func insert(_ id: String?, threadID: String) -> Bool {
    guard let id else { return false }
    let item = Item(id: id, threadID: threadID)
    guard items.insert(item).inserted else { return false }
    order.append(item)
    if order.count > Self.limit { items.remove(order.removeFirst()) }
    return true
  }

  mutating func forget(threadID: String) {
    order.removeAll { $0.threadID == threadID }
    items = items.filter { $0.threadID != threadID }
  }
}
