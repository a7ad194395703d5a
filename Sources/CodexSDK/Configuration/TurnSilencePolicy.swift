/// What happens when the server has sent nothing about a running turn for a long time. See `CodexConfiguration.turnSilence`.
///
/// ```swift
/// configuration.turnSilence = TurnSilencePolicy(limit: .seconds(120)) { print("Turn \($0.turnID) is silent.") }
/// ```
public struct TurnSilencePolicy: Sendable {
  /// How long a turn may be silent. Each message of the server about the turn counts, also a delta that nobody reads. A turn that
  /// waits for the response to a request of the server, such as an approval, is not silent.
  public var limit: Duration
  /// Whether a silent turn is interrupted. It then ends with the status `interrupted`.
  public var interrupts: Bool
  /// Called once for each silence, on a task of its own.
  public var onSilence: (@Sendable (SilentTurn) async -> Void)?

  /// Makes a policy. See the properties.
  public init(
    limit: Duration,
    interrupts: Bool = false,
    onSilence: (@Sendable (SilentTurn) async -> Void)? = nil
  ) {
    self.limit = limit
    self.interrupts = interrupts
    self.onSilence = onSilence
  }
}

/// A running turn about which the server has sent nothing for a long time.
public struct SilentTurn: Hashable, Sendable {
  /// The ID of the turn's thread.
  public var threadID: String
  /// The ID of the turn.
  public var turnID: String
  /// The time since the last message about the turn.
  public var duration: Duration
  /// Whether the SDK has asked the server to interrupt the turn.
  public var isInterrupted: Bool
}

/// What happens with a turn when nobody waits for it any longer. See `CodexConfiguration.abandonedTurns`.
public enum AbandonedTurns: Hashable, Sendable {
  /// The turn is interrupted, so that the agent does not go on working and using tokens.
  case interrupt
  /// The turn goes on. `CodexThread.attach()` makes a handle of it.
  case keepRunning
}
