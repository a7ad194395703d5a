import CodexProtocol
import CodexWire
import Foundation

extension TurnResult {
  /// Decodes the final response, which must be JSON.
  ///
  /// - Parameter type: The type of the decoded value.
  /// - Throws: `CodexError.decoding` when the turn has no final response, or when it cannot be decoded.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    guard let finalResponse else {
      throw CodexError.decoding(
        method: RPC.TurnStart.name,
        failure: DecodingFailure(pointer: "", reason: "the turn ended as \(status.rawValue) without a final response")
      )
    }
    do {
      return try JSONDecoder().decode(type, from: Data(finalResponse.utf8))
    } catch {
      throw CodexError.decoding(method: RPC.TurnStart.name, failure: DecodingFailure(error))
    }
  }
}
