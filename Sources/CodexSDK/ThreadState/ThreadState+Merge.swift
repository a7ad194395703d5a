import CodexProtocol

// Adding what was read from the server. The result does not depend on the order in which notifications and reads come.

extension ThreadState {
  /// Properties of a thread that both notifications and descriptions contain.
  struct Fields: OptionSet, Hashable, Sendable {
    var rawValue: UInt8

    static let name = Fields(rawValue: 1 << 0)
    static let status = Fields(rawValue: 1 << 1)
    static let projectID = Fields(rawValue: 1 << 2)
    static let settings = Fields(rawValue: 1 << 3)

    /// The property that a notification sets.
    init(setBy notification: ServerNotification) {
      self =
        switch notification {
        case .threadNameUpdated: .name
        case .threadStatusChanged, .threadClosed: .status
        case .threadProjectUpdated: .projectID
        case .threadSettingsUpdated: .settings
        case .threadStarted: [.name, .status, .projectID]
        default: []
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  /// Takes what the server's description of the thread says, including its turns if it contains them. A description of another thread
  /// has no effect.
  public mutating func merge(_ thread: ThreadInfo) { merge(thread, except: []) }

  /// - Parameter newer: The properties that notifications have set after the server made the description.
  mutating func merge(_ thread: ThreadInfo, except newer: Fields) {
    guard thread.id == id else { return }
    if !newer.contains(.name) { name = thread.name }
    if !newer.contains(.status) { status = thread.status }
    if !newer.contains(.projectID) { projectID = thread.projectID }
    merge(thread.turns)
    var thread = thread
    thread.turns = []
    info = thread
  }

  /// Adds turns that were read from the server, or what was read about turns that are known.
  ///
  /// When none of the turns is known, they are put before the known ones: they are a page of earlier turns. Otherwise each new turn
  /// is put after the turn that it follows in the argument. The known turns get the order of the argument.
  ///
  /// - Parameter read: The turns in chronological order.
  public mutating func merge(_ read: [Turn]) {
    adoptOrder(of: read)
    var before: [TurnState] = []
    var after: [Int: [TurnState]] = [:]
    var anchor: Int?
    var firstKnown: Int?
    var seen: Set<String> = []
    for turn in read where seen.insert(turn.id).inserted {
      if let index = position(of: turn.id) {
        turns[index].merge(turn)
        if turns[index].isEnded { openRequests.removeAll { $0.turnID == turn.id } }
        anchor = index
        firstKnown = firstKnown ?? index
      } else {
        var state = TurnState(id: turn.id, status: turn.status, hasAllItems: false)
        state.merge(turn)
        if let anchor { after[anchor, default: []].append(state) } else { before.append(state) }
      }
    }
    guard !before.isEmpty || !after.isEmpty else { return }
    var merged: [TurnState] = []
    merged.reserveCapacity(turns.count + seen.count)
    if firstKnown == nil { merged += before }
    for (index, turn) in turns.enumerated() {
      if index == firstKnown { merged += before }
      merged.append(turn)
      merged += after[index] ?? []
    }
    turns = merged
    positions = PositionCache()
  }

  /// Gives the known turns the order in which they were read. A late message about an earlier turn may have put the turn at the end.
  private mutating func adoptOrder(of read: [Turn]) {
    var seen: Set<Int> = []
    let known = read.compactMap { position(of: $0.id) }.filter { seen.insert($0).inserted }
    let ascending = known.sorted()
    guard known != ascending else { return }
    let ordered = known.map { turns[$0] }
    for (position, turn) in zip(ascending, ordered) { turns[position] = turn }
    positions = PositionCache()
  }

  // MARK: Positions

  /// The position of a turn. Usually it is the last one.
  mutating func position(of turnID: String) -> Int? {
    if let last = turns.last, last.id == turnID { return turns.count - 1 }
    return positions.position(of: turnID, count: turns.count) { [turns] in turns[$0].id }
  }

  /// Adds a turn that is not known at the end.
  mutating func append(_ turn: TurnState) {
    // Fills the cache, so that it stays complete.
    _ = positions.position(of: turn.id, count: turns.count) { [turns] in turns[$0].id }
    positions.byID[turn.id] = turns.count
    turns.append(turn)
  }

  /// Whether an unknown turn is earlier than all turns in the state. It is added when the earlier turns are read.
  func isEarlier(_ turnID: String) -> Bool {
    guard hasEarlierTurns, let first = turns.first else { return false }
    return Self.isEarlier(turnID, than: first.id)
  }

  /// Whether both IDs contain a time and the first one is earlier. The server's IDs are UUIDs of version 7, which begin with the time.
  private static func isEarlier(_ first: String, than second: String) -> Bool {
    func hasTime(_ id: String) -> Bool { id.utf8.count == 36 && id.utf8.dropFirst(14).first == UInt8(ascii: "7") }
    return hasTime(first) && hasTime(second) && first.lowercased() < second.lowercased()
  }
}
