extension Codex {
  /// Connects to an app-server that runs already, and opens a session with it.
  ///
  ///     let codex = try await Codex(connectingTo: .webSocket("ws://127.0.0.1:4500", token: token))
  ///     let codex = try await Codex(connectingTo: .unixSocket())
  ///     let codex = try await Codex(connectingTo: .proxy(["ssh", "studio", "codex", "app-server", "proxy"]))
  ///
  /// The server continues to run after `close()`. A lost connection is opened again, see `CodexConfiguration.reconnection`.
  ///
  /// - Parameters:
  ///   - address: Where the server runs, and the token that it asks for.
  ///   - configuration: The settings of the connection. The settings for starting a server must have their default values.
  /// - Throws: `CodexError.connectionFailed` when no connection can be made, `CodexError.invalidInput` when the address is not valid,
  ///   `CodexError.conflict` when the configuration has settings for starting a server, another `CodexError` when the server opens no
  ///   session, or `CancellationError`.
  public convenience init(
    connectingTo address: ServerAddress,
    configuration: CodexConfiguration = CodexConfiguration()
  ) async throws {
    try configuration.rejectSettingsForStarting()
    try await self.init(configuration: configuration) { try await address.connect(configuration) }
  }
}

/// Connects to an app-server that runs already, runs a closure with the new `Codex`, and closes the `Codex` when the closure returns
/// or throws. The server continues to run.
///
/// - Parameters:
///   - address: Where the server runs, and the token that it asks for.
///   - configuration: The settings of the connection.
///   - isolation: The actor on which the closure runs. The default is the caller's actor.
///   - body: The closure.
/// - Returns: The value that the closure returns.
/// - Throws: The error that the closure throws, or an error of `Codex.init(connectingTo:configuration:)`.
public func withCodex<Result>(
  connectingTo address: ServerAddress,
  configuration: CodexConfiguration = CodexConfiguration(),
  isolation: isolated (any Actor)? = #isolation,
  _ body: (Codex) async throws -> Result
) async throws -> Result {
  let codex = try await Codex(connectingTo: address, configuration: configuration)
  do {
    let result = try await body(codex)
    await codex.close()
    return result
  } catch {
    await codex.close()
    throw error
  }
}

extension CodexConfiguration {
  /// Refuses settings that only a server can have that the SDK starts.
  fileprivate func rejectSettingsForStarting() throws {
    let defaults = CodexConfiguration()
    let given = [
      executable == defaults.executable ? nil : "executable",
      arguments == defaults.arguments ? nil : "arguments",
      configOverrides == defaults.configOverrides ? nil : "configOverrides",
      environment == defaults.environment ? nil : "environment",
      workingDirectory == defaults.workingDirectory ? nil : "workingDirectory",
    ].compactMap { $0 }
    guard given.isEmpty else {
      throw CodexError.conflict(
        "The configuration sets \(given.joined(separator: ", ")), but the server at the given address runs already, so the settings "
          + "for starting a server would have no effect. Omit them, or use Codex(configuration:). Nothing was sent."
      )
    }
  }
}
