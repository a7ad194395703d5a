import Foundation

/// Decodes generated types from JSON, several times faster than `JSONDecoder`.
///
/// The results and errors are those of `JSONDecoder`: the decoder has a fast path for usual JSON texts, and passes every
/// other text to `JSONDecoder`. It is fastest when one decoder decodes many small messages, since it keeps short strings,
/// such as ids, from one message to the next.
///
/// The decoder throws an error for these texts, which `JSONDecoder` may read:
/// - Objects and arrays that are nested deeper than 128 levels. Up to there, 512 KB of stack are enough for every use of a
///   value. (The types' `Codable` conformances, which `JSONDecoder` and `JSONEncoder` use, allow 32 levels of a type that
///   contains itself, and 128 levels of `JSONValue`.)
/// - Objects with two names that are canonically equivalent but have different code points, such as "é" as one scalar and
///   as two, at the place of a Swift dictionary. `JSONDecoder` drops one of these members. A `JSONValue` keeps both.
/// - Text in UTF-16 and UTF-32.
/// - Numbers of more than 100 characters, unless the fast path reads them. `JSONDecoder` stops the program for some.
///
/// A decoder can be used by one task at a time.
public final class WireDecoder {
  private let memory = CodecMemory.make()

  /// Makes a decoder with memory of its own, which it reuses for each value.
  public init() {}

  deinit {
    memory.pointee.destroy()
    memory.deinitialize(count: 1)
    memory.deallocate()
  }

  /// Decodes a value from a JSON text that contains nothing else.
  ///
  /// - Parameters:
  ///   - type: The type of the value.
  ///   - json: The text in UTF-8.
  /// - Throws: The error that `JSONDecoder` throws for the text, usually a `DecodingError`; a `DecodingError` for a text
  ///   that the decoder does not accept.
  public func decode<Value: WireValue>(_ type: Value.Type, from json: Data) throws -> Value {
    let borrowed = memory.pointee.borrow(for: type)
    defer { memory.pointee.giveBack(borrowed) }
    if readOnFastPath(type, from: json, into: borrowed.start) {
      return borrowed.start.assumingMemoryBound(to: type).move()
    }
    return try Self.decodeWithFallback(type, from: json)
  }

  // Not inlined, since otherwise the metadata of `WireCoded<Value>` is looked up for every value, also on the fast path.
  @inline(never)
  private static func decodeWithFallback<Value: WireValue>(_ type: Value.Type, from json: Data) throws -> Value {
    try JSONDecoder().decodeUntrusted(WireCoded<Value>.self, from: json, keepsEquivalentNames: true).value
  }

  /// Decodes a value on the fast path only; `nil` when the fast path is not available for the text.
  func decodeOnFastPath<Value: WireValue>(_ type: Value.Type, from json: Data) -> Value? {
    let borrowed = memory.pointee.borrow(for: type)
    defer { memory.pointee.giveBack(borrowed) }
    guard readOnFastPath(type, from: json, into: borrowed.start) else { return nil }
    return borrowed.start.assumingMemoryBound(to: type).move()
  }

  private func readOnFastPath<Value: WireValue>(
    _ type: Value.Type,
    from json: Data,
    into value: UnsafeMutableRawPointer
  ) -> Bool {
    let type = memory.pointee.type(of: type)
    return json.withUnsafeBytes { raw in
      raw.withMemoryRebound(to: UInt8.self) { readOnFastPath(type, from: $0, into: value) }
    }
  }

  /// Reads a value on the fast path.
  ///
  /// - Returns: `false`, and the memory stays uninitialized, when the fast path is not available for the text.
  private func readOnFastPath(
    _ type: any WireType,
    from json: UnsafeBufferPointer<UInt8>,
    into value: UnsafeMutableRawPointer
  ) -> Bool {
    guard let start = json.baseAddress else { return false }
    var cursor = JSONCursor(json, start, memory: memory)
    do {
      try type.read(&cursor, into: value)
    } catch {
      return false
    }
    cursor.skipWhitespace()
    if cursor.position == cursor.end { return true }
    type.destroy(value)
    return false
  }
}

/// Encodes generated types as JSON, several times faster than `JSONEncoder`.
///
/// The JSON is equal to that of `JSONEncoder`, except that the members of an object are in the order of the schema. A value
/// that is nested deeper than 128 levels is an `EncodingError`, since `WireDecoder` would not read the text. (Comparing,
/// hashing, describing and releasing a value need stack for each of its levels, too.)
public enum WireEncoder {
  /// Encodes a value as a JSON text without line breaks.
  ///
  /// - Throws: The error that `JSONEncoder` throws for the value, usually an `EncodingError`.
  public static func encode<Value: WireValue>(_ value: Value) throws -> Data {
    if let text = try encodeOnFastPath(value) { return text }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return try encoder.encode(WireCoded(value))
  }

  /// Encodes a value on the fast path; `nil` when the fast path is not available for the value.
  ///
  /// - Throws: `EncodingError` when the value is nested too deeply.
  private static func encodeOnFastPath<Value: WireValue>(_ value: Value) throws -> Data? {
    try CodecMemory.withOne { memory in
      let output = JSONOutput(memory: memory)
      do {
        let type = memory.pointee.type(of: Value.self)
        try withUnsafePointer(to: value) { try type.write(UnsafeRawPointer($0), to: output) }
        return output.take()
      } catch {
        guard output.isTooDeep else { return nil }
        throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: JSONLimits.depthProblem))
      }
    }
  }

  /// Encodes the parameters of a method; `nil` for `NoParams`, which are not sent.
  ///
  /// - Throws: The error that `JSONEncoder` throws for the parameters, usually an `EncodingError`.
  package static func encodeParams<Params: WireValue>(_ params: Params) throws -> Data? {
    let type = WireTypeRegistry.type(of: Params.self)
    let isOmitted = withUnsafePointer(to: params) { type.isAbsent(UnsafeRawPointer($0)) }
    return isOmitted ? nil : try encode(params)
  }
}
