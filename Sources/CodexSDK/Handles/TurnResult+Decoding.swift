import CodexWire
import Foundation

extension TurnResult {
  /// Decodes the final response, which must be JSON.
  ///
  /// - Parameter type: The type of the decoded value.
  /// - Throws: `CodexError.outputMismatch` when the turn has no final response, or when it cannot be decoded. The error contains
  ///   this result. Besides the texts that `JSONDecoder` refuses, texts cannot be decoded that are nested deeper than 128
  ///   levels, that contain numbers of more than 100 characters, or objects with two names that differ only in their
  ///   composition of characters.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try decoded { text in
      do {
        return try JSONDecoder().decodeUntrusted(
          type,
          from: Data(text.utf8),
          keepsEquivalentNames: type == JSONValue.self
        )
      } catch {
        throw ValueMismatch(error, of: type, in: text)
      }
    }
  }

  /// Checks the final response against a schema, and decodes it.
  ///
  /// A date is a text such as `2026-01-31T12:00:00Z`, and a dictionary is an array of objects with the members `key` and `value`;
  /// see `JSONSchema`.
  ///
  /// - Parameters:
  ///   - type: The type of the decoded value.
  ///   - schema: The schema whose `outputSchema` the turn was started with.
  /// - Throws: `CodexError.outputMismatch` when the turn has no final response, when the response does not match the schema, or
  ///   when it cannot be decoded. The error contains this result.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self, schema: JSONSchema) throws -> Value {
    try decoded { text in try schema.ofResponse.decode(type, from: text, isWrapped: !schema.isObject) }
  }

  private func decoded<Value>(_ decode: (String) throws -> Value) throws -> Value {
    do {
      guard let finalResponse else {
        let got = "none: the turn ended with the status \(status.rawValue)"
        throw ValueMismatch(path: "", expected: "a final response", got: got)
      }
      return try decode(finalResponse)
    } catch let mismatch as ValueMismatch {
      throw CodexError.outputMismatch(
        OutputMismatch(
          path: mismatch.path,
          expected: mismatch.expected,
          got: mismatch.got,
          text: finalResponse,
          result: self
        )
      )
    }
  }
}
