/// Tells the program's hook of what went to nobody: one message after the other, on a task of its own.
final class UnhandledMessages: Sendable {
  /// How many may wait for a slow hook; the oldest go first.
  private static let limit = 1024

  private let stream: BufferedStream<UnhandledMessage>?

  init(handler: (@Sendable (UnhandledMessage) async -> Void)?) {
    guard let handler else {
      stream = nil
      return
    }
    let stream = BufferedStream<UnhandledMessage>(limit: Self.limit)
    self.stream = stream
    Task {
      while let message = try? await stream.next() { await handler(message) }
    }
  }

  deinit { end() }

  func report(_ message: UnhandledMessage) { stream?.push(message, isExpendable: true)?() }

  func end() { stream?.finish()?() }
}
