import CodexProtocol
import CodexWire

extension CodexThread {
  /// Handles the agent's calls of these tools on this thread. For a thread that was resumed, or that was started with the
  /// tools' `specification`.
  ///
  /// The function sends nothing. The server must already know the tools.
  public func provide(_ tools: [DynamicTool]) { codex.connection.serverRequests.provide(tools, on: id) }
}

#if ExperimentalAPI
extension DynamicTool {
  /// The declaration of the tool for the server.
  public var specification: DynamicToolSpec {
    .function(.init(description: description, inputSchema: parameters, name: name))
  }
}

extension Codex {
  /// Starts a thread on which the agent can call tools of this program.
  ///
  /// To set parameters that this function does not have, pass the tools' `specification` to the other function `startThread`,
  /// and then pass the tools to `CodexThread.provide(_:)`.
  ///
  /// - Parameters:
  ///   - tools: The tools. Their names must be unique.
  ///   - approvalMode: Who decides when the agent wants to do something that its sandbox does not allow.
  ///   - sandbox: What the agent may do without approval. `nil` uses the server's configuration.
  ///   - model: The model. `nil` uses the server's configuration.
  ///   - cwd: The working directory. `nil` uses the server's working directory.
  ///   - config: Settings that override the server's configuration for the thread.
  ///   - developerInstructions: Instructions of the developer for the agent.
  /// - Throws: `CodexError`.
  public func startThread(
    tools: [DynamicTool],
    approvalMode: ApprovalMode = .autoReview,
    sandbox: Sandbox? = nil,
    model: String? = nil,
    cwd: String? = nil,
    config: [String: JSONValue]? = nil,
    developerInstructions: String? = nil
  ) async throws -> CodexThread {
    let thread = try await startThread(
      approvalMode: approvalMode,
      sandbox: sandbox,
      model: model,
      cwd: cwd,
      config: config,
      developerInstructions: developerInstructions,
      dynamicTools: tools.map(\.specification)
    )
    // The tools are registered before the first call can come: calls come only in turns, and a turn can start only after
    // this function has returned the thread.
    thread.provide(tools)
    return thread
  }
}
#endif
