import CodexWire
import Foundation
import Testing

/// Decodes JSON text.
func decoded<Value: Decodable>(_ json: String, as type: Value.Type = Value.self) throws -> Value {
  try JSONDecoder().decode(Value.self, from: Data(json.utf8))
}

/// Encodes a value.
func encoded(_ value: some Encodable) throws -> JSONValue {
  try JSONValue(parsing: JSONEncoder().encode(value))
}

/// Parses JSON text.
func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }

/// Expects that `json` decodes as a `Value`, which encodes to the same JSON, or to `other` if given.
///
/// - Returns: The decoded value.
@discardableResult
func expectRoundTrip<Value: Codable & Hashable>(
  _ json: String,
  as type: Value.Type = Value.self,
  writing other: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Value {
  let value = try decoded(json, as: Value.self)
  #expect(try encoded(value) == JSONValue(parsing: (other ?? json).utf8), sourceLocation: sourceLocation)
  // The encoded JSON decodes as an equal value.
  let copy = try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  #expect(copy == value, sourceLocation: sourceLocation)
  return value
}

/// Expects that `json`, which `Value` does not recognize, decodes without an error and is kept completely.
func expectUnrecognized<Value: Codable & Hashable & Recognizable>(
  _ json: String,
  as type: Value.Type,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let value = try expectRoundTrip(json, as: type, sourceLocation: sourceLocation)
  #expect(!value.isRecognized, sourceLocation: sourceLocation)
}

/// The error of decoding `json` as `Value`.
func failure<Value: Decodable>(
  of json: String,
  as type: Value.Type,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
  let error = try #require(
    throws: (any Error).self,
    sourceLocation: sourceLocation,
    performing: { try decoded(json, as: type) }
  )
  return DecodingFailure(error).description
}

/// The JSON text of a value.
func text(of value: some Encodable) throws -> String {
  String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
}
