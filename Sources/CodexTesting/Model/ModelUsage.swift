import CodexWire

/// The token counts that a reply reports.
public struct ModelUsage: Hashable, Sendable {
  /// The tokens of the input, including cached ones.
  public var inputTokens: Int
  /// The tokens of the input that the model had cached.
  public var cachedInputTokens: Int
  /// The tokens of the output, including reasoning.
  public var outputTokens: Int
  /// The tokens of the output that were reasoning.
  public var reasoningOutputTokens: Int

  /// Creates token counts, which are zero where they are not given.
  public init(
    inputTokens: Int = 0,
    cachedInputTokens: Int = 0,
    outputTokens: Int = 0,
    reasoningOutputTokens: Int = 0
  ) {
    self.inputTokens = inputTokens
    self.cachedInputTokens = cachedInputTokens
    self.outputTokens = outputTokens
    self.reasoningOutputTokens = reasoningOutputTokens
  }

  /// The sum of the input and output tokens.
  public var totalTokens: Int { inputTokens + outputTokens }

  var json: JSONValue {
    [
      "input_tokens": .integer(Int64(inputTokens)),
      "input_tokens_details": ["cached_tokens": .integer(Int64(cachedInputTokens))],
      "output_tokens": .integer(Int64(outputTokens)),
      "output_tokens_details": ["reasoning_tokens": .integer(Int64(reasoningOutputTokens))],
      "total_tokens": .integer(Int64(totalTokens)),
    ]
  }
}
