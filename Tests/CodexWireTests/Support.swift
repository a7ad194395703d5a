import CodexWire
import Foundation
import Testing

/// Encodes `value` as compact JSON text with sorted members.
func encoded(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Decodes a `Value` from `text`.
func decoded<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
  try JSONDecoder().decode(Value.self, from: Data(text.utf8))
}

/// The reason why no `Value` can be decoded from `text`.
func failure<Value: Decodable>(
  of text: String,
  as type: Value.Type,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> DecodingFailure {
  let error = try #require(
    throws: (any Error).self,
    sourceLocation: sourceLocation,
    performing: { try decoded(text, as: Value.self) }
  )
  return DecodingFailure(error)
}

/// Expects that `value` is encoded as `text`, and that `text` is decoded as `value`.
func expectRoundTrip<Value: Codable & Equatable>(
  _ value: Value,
  _ text: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(try encoded(value) == text, sourceLocation: sourceLocation)
  #expect(try decoded(text, as: Value.self) == value, sourceLocation: sourceLocation)
}

/// Runs `body` on a thread with 8 MB of stack and returns its result.
///
/// Tests run on threads with half a megabyte of stack on macOS. Without optimization, 512 levels of recursion need more.
func onLargeStack<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Result(catching: body)) }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
