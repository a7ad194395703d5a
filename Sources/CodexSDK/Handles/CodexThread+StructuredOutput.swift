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
  /// - Returns: The decoded final response.
  /// - Throws: `CodexError.decoding` when the final response cannot be decoded; otherwise the errors of `run(_:)`.
  public func run<Value: Decodable>(
    _ input: TurnInput,
    as type: Value.Type,
    schema: JSONValue,
    approvalMode: Override<ApprovalMode> = .inherit,
    sandbox: Override<Sandbox> = .inherit,
    model: Override<String> = .inherit
  ) async throws -> Value {
    let result = try await run(
      input,
      approvalMode: approvalMode,
      sandbox: sandbox,
      model: model,
      outputSchema: .set(schema)
    )
    return try result.decoded(as: type)
  }
}
