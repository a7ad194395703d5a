/// The final response of a turn is not the JSON that the program expects. The value of `CodexError.outputMismatch`.
public struct OutputMismatch: Error, Hashable, Sendable {
  /// The part of the response that does not match, as a JSON pointer such as `/items/0/name`. Empty for the whole response.
  public var path: String
  /// What the program expects at `path`, such as `an integer`.
  public var expected: String
  /// What the response has at `path`, such as `the string "seven"`.
  public var got: String
  /// The final response. `nil` when the turn ended without one.
  public var text: String?
  /// What the turn did. The turn has ended without an error, so the thread can continue with another turn.
  public var result: TurnResult

  /// Makes a mismatch, for example for the tests of your error handling.
  public init(path: String, expected: String, got: String, text: String?, result: TurnResult) {
    self.path = path
    self.expected = expected
    self.got = got
    self.text = text
    self.result = result
  }
}

extension OutputMismatch: CustomStringConvertible {
  public var description: String {
    let place = path.isEmpty ? "" : " at \(path)"
    return """
      The final response of the turn \(result.id) does not match the expected type\(place): expected \(expected), but got \
      \(got). Check that each value that the JSON Schema allows can be decoded, and that the model supports output schemas.
      """
  }
}
