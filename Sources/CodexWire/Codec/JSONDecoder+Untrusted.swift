import Foundation

extension JSONDecoder {
  /// Decodes a text that does not come from this program, such as the response of a model.
  ///
  /// `JSONDecoder` stops the program for some texts, and drops one of two members whose names are canonically equivalent; see
  /// `FallbackCheck`. This function throws an error for such texts.
  ///
  /// - Parameters:
  ///   - type: The type of the value.
  ///   - json: The text in UTF-8.
  ///   - keepsEquivalentNames: Whether the type itself handles names that are canonically equivalent, so that they are no error:
  ///     `JSONValue` and the types that this module describes do.
  /// - Throws: A `DecodingError` for a text that `JSONDecoder` must not read; otherwise the error that `decode(_:from:)`
  ///   throws.
  package func decodeUntrusted<Value: Decodable>(
    _ type: Value.Type,
    from json: Data,
    keepsEquivalentNames: Bool = false
  ) throws -> Value {
    let document = try json.withUnsafeBytes { raw in
      try raw.withMemoryRebound(to: UInt8.self) { try FallbackCheck.check($0) }
    }
    guard let document else { return try decode(type, from: json) }
    guard keepsEquivalentNames else { throw FallbackDocument.error(at: []) }
    let decoder = JSONDecoder()
    document.attach(to: decoder)
    return try decoder.decode(type, from: json)
  }
}
