import CodexWire

/// The decoders of a connection's responses. A decoder has memory of its own, and making one takes longer than decoding a response.
///
/// Several tasks can decode at the same time, each with another decoder.
final class ResponseDecoders: Sendable {
  /// A decoder that no one uses at the moment.
  ///
  /// `@unchecked Sendable` is safe: a decoder is either in `idle` or used by one call of `withOne`, and the lock of `idle` orders these.
  private struct Idle: @unchecked Sendable {
    var decoder: WireDecoder
  }

  /// The maximum number of decoders that are kept.
  private static let limit = 4

  private let idle = Locked<[Idle]>([])

  /// Calls a closure with a decoder that no other task uses meanwhile.
  func withOne<Result>(_ body: (WireDecoder) throws -> Result) rethrows -> Result {
    let lent = idle.withLock { $0.popLast() } ?? Idle(decoder: WireDecoder())
    defer { idle.withLock { idle in if idle.count < Self.limit { idle.append(lent) } } }
    return try body(lent.decoder)
  }
}
