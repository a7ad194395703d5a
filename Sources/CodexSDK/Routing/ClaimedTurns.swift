/// The running turns that have a handle.
struct ClaimedTurns: Sendable {
  private struct Claim: Sendable {
    var buffer: TurnBuffer
    /// The number of handles. A turn can have several, because an external message may join a turn that already runs.
    var handleCount: Int
  }

  /// By thread ID and turn ID.
  private var claims: [String: [String: Claim]] = [:]

  var isEmpty: Bool { claims.isEmpty }

  var all: [TurnBuffer] { claims.values.flatMap { $0.values.map(\.buffer) } }

  /// The buffer of a turn, or `nil` when the turn has no handle.
  subscript(key: TurnKey) -> TurnBuffer? { claims[key.threadID]?[key.turnID]?.buffer }

  func turns(of threadID: String) -> [TurnBuffer] { claims[threadID]?.values.map(\.buffer) ?? [] }

  /// Adds a turn with one handle.
  mutating func add(_ buffer: TurnBuffer) { set(buffer.key, Claim(buffer: buffer, handleCount: 1)) }

  /// Counts another handle of a turn, and returns the turn's buffer. Returns `nil` when the turn has no handle yet.
  mutating func addHandle(of key: TurnKey) -> TurnBuffer? {
    guard var claim = claims[key.threadID]?[key.turnID] else { return nil }
    claim.handleCount += 1
    set(key, claim)
    return claim.buffer
  }

  /// Removes a handle of a turn, and the turn after its last handle. Does nothing when the buffer is not that of the turn.
  mutating func removeHandle(of buffer: TurnBuffer) {
    guard var claim = claims[buffer.key.threadID]?[buffer.key.turnID], claim.buffer === buffer else { return }
    claim.handleCount -= 1
    set(buffer.key, claim.handleCount > 0 ? claim : nil)
  }

  mutating func remove(_ key: TurnKey) { set(key, nil) }

  mutating func removeAll() { claims = [:] }

  private mutating func set(_ key: TurnKey, _ claim: Claim?) {
    claims[key.threadID, default: [:]][key.turnID] = claim
    if claims[key.threadID]?.isEmpty == true { claims[key.threadID] = nil }
  }
}
