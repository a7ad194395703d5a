import CodexWire

extension CodexThread {
  /// Runs a turn whose final response has to match `schema`, and reads it as `Value`.
  ///
  /// - Parameters:
  ///   - input: What to say.
  ///   - type: What the final response is read as.
  ///   - schema: A JSON Schema that describes what `Value` decodes from.
  ///   - approvalMode: Who decides when the agent wants to do something that its sandbox does not allow.
  ///   - sandbox: What the agent may do without approval.
  ///   - model: The model for this turn and later ones.
  /// - Throws: `CodexError.decoding` when the response is no `Value`; else as `run(_:)`.
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
