/// A type that says what it looks like on the wire, once; reading, writing, comparing and hashing follow from that.
///
/// Generated structs list their members with key paths, unions their branches. From that one description come `Codable`,
/// `Hashable`, and the direct path of `WireDecoder` and `WireEncoder`, so that generated code is a list and no algorithm:
/// it builds several times faster, and is smaller, than code that spells each of them out for each type.
public protocol WireValue: Sendable {
  /// Describes the type. It is called once in the life of a program, before the first value is read or written.
  static func _describe(_ type: _WireDescription<Self>)
}

// The conformances are default implementations on purpose: a type that states them needs no synthesized code.

extension WireValue where Self: Decodable {
  public init(from decoder: any Decoder) throws {
    self = try WireType.of(Self.self).decodeValue(from: decoder)
  }
}

extension WireValue where Self: Encodable {
  public func encode(to encoder: any Encoder) throws {
    try withUnsafePointer(to: self) { try WireType.of(Self.self).encode(UnsafeRawPointer($0), to: encoder) }
  }
}

extension WireValue where Self: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    withUnsafePointer(to: left) { left in
      withUnsafePointer(to: right) { right in
        WireType.of(Self.self).areEqual(UnsafeRawPointer(left), UnsafeRawPointer(right))
      }
    }
  }
}

extension WireValue where Self: Hashable {
  public func hash(into hasher: inout Hasher) {
    withUnsafePointer(to: self) { WireType.of(Self.self).hash(UnsafeRawPointer($0), into: &hasher) }
  }
}

/// Takes the description of a type: what `WireValue.describe(_:)` is given.
public final class _WireDescription<Value: WireValue> {
  var type: WireType?
}
