extension Codex {
  /// Connects to an app-server that runs already, and opens a session with it.
  ///
  ///     let codex = try await Codex(connectingTo: .webSocket("ws://127.0.0.1:4500", token: token))
  ///     let codex = try await Codex(connectingTo: .unixSocket())
  ///     let codex = try await Codex(connectingTo: .proxy(["ssh", "studio", "codex", "app-server", "proxy"]))
  ///
  /// The server continues to run after `close()`.
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
    try await self.init(transport: try await address.connect(configuration), configuration: configuration)
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
