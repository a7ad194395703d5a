import CodexProtocol
import CodexWire
import Foundation

extension TurnResult {
  /// Decodes the final response, which must be JSON.
  ///
  /// - Parameter type: The type of the decoded value.
  /// - Throws: `CodexError.decoding` when the turn has no final response, or when it cannot be decoded. Besides the texts that
  ///   `JSONDecoder` refuses, these are texts that are nested deeper than 128 levels, numbers of more than 100 characters, and
  ///   objects with two names that differ only in their composition of characters.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    guard let finalResponse else {
      throw CodexError.decoding(
        method: RPC.TurnStart.name,
        failure: DecodingFailure(pointer: "", reason: "the turn ended as \(status.rawValue) without a final response")
      )
    }
    do {
      return try JSONDecoder().decodeUntrusted(type, from: Data(finalResponse.utf8))
    } catch {
      throw CodexError.decoding(method: RPC.TurnStart.name, failure: DecodingFailure(error))
    }
  }
}
