import Foundation

extension JSONDecoder {
  /// Decodes a text that does not come from this program, such as the response of a model.
  ///
  /// `JSONDecoder` stops the program for some texts; see `FallbackCheck`. This function throws an error for them.
  ///
  /// - Parameters:
  ///   - type: The type of the value.
  ///   - json: The text in UTF-8.
  /// - Throws: A `DecodingError` for a text that `JSONDecoder` must not read; otherwise the error that `decode(_:from:)`
  ///   throws.
  package func decodeUntrusted<Value: Decodable>(_ type: Value.Type, from json: Data) throws -> Value {
    try json.withUnsafeBytes { raw in try raw.withMemoryRebound(to: UInt8.self) { try FallbackCheck.check($0) } }
    return try decode(type, from: json)
  }
}
