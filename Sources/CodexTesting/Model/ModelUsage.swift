import CodexWire

/// How many tokens a reply says it took.
public struct ModelUsage: Hashable, Sendable {
  public var inputTokens: Int
  /// Those of the input that the model had cached.
  public var cachedInputTokens: Int
  public var outputTokens: Int
  /// Those of the output that were reasoning.
  public var reasoningOutputTokens: Int

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
