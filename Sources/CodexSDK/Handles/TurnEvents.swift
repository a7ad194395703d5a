import CodexProtocol

/// The notifications of one turn. See `CodexTurn.events`.
public struct TurnEvents: AsyncSequence, Sendable {
  public typealias Element = ServerNotification

  private let ownership: TurnOwnership

  init(ownership: TurnOwnership) { self.ownership = ownership }

  /// The number of deltas that were dropped because they were not read in time. See
  /// `CodexConfiguration.turnEventBufferLimit`.
  public var droppedCount: Int { ownership.buffer.events.droppedCount }

  public func makeAsyncIterator() -> Iterator { Iterator(ownership: ownership) }

  /// Reads the notifications of the turn one after the other.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let ownership: TurnOwnership

    /// The next notification. `nil` after the last notification of the turn.
    ///
    /// - Throws: `CodexError` when the connection ends before the turn, and `CancellationError` when the task is cancelled.
    public mutating func next() async throws -> ServerNotification? { try await next(isolation: nil) }

    /// Like `next()`, for a loop on an actor. The loop continues on its actor without a detour through another thread.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ServerNotification? {
      defer { withExtendedLifetime(ownership) {} }
      return try await ownership.buffer.events.next(isolation: actor)
    }
  }
}
