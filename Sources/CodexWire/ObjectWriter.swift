/// Writes the members of one JSON object, for the `encode(to:)` of generated structs.
public struct ObjectWriter {
  private var container: KeyedEncodingContainer<WireKey>

  public init(_ encoder: any Encoder) {
    container = encoder.container(keyedBy: WireKey.self)
  }

  /// A member that is always there; `nil` writes an explicit null.
  public mutating func required<Value: Encodable>(_ value: Value, _ key: WireKey) throws {
    try container.encode(value, forKey: key)
  }

  /// A member that is left out when there is no value.
  public mutating func optional<Value: Encodable>(_ value: Value?, _ key: WireKey) throws {
    try container.encodeIfPresent(value, forKey: key)
  }

  /// A member for which absent and null differ.
  public mutating func patch<Value: Encodable>(_ value: Patch<Value>, _ key: WireKey) throws {
    switch value {
    case .unchanged: break
    case .clear: try container.encodeNil(forKey: key)
    case .set(let value): try container.encode(value, forKey: key)
    }
  }

  /// Members beside the declared ones. One that has the name of a declared property is left out: the property wins.
  public mutating func additional<Value: Encodable>(_ members: [String: Value], except names: Set<String>) throws {
    for (name, value) in members where !names.contains(name) {
      try container.encode(value, forKey: WireKey(name))
    }
  }
}

extension Encoder {
  /// Writes the tag of an internally tagged union into the object that the branch's own members go to.
  public func writeTag(_ value: String, _ name: WireKey) throws {
    var object = container(keyedBy: WireKey.self)
    try object.encode(value, forKey: name)
  }

  /// Writes a branch of an externally tagged union: an object with the tag as its only member.
  public func writeTagged<Value: Encodable>(_ value: Value, _ tag: WireKey) throws {
    var object = container(keyedBy: WireKey.self)
    try object.encode(value, forKey: tag)
  }

  /// Writes a value that is a bare string.
  public func writeString(_ value: String) throws {
    var single = singleValueContainer()
    try single.encode(value)
  }
}
