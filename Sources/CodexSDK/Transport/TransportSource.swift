/// Where a connection gets its transports.
enum TransportSource: Sendable {
  /// A transport that is used once. When it has closed, the connection has ended.
  case single(any CodexTransport)
  /// A function that makes a transport to the same server on each call, so that a lost connection can be opened again.
  case factory(@Sendable () async throws -> any CodexTransport)

  func makeTransport() async throws -> any CodexTransport {
    switch self {
    case .single(let transport): transport
    case .factory(let make): try await make()
    }
  }

  /// The transport that is used once. `nil` for a factory.
  var single: (any CodexTransport)? { if case .single(let transport) = self { transport } else { nil } }

  /// Whether a lost connection can be opened again.
  var canReopen: Bool { if case .factory = self { true } else { false } }
}
