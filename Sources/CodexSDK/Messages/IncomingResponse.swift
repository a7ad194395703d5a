@_spi(Generated) import CodexWire
import Foundation

/// Decodes the server's responses to requests of the SDK.
enum IncomingResponse {
  /// - Parameter decoder: A decoder that no other task uses meanwhile.
  /// - Throws: `CodexError.requestFailed` when the response contains an error object; `CodexError.decoding` when the response
  ///   does not have the form that the method defines.
  static func decode<Method: ClientMethod>(
    _ message: Data,
    of method: Method.Type,
    id: Int64,
    with decoder: WireDecoder
  ) throws -> Method.Response {
    do {
      let envelope = try decoder.decode(Envelope<Method.Response>.self, from: message)
      if let error = envelope.error {
        throw CodexError.requestFailed(RequestFailure(error, method: Method.name, id: id))
      }
      if let result = envelope.result { return result }
      // The result is null or absent, which is valid for some response types.
      return try decoder.decode(RequiredResult<Method.Response>.self, from: message).result
    } catch let error as DecodingError {
      throw CodexError.decoding(method: Method.name, failure: DecodingFailure(error))
    }
  }

  private struct Envelope<Response: WireValue>: WireValue {
    var result: Response?
    var error: RPCError?

    static func _describe(_ type: _WireDescription<Self>) {
      type.optional("result", \.result)
      type.optional("error", \.error)
    }
  }

  private struct RequiredResult<Response: WireValue>: Decodable, WireValue {
    var result: Response

    static func _describe(_ type: _WireDescription<Self>) { type.required("result", \.result) }
  }
}
