import CodexWire

extension CodexThread {
  /// Runs a turn whose final response is a value of a Swift type.
  ///
  /// The JSON Schema of the type is derived from the type, see `JSONSchema`. The final response is checked against the schema and decoded.
  ///
  /// ```swift
  /// struct Weather: Decodable {
  ///   var city: String
  ///   var degrees: Int
  /// }
  /// let weather = try await thread.run("How warm is it in Oslo?", as: Weather.self)
  /// ```
  ///
  /// - Parameters:
  ///   - input: The input of the turn.
  ///   - type: The type of the response.
  ///   - approvalMode: Who decides when the agent wants to do something that its sandbox does not allow.
  ///   - sandbox: What the agent may do without approval.
  ///   - model: The model for this turn and later turns.
  ///   - effort: The reasoning effort for this turn and later turns.
  ///   - cwd: The working directory for this turn and later turns.
  ///   - options: The settings that few programs need.
  ///   - timeout: How long the call may take until the turn has ended. `nil` uses `CodexConfiguration.turnTimeout`.
  /// - Returns: The decoded final response.
  /// - Throws: `CodexError.invalidInput` when no schema can be derived from the type. Nothing was sent then.
  ///   `CodexError.outputMismatch` when the final response does not match the schema or cannot be decoded; otherwise the errors of
  ///   `run(_:)`.
  public func run<Value: Decodable>(
    _ input: some TurnInputConvertible,
    as type: Value.Type,
    approvalMode: OverrideArgument<ApprovalMode> = .inherit,
    sandbox: OverrideArgument<Sandbox> = .inherit,
    model: OverrideArgument<String> = .inherit,
    effort: ReasoningEffortArgument = .inherit,
    cwd: OverrideArgument<String> = .inherit,
    options: TurnOptions = TurnOptions(),
    timeout: Duration? = nil
  ) async throws -> Value {
    let schema = try JSONSchema(of: type)
    let result = try await run(
      input,
      approvalMode: approvalMode,
      sandbox: sandbox,
      model: model,
      effort: effort,
      cwd: cwd,
      outputSchema: schema.outputSchema,
      options: options,
      timeout: timeout
    )
    return try result.decoded(as: type, schema: schema)
  }
}
