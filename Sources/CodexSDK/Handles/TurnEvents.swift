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

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let ownership: TurnOwnership

    public mutating func next() async throws -> ServerNotification? {
      defer { withExtendedLifetime(ownership) {} }
      return try await ownership.buffer.events.next()
    }
  }
}
