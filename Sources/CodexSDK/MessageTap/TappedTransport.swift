import Foundation

/// A transport that shows each message to a `MessageTap`. A connection without a tap uses its transport directly.
final class TappedTransport: HeartbeatTransport, BatchTransport {
  private let base: any CodexTransport
  private let tap: MessageTap

  init(_ base: any CodexTransport, tap: MessageTap) {
    self.base = base
    self.tap = tap
  }

  var isServerShared: Bool { base.isServerShared }

  func start(
    receive: @escaping @Sendable (Data) -> Void,
    batchEnded: @escaping @Sendable () -> Bool,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try base.startBatches(
      receive: { [tap] message in
        tap.record(.received, message)
        receive(message)
      },
      batchEnded: batchEnded,
      closed: closed
    )
  }

  /// Shows the message before it is sent, so that the response cannot come before the request.
  func send(_ message: Data) throws {
    tap.record(.sent, message)
    try base.send(message)
  }

  func respondsToHeartbeat(within limit: Duration) async -> Bool {
    await (base as? any HeartbeatTransport)?.respondsToHeartbeat(within: limit) ?? true
  }

  func close() async { await base.close() }
}
