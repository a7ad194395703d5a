import CodexProtocol
import CodexWire

// Handles of what a request starts and the server ends later. A function that starts such work either waits for its end (`run`,
// `compact`, `runShellCommand`), or returns a handle with a function `wait()`.

/// A sign-in to an MCP server that has started. Open the URL, and then call `wait()`.
public struct MCPServerLogin: Sendable, Identifiable {
  /// The ID of the sign-in. On a server that does not send one, the name of the MCP server.
  public let id: String
  /// The URL at which the user signs in.
  public var url: String { secretURL }
  // The URL belongs to one sign-in, so descriptions do not show it.
  @Secret private var secretURL: String
  private let codex: Codex
  private let completion: WatchedNotification<MCPServerOAuthLoginCompletedNotification>

  /// Waits until the sign-in has succeeded or failed. The function may be called several times.
  ///
  /// - Returns: The outcome. Its property `error` is set when the sign-in failed.
  @discardableResult
  public func wait() async throws -> MCPServerOAuthLoginCompletedNotification {
    defer { withExtendedLifetime(codex) {} }
    return try await completion.wait()
  }

  /// Starts a sign-in. Only generated functions call this.
  @_spi(Generated) public static func _open(
    _ call: RPC.MCPServerOAuthLogin,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> Self {
    let completion = codex.connection.router.watch { notification -> MCPServerOAuthLoginCompletedNotification? in
      if case .mcpServerOAuthLoginCompleted(let message) = notification { message.params } else { nil }
    }
    let response = try await codex.send(call, timeout: timeout)
    let (loginID, name) = (response.loginID, call.params.name)
    // An older server sends no ID. Then the name of the MCP server must be enough.
    completion.watch.select { loginID == nil ? $0.name == name : $0.loginID == loginID }
    return MCPServerLogin(
      id: loginID ?? name,
      secretURL: Secret(wrappedValue: response.authorizationURL),
      codex: codex,
      completion: completion
    )
  }

  private init(
    id: String,
    secretURL: Secret<String>,
    codex: Codex,
    completion: WatchedNotification<MCPServerOAuthLoginCompletedNotification>
  ) {
    self.id = id
    _secretURL = secretURL
    self.codex = codex
    self.completion = completion
  }
}

/// An import of another agent's configuration that has started.
public struct ExternalAgentImport: Sendable, Identifiable {
  /// The ID of the import.
  public let id: String
  private let codex: Codex
  private let completion: WatchedNotification<ExternalAgentConfigImportCompletedNotification>

  /// Waits until the import has ended. The function may be called several times. `Codex.notifications` contains the progress.
  ///
  /// - Returns: The results, grouped by the types of the imported items.
  @discardableResult
  public func wait() async throws -> [ExternalAgentConfigImportTypeResult] {
    defer { withExtendedLifetime(codex) {} }
    return try await completion.wait().itemTypeResults
  }

  /// Starts an import. Only generated functions call this.
  ///
  /// - Throws: `CodexError.invalidInput`, before anything is sent, when there is nothing to import: the server does not tell the end
  ///   of an empty import.
  @_spi(Generated) public static func _open(
    _ call: RPC.ExternalAgentConfigImport,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> Self {
    guard !call.params.migrationItems.isEmpty else {
      throw CodexError.invalidInput("There are no items to import. Nothing was sent.")
    }
    let completion = codex.connection.router.watch { notification -> ExternalAgentConfigImportCompletedNotification? in
      if case .externalAgentConfigImportCompleted(let message) = notification { message.params } else { nil }
    }
    let importID = try await codex.send(call, timeout: timeout).importID
    completion.watch.select { $0.importID == importID }
    return ExternalAgentImport(id: importID, codex: codex, completion: completion)
  }
}

/// A setup of the Windows sandbox that has started.
public struct WindowsSandboxSetup: Sendable {
  private let codex: Codex
  private let completion: WatchedNotification<WindowsSandboxSetupCompletedNotification>

  /// Waits until the setup has ended. The function may be called several times.
  ///
  /// - Returns: The outcome. Its property `error` is set when the setup failed.
  @discardableResult
  public func wait() async throws -> WindowsSandboxSetupCompletedNotification {
    defer { withExtendedLifetime(codex) {} }
    return try await completion.wait()
  }

  /// Starts a setup. Only generated functions call this.
  ///
  /// - Throws: `CodexError.invalidInput` when the server has not started the setup, for example because its machine does not run
  ///   Windows.
  @_spi(Generated) public static func _open(
    _ call: RPC.WindowsSandboxSetupStart,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> Self {
    let mode = call.params.mode
    let completion = codex.connection.router.watch { notification -> WindowsSandboxSetupCompletedNotification? in
      if case .windowsSandboxSetupCompleted(let message) = notification { message.params } else { nil }
    }
    completion.watch.select { $0.mode == mode }
    guard try await codex.send(call, timeout: timeout).started else {
      throw CodexError.invalidInput("The server did not start a setup of the Windows sandbox.")
    }
    return WindowsSandboxSetup(codex: codex, completion: completion)
  }
}
