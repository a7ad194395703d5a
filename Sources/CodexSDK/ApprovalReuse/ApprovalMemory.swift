/// What `ApprovalReuse` remembers: the yeses that may stand for repeats, and what is being asked.
struct ApprovalMemory: Sendable {
  private struct Acceptance: Sendable {
    var assessment: ApprovalAssessment
    var itemID: String
    var reuses = 0
  }

  /// What is being asked, until it is answered or its thread forgotten.
  private struct Question: Sendable {
    var threadID: String
    /// `nil` for what is not repeatable.
    var action: RepeatableAction?
    var itemID: String?
    var offered: [ApprovalDecision]
  }

  private let capacity: Int
  private var acceptances: [RepeatableAction: Acceptance] = [:]
  /// The keys of `acceptances`, the oldest first.
  private var order: [RepeatableAction] = []
  private var questions: [Int: Question] = [:]
  private var lastTicket = 0
  private var seenItems = SeenItems()

  init(capacity: Int) { self.capacity = capacity }

  var count: Int { acceptances.count }

  /// Finds the yes that stands for a request; without one, the request is to be asked and then closed by its ticket.
  mutating func open(_ request: ApprovalRequest) -> (ticket: Int, reuse: ApprovalReuse.Reuse?) {
    lastTicket += 1
    // A second question about an item is about something else: more access than the first gave, as in the retry of a
    // command that turned out to need the network.
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
      return (lastTicket, reuse)
    }
    questions[lastTicket] = Question(
      threadID: request.threadID,
      action: action,
      itemID: request.itemID,
      offered: request.offeredDecisions
    )
    return (lastTicket, nil)
  }

  /// Takes the answer; `nil` when there was none.
  mutating func close(_ ticket: Int, with verdict: ApprovalVerdict?) {
    guard let question = questions.removeValue(forKey: ticket), let verdict, let action = question.action else {
      return
    }
    // Whatever was said last counts.
    forget(action)
    // A yes that was not on offer is not what the server gets.
    guard verdict.decision == .accept || verdict.decision == .acceptForSession,
      question.offered.contains(verdict.decision), capacity > 0,
      let assessment = verdict.assessment, assessment.allowsReuse, let itemID = question.itemID
    else { return }
    if order.count == capacity { forget(order[0]) }
    acceptances[action] = Acceptance(assessment: assessment, itemID: itemID)
    order.append(action)
  }

  mutating func forget(threadID: String) {
    order.removeAll { $0.threadID == threadID }
    acceptances = acceptances.filter { $0.key.threadID != threadID }
    questions = questions.filter { $0.value.threadID != threadID }
    seenItems.forget(threadID: threadID)
  }

  mutating func forgetAll() { self = ApprovalMemory(capacity: capacity, after: lastTicket) }

  /// Tickets go on, so that an answer to what was asked before finds nothing.
  private init(capacity: Int, after ticket: Int) {
    self.capacity = capacity
    lastTicket = ticket
  }

  private mutating func forget(_ action: RepeatableAction) {
    guard acceptances.removeValue(forKey: action) != nil else { return }
    order.removeAll { $0 == action }
  }
}

/// The items that were asked about lately.
///
/// The second question about an item comes while the item is under way, so a thousand are plenty.
private struct SeenItems: Sendable {
  private struct Item: Hashable, Sendable {
    var id: String
    var threadID: String
  }

  private static let limit = 1024
  private var items: Set<Item> = []
  private var order: [Item] = []

  /// Whether the item is seen for the first time. One without an id never is: it cannot be told from others.
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
