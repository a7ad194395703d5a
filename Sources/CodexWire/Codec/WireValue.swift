/// A type that `WireDecoder` and `WireEncoder` can decode and encode.
///
/// All types that codexgen generates conform, and so do the standard library's types that they consist of. A program does
/// not conform types of its own: it generates them from a schema.
///
/// A type describes its JSON once: a struct lists its members with key paths, a union lists its branches. `Codable`,
/// `Hashable` and the fast path of `WireDecoder` and `WireEncoder` interpret that description. So the generated code is a
/// list instead of several algorithms per type: it is smaller, and builds several times faster.
///
/// The description of a struct must list every stored property once. That is checked when the type is first used, and the
/// program stops with a message when it is not so; see `StructureLayout` for the limit of that check.
///
/// The functions that only generated code declares and calls, such as `_describe(_:)`, are marked `@_spi(Generated)`, so that
/// the completion of an editor does not list them. Generated files import this module with `@_spi(Generated) import CodexWire`.
/// A file with another import cannot declare a conforming type: the compiler says that `_describe` is missing.
public protocol WireValue: Sendable {
  /// Describes the type. Called once per process, before the first value is read or written.
  ///
  /// Every conforming type must implement this function. The compiler does not enforce that in files which import this module
  /// with `@_spi(Generated)`, because a requirement that is marked `@_spi` needs a default implementation. The default
  /// implementation stops the program with the name of the type.
  @_spi(Generated) static func _describe(_ type: _WireDescription<Self>)
}

@_spi(Generated) extension WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { isNotImplemented("_describe(_:)") }

  /// Stops the program, because the type does not implement a function that generated code must implement.
  static func isNotImplemented(_ function: String) -> Never {
    stopForDescription("\(Self.self) conforms to WireValue or OpenUnion, but does not implement \(function)")
  }
}

// The default implementations below replace the ones that the compiler would synthesize for each conforming type.

extension WireValue where Self: Decodable {
  public init(from decoder: any Decoder) throws {
    self = try WireTypeRegistry.type(of: Self.self).decodeValue(from: decoder)
  }
}

extension WireValue where Self: Encodable {
  public func encode(to encoder: any Encoder) throws {
    try withUnsafePointer(to: self) {
      try WireTypeRegistry.type(of: Self.self).encode(UnsafeRawPointer($0), to: encoder)
    }
  }
}

extension WireValue where Self: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    withUnsafePointer(to: left) { left in
      withUnsafePointer(to: right) { right in
        WireTypeRegistry.type(of: Self.self).areEqual(UnsafeRawPointer(left), UnsafeRawPointer(right))
      }
    }
  }
}

extension WireValue where Self: Hashable {
  public func hash(into hasher: inout Hasher) {
    withUnsafePointer(to: self) { WireTypeRegistry.type(of: Self.self).hash(UnsafeRawPointer($0), into: &hasher) }
  }
}

/// Takes the description of a type. Generated code uses it; programs do not need it.
@_spi(Generated) public final class _WireDescription<Value: WireValue> {
  /// The result; `nil` until the first call of a function that describes something.
  var type: (any WireType)?
}
