import CodexProtocol

/// What a person sees of a thread: its turns with their items, the texts as they grow, plans, token usage, status, name, goal, and the
/// requests that wait for a decision.
///
/// The state is a value that notifications of the server change. `CodexThread.states(every:recentTurns:)` keeps one up to date. To keep
/// one yourself, begin with `init(_:)` or `init(id:)`, and pass each notification to `apply(_:)`:
///
/// ```swift
/// var state = ThreadState(id: thread.id)
/// for try await event in turn.events { state.apply(event) }
/// ```
///
/// Notifications and turns that were read from the server can be combined in any order. When a turn has ended and its history was read,
/// its `status`, `error`, times and `completedItems` are those that the server has stored. The other properties of a turn, such as
/// `TurnState.plan`, are known only if their notifications were received, because the server does not store them.
///
/// The state grows with what the server sends: it keeps all turns, items and texts. It keeps at most 100 notices and 100 runs of hooks,
/// 1,024 open requests, and for each turn 1,024 running items and 1,024 reviews. A copy of a state shares its memory with the original;
/// when one of them changes, only the changed turn and text are copied.
public struct ThreadState: Codable, Hashable, Sendable, Identifiable {
  /// The ID of the thread.
  public let id: String
  /// The last description of the thread that the server sent, without turns. The state's own properties, such as `name` and `status`,
  /// are newer. `nil` until the server has sent a description.
  public internal(set) var info: ThreadInfo?
  /// The name of the thread. `nil` when it has none, and while the name is not known.
  public internal(set) var name: String?
  /// Whether the server has loaded the thread, whether a turn runs, and what the turn waits for. `nil` while it is not known.
  public internal(set) var status: ThreadStatus?
  /// The settings that are in effect. `nil` while they are not known.
  public internal(set) var settings: CodexThread.Settings?
  /// `nil` when the thread has no goal, and while the goal is not known.
  public internal(set) var goal: ThreadGoal?
  /// The tokens that the thread has used, and the size of the model's context window. `nil` while they are not known.
  public internal(set) var tokenUsage: ThreadTokenUsage?
  /// The turns in chronological order.
  public internal(set) var turns: [TurnState] = []
  /// Whether the server has turns before the first one in `turns`.
  public internal(set) var hasEarlierTurns = false
  /// The requests of the server that wait for a response, in the order in which they came.
  public internal(set) var openRequests: [OpenRequest] = []
  /// The last 100 warnings and errors.
  public internal(set) var notices: [ThreadNotice] = []
  /// The last 100 runs of hooks.
  public internal(set) var hookRuns: [HookRunSummary] = []
  /// Where the unread part of the thread begins.
  public internal(set) var readState: ThreadReadState?
  /// The last prediction of the user's next message.
  public internal(set) var prediction: ThreadPredictionResult?
  /// The ID of the project that the thread belongs to.
  public internal(set) var projectID: String?
  /// Whether the thread is in the archive.
  public internal(set) var isArchived = false
  /// Whether the server has deleted the thread.
  public internal(set) var isDeleted = false
  /// Whether the state contains all that the received notifications and the read turns say. `false` after a notification was lost, and
  /// after the server has removed turns, until the history is read again.
  public internal(set) var isComplete = true

  /// Where the turns are in `turns`.
  var positions = PositionCache()

  static let noticeLimit = 100
  static let hookLimit = 100
  static let requestLimit = 1024

  /// Makes the state of a thread of which nothing is known.
  public init(id: String) { self.id = id }

  /// Makes the state of a thread from the server's description, including its turns if it contains them.
  public init(_ thread: ThreadInfo) {
    self.init(id: thread.id)
    merge(thread)
  }

  private enum CodingKeys: String, CodingKey {
    case id, info, name, status, settings, goal, tokenUsage, turns, hasEarlierTurns, openRequests, notices, hookRuns
    case readState, prediction, projectID, isArchived, isDeleted, isComplete
  }
}

extension ThreadState {
  /// The turn that runs, or `nil`.
  public var runningTurn: TurnState? { turns.last { !$0.isEnded } }

  /// The turn with an ID, or `nil` when the state does not contain the turn.
  public func turn(_ id: String) -> TurnState? {
    turns.last?.id == id ? turns.last : turns.first { $0.id == id }
  }

  /// Notes that the connection to the server was lost. The server sends open requests again when the thread is resumed.
  mutating func connectionWasLost() {
    isComplete = false
    openRequests = []
  }

  mutating func add(_ notice: ThreadNotice) {
    var notice = notice
    notice.id = (notices.last?.id ?? 0) &+ 1
    if notices.count >= Self.noticeLimit { notices.removeFirst() }
    notices.append(notice)
  }

  mutating func add(_ run: HookRunSummary) {
    if let index = hookRuns.lastIndex(where: { $0.id == run.id }) {
      hookRuns[index] = run
    } else {
      if hookRuns.count >= Self.hookLimit { hookRuns.removeFirst() }
      hookRuns.append(run)
    }
  }
}

/// A warning or an error that the server reported about a thread.
public struct ThreadNotice: Codable, Hashable, Sendable, Identifiable {
  /// What the server reported.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Kind: String, Codable, Hashable, Sendable {
    /// A warning of the server.
    case warning
    /// A message of Codex's own reviewer.
    case autoReview
    /// An error of a turn. See `ThreadNotice.willRetry`.
    case error
    /// The server uses another model than the one that was asked for.
    case modelRerouted
    /// The server renews its access to the model's provider.
    case authentication
  }

  /// The number of the notice. Later notices of the thread have greater numbers.
  public internal(set) var id = 0
  /// What the server reported.
  public let kind: Kind
  /// The text of the server, for people.
  public let message: String
  /// The turn that the notice is about. `nil` when the server does not name one.
  public let turnID: String?
  /// Whether the server tries the failed action again.
  public let willRetry: Bool

  init(_ kind: Kind, _ message: String, turnID: String? = nil, willRetry: Bool = false) {
    self.kind = kind
    self.message = message
    self.turnID = turnID
    self.willRetry = willRetry
  }
}

/// The positions of elements by their IDs. The positions follow from the elements, so they are not part of the state's identity and are
/// not encoded. An empty cache is filled when it is needed.
struct PositionCache: Hashable, Sendable {
  var byID: [String: Int] = [:]

  static func == (left: Self, right: Self) -> Bool { true }

  func hash(into hasher: inout Hasher) {}

  /// The position of an ID in a list.
  ///
  /// - Parameters:
  ///   - count: The number of elements in the list.
  ///   - idAt: Returns the ID of the element at a position.
  mutating func position(of id: String, count: Int, _ idAt: (Int) -> String) -> Int? {
    if byID.count != count {
      byID = Dictionary((0..<count).map { (idAt($0), $0) }, uniquingKeysWith: { $1 })
    }
    return byID[id]
  }
}
