import CodexWire

extension CodexThread {
  /// Runs a turn whose final response matches a JSON Schema, and decodes the final response.
  ///
  /// - Parameters:
  ///   - input: The input of the turn.
  ///   - type: The type of the decoded response.
  ///   - schema: A JSON Schema. Each value that matches it must be decodable as `type`.
  ///   - approvalMode: Who decides when the agent wants to do something that its sandbox does not allow.
  ///   - sandbox: What the agent may do without approval.
  ///   - model: The model for this turn and later turns.
  ///   - effort: The reasoning effort for this turn and later turns.
  ///   - cwd: The working directory for this turn and later turns.
  ///   - options: The settings that few programs need.
  ///   - timeout: How long the call may take until the turn has ended. `nil` uses `CodexConfiguration.turnTimeout`.
  /// - Returns: The decoded final response.
  /// - Throws: `CodexError.outputMismatch` when the final response cannot be decoded; otherwise the errors of `run(_:)`.
  public func run<Value: Decodable>(
    _ input: some TurnInputConvertible,
    as type: Value.Type,
    schema: JSONValue,
    approvalMode: OverrideArgument<ApprovalMode> = .inherit,
    sandbox: OverrideArgument<Sandbox> = .inherit,
    model: OverrideArgument<String> = .inherit,
    effort: ReasoningEffortArgument = .inherit,
    cwd: OverrideArgument<String> = .inherit,
    options: TurnOptions = TurnOptions(),
    timeout: Duration? = nil
  ) async throws -> Value {
    let result = try await run(
      input,
      approvalMode: approvalMode,
      sandbox: sandbox,
      model: model,
      effort: effort,
      cwd: cwd,
      outputSchema: schema,
      options: options,
      timeout: timeout
    )
    return try result.decoded(as: type)
  }
}
