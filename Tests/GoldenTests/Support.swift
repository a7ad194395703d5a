import CodexWire
import Foundation
import Testing

/// The `Value` that `json` holds.
func decoded<Value: Decodable>(_ json: String, as type: Value.Type = Value.self) throws -> Value {
  try JSONDecoder().decode(Value.self, from: Data(json.utf8))
}

/// `value` as JSON.
func encoded(_ value: some Encodable) throws -> JSONValue {
  try JSONValue(parsing: JSONEncoder().encode(value))
}

/// `text` as JSON.
func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }

/// `json` decodes as `Value`, which encodes to the same JSON, or to `other` where reading and writing differ.
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
  // What was written reads as the same value.
  let copy = try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  #expect(copy == value, sourceLocation: sourceLocation)
  return value
}

/// `json` is nothing that `Value` knows: it does not throw, and nothing of it is lost.
func expectUnrecognized<Value: Codable & Hashable & Recognizable>(
  _ json: String,
  as type: Value.Type,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let value = try expectRoundTrip(json, as: type, sourceLocation: sourceLocation)
  #expect(!value.isRecognized, sourceLocation: sourceLocation)
}

/// Why `json` does not decode as `Value`.
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

/// `value` as JSON text.
func text(of value: some Encodable) throws -> String {
  String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
}
