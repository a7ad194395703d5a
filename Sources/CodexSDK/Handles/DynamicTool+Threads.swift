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
  /// - Parameters:
  ///   - tools: The tools. Their names must be unique.
  ///   - approvalMode: Who decides when the agent wants to do something that its sandbox does not allow.
  ///   - sandbox: What the agent may do without approval.
  ///   - model: The model.
  ///   - cwd: The working directory.
  ///   - options: The settings that few programs need. Its `dynamicTools` are replaced by `tools`.
  ///   - timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  /// - Throws: `CodexError`.
  public func startThread(
    tools: [DynamicTool],
    approvalMode: ApprovalMode = .autoReview,
    sandbox: OverrideArgument<Sandbox> = .inherit,
    model: OverrideArgument<String> = .inherit,
    cwd: OverrideArgument<String> = .inherit,
    options: StartThreadOptions = StartThreadOptions(),
    timeout: Duration? = nil
  ) async throws -> CodexThread {
    var options = options
    options.dynamicTools = .set(tools.map(\.specification))
    let thread = try await startThread(
      approvalMode: approvalMode,
      sandbox: sandbox,
      model: model,
      cwd: cwd,
      options: options,
      timeout: timeout
    )
    // The tools are registered before the first call can come: calls come only in turns, and a turn can start only after
    // this function has returned the thread.
    thread.provide(tools)
    return thread
  }
}
#endif
