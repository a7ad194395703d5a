import CodexProtocol
import CodexWire

/// A sign-in to the gateway of the model provider that has started. Open the URL, and then call `wait()`.
public struct GatewayLogin: Sendable {
  private let codex: Codex
  private let handoff: WatchedNotification<GatewayOAuthChangedNotification>
  private let completion: WatchedNotification<GatewayOAuthChangedNotification>

  /// Waits for the URL at which the user signs in. The function may be called several times. The URL belongs to one sign-in, so do
  /// not write it to logs.
  ///
  /// - Returns: The URL, or `nil` when the sign-in has ended without one.
  public func url() async throws -> String? {
    defer { withExtendedLifetime(codex) {} }
    return try await handoff.wait().authURL
  }

  /// Waits until the sign-in has succeeded, failed or been cancelled. The function may be called several times.
  ///
  /// - Returns: The outcome. Its property `error` is set when the sign-in failed.
  @discardableResult
  public func wait() async throws -> GatewayOAuthChangedNotification {
    defer { withExtendedLifetime(codex) {} }
    return try await completion.wait()
  }

  /// Cancels the sign-in. `wait()` then returns.
  public func cancel() async throws {
    _ = try await codex.send(RPC.AccountGatewayOAuthCancel())
  }

  /// Starts a sign-in. Only generated functions call this.
  ///
  /// The server has one sign-in of this kind at a time, so the notifications have no ID of the sign-in.
  @_spi(Generated) public static func _open(
    _ call: RPC.AccountGatewayOAuthLogin,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> GatewayLogin {
    let read = { @Sendable (notification: ServerNotification) -> GatewayOAuthChangedNotification? in
      if case .accountGatewayOAuthChanged(let message) = notification { message.params } else { nil }
    }
    let handoff = codex.connection.router.watch(read)
    let completion = codex.connection.router.watch(read)
    handoff.watch.select { $0.authURL != nil || $0.status.endsLogin }
    completion.watch.select { $0.status.endsLogin }
    _ = try await codex.send(call, timeout: timeout)
    return GatewayLogin(codex: codex, handoff: handoff, completion: completion)
  }
}

extension GatewayOAuthStatus {
  fileprivate var endsLogin: Bool {
    switch self {
    case .succeeded, .failed, .notReady: true
    default: false
    }
  }
}
