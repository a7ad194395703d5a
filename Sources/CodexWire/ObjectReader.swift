/// Reads the members of one JSON object, for the `init(from:)` of generated structs.
///
/// It is a concrete type with out-of-line generic methods on purpose: a generated initializer is then a list of calls, which
/// builds several times faster than one specialized for each property.
public struct ObjectReader {
  private let container: KeyedDecodingContainer<WireKey>

  /// - Throws: `DecodingError` when the value is no JSON object.
  public init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: WireKey.self)
  }

  /// A member that must be there.
  ///
  /// - Throws: `DecodingError` when it is absent, null where null is not allowed, or no `Value`.
  public func required<Value: Decodable>(_ key: WireKey) throws -> Value {
    try located(key) { try container.decode(Value.self, forKey: key) }
  }

  /// A member that may be absent or null, which mean the same.
  public func optional<Value: Decodable>(_ key: WireKey) throws -> Value? {
    try located(key) { try container.decodeIfPresent(Value.self, forKey: key) }
  }

  /// An untyped member that may be absent; an explicit null is kept as `.null`.
  public func optional(_ key: WireKey) throws -> JSONValue? {
    container.contains(key) ? try container.decode(JSONValue.self, forKey: key) : nil
  }

  /// A member for which absent and null differ.
  public func patch<Value: Decodable>(_ key: WireKey) throws -> Patch<Value> {
    guard container.contains(key) else { return .unchanged }
    return try container.decodeNil(forKey: key) ? .clear : .set(required(key))
  }

  /// All members but those named: what `additionalProperties` of the schema allows beside declared properties.
  public func additional<Value: Decodable>(except names: Set<String>) throws -> [String: Value] {
    var members: [String: Value] = [:]
    for key in container.allKeys where !names.contains(key.stringValue) {
      let value: Value = try required(key)
      members[key.stringValue] = value
    }
    return members
  }

  /// What `read` gives, or its error with the place it is about: for a number that its type does not hold, Foundation
  /// throws one of its own that names no place, and calls the whole text invalid JSON in the end.
  private func located<Value>(_ key: WireKey, _ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let error as DecodingError {
      throw error
    } catch {
      let context = DecodingError.Context(
        codingPath: container.codingPath + [key],
        debugDescription: "this is no \(Value.self): \(error)",
        underlyingError: error
      )
      throw DecodingError.dataCorrupted(context)
    }
  }
}

extension Decoder {
  /// The string member `name` of the object to decode: the tag by which an internally tagged union is told.
  ///
  /// `nil` when there is no object, no such member, or it is no string: then no branch is meant that we know.
  public func tag(_ name: WireKey) -> String? {
    guard let object = try? container(keyedBy: WireKey.self) else { return nil }
    return try? object.decodeIfPresent(String.self, forKey: name)
  }
}

/// Reads an externally tagged union: a bare string, or an object that has the tag as a member.
public struct TagReader {
  /// What stands for the branch.
  public enum Tag: Equatable {
    /// A bare string.
    case string(String)
    /// A member whose value is the branch's payload.
    case member(String)
    /// Neither.
    case none
  }

  public let tag: Tag
  private let object: KeyedDecodingContainer<WireKey>?

  /// - Parameter members: The tags that have a payload. Other members of the object are passed over, since the union may
  ///   share its object with other properties.
  public init(_ decoder: any Decoder, members: [String]) throws {
    object = try? decoder.container(keyedBy: WireKey.self)
    if let object {
      tag = members.first { object.contains(WireKey($0)) }.map(Tag.member) ?? .none
    } else if let text = try? decoder.singleValueContainer().decode(String.self) {
      tag = .string(text)
    } else {
      tag = .none
    }
  }

  /// The payload of the branch that `tag` names.
  ///
  /// - Throws: `DecodingError` when it is no `Payload`.
  public func payload<Payload: Decodable>() throws -> Payload {
    guard let object, case .member(let name) = tag else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "this branch has no payload"))
    }
    return try object.decode(Payload.self, forKey: WireKey(name))
  }
}
