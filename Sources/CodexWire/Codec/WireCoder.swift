import Foundation

/// Decodes generated types from JSON, without going through `JSONDecoder`.
///
/// It gives what `JSONDecoder` gives, errors included, since whatever it is not certain of it leaves to that. It is several
/// times faster, most of all for many small messages: it remembers short texts, such as ids, from one to the next.
///
/// A decoder is for one task at a time.
public final class WireDecoder {
  private let memory = CodecMemory.make()

  public init() {}

  deinit {
    memory.pointee.destroy()
    memory.deinitialize(count: 1)
    memory.deallocate()
  }

  /// Decodes a value from a whole JSON text.
  ///
  /// - Throws: `DecodingError`, as `JSONDecoder` does.
  public func decode<Value: WireValue>(_ type: Value.Type, from json: Data) throws -> Value {
    let borrowed = memory.pointee.borrow(for: type)
    defer { memory.pointee.giveBack(borrowed) }
    if readDirectly(type, from: json, into: borrowed.start) {
      return borrowed.start.assumingMemoryBound(to: type).move()
    }
    return try JSONDecoder().decode(WireCoded<Value>.self, from: json).value
  }

  /// Decodes a value by the direct path; `nil` when that leaves it to `JSONDecoder`.
  func direct<Value: WireValue>(_ type: Value.Type, from json: Data) -> Value? {
    let borrowed = memory.pointee.borrow(for: type)
    defer { memory.pointee.giveBack(borrowed) }
    guard readDirectly(type, from: json, into: borrowed.start) else { return nil }
    return borrowed.start.assumingMemoryBound(to: type).move()
  }

  private func readDirectly<Value: WireValue>(
    _ type: Value.Type,
    from json: Data,
    into place: UnsafeMutableRawPointer
  ) -> Bool {
    let type = memory.pointee.type(of: type)
    return json.withUnsafeBytes { raw in
      raw.withMemoryRebound(to: UInt8.self) { readDirectly(type, from: $0, into: place) }
    }
  }

  /// Reads a value by the direct path; `false`, and no value, when that leaves it to `JSONDecoder`.
  private func readDirectly(
    _ type: WireType,
    from json: UnsafeBufferPointer<UInt8>,
    into place: UnsafeMutableRawPointer
  ) -> Bool {
    guard let start = json.baseAddress else { return false }
    var cursor = JSONCursor(json, start, memory: memory)
    do {
      try type.read(&cursor, into: place)
    } catch {
      return false
    }
    cursor.skipWhitespace()
    if cursor.position == cursor.end { return true }
    type.destroy(place)
    return false
  }
}

/// Encodes generated types as JSON, without going through `JSONEncoder`.
///
/// The text means what that of `JSONEncoder` means; members stand in the order of the type's description.
public enum WireEncoder {
  /// Encodes a value as a whole JSON text, on one line.
  ///
  /// - Throws: `EncodingError`, as `JSONEncoder` does.
  public static func encode<Value: WireValue>(_ value: Value) throws -> Data {
    if let text = direct(value) { return text }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return try encoder.encode(WireCoded(value))
  }

  /// Encodes a value by the direct path; `nil` when that leaves it to `JSONEncoder`.
  private static func direct<Value: WireValue>(_ value: Value) -> Data? {
    CodecMemory.withOne { memory in
      let output = JSONOutput(memory: memory)
      do {
        let type = memory.pointee.type(of: Value.self)
        try withUnsafePointer(to: value) { try type.write(UnsafeRawPointer($0), to: output) }
        return output.take()
      } catch {
        return nil
      }
    }
  }

  /// Encodes the parameters of a method; `nil` when there is nothing to say, as for a method that has none.
  ///
  /// - Throws: `EncodingError`, as `JSONEncoder` does.
  public static func encodeParams<Params: WireValue>(_ params: Params) throws -> Data? {
    let isOmitted = withUnsafePointer(to: params) { WireType.of(Params.self).isAbsent(UnsafeRawPointer($0)) }
    return isOmitted ? nil : try encode(params)
  }
}
