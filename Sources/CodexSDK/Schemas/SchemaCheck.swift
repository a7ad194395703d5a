import CodexWire
import Foundation

/// Checks values against a schema, and changes them into the form that a decoder expects.
struct SchemaCheck {
  let definitions: [String: JSONSchema]

  /// Checks a value.
  ///
  /// - Returns: The value, in which an array for a dictionary is replaced by an object.
  /// - Throws: `ValueMismatch`.
  func checked(_ value: JSONValue, _ schema: JSONSchema, at path: String) throws -> JSONValue {
    switch schema.shape {
    case .object(let members): return try object(value, members, at: path)
    case .array(let element):
      let elements = try array(value, schema.limits, at: path)
      return .array(
        try elements.enumerated().map { try checked($0.element, element, at: "\(path)/\($0.offset)") }
      )
    case .dictionary(let key, let content): return try dictionary(value, key, content, schema.limits, at: path)
    case .nullable(let wrapped):
      if value == .null { return value }
      var wrapped = wrapped
      wrapped.limits.merge(schema.limits) { $1 }
      return try checked(value, wrapped, at: path)
    case .keywords(let keywords):
      try KeywordCheck(keywords: keywords.merging(schema.limits) { $1 }).check(value, at: path)
      return value
    case .reference(let name):
      guard var definition = definitions[name] else { return value }
      definition.limits.merge(schema.limits) { $1 }
      return try checked(value, definition, at: path)
    }
  }

  private func object(_ value: JSONValue, _ members: [SchemaShape.Member], at path: String) throws -> JSONValue {
    guard case .object(var result) = value else { throw mismatch(path, "an object", value) }
    let names = Set(members.map(\.name))
    if let other = result.keys.filter({ !names.contains($0) }).sorted().first {
      throw mismatch(path, "an object without the member \(ValueMismatch.quoted(other))", value)
    }
    for member in members {
      // Tools are called without strict mode, so a model may leave out a member instead of sending null.
      guard let content = result[member.name] ?? (member.schema.isNullable ? .null : nil) else {
        throw mismatch(path, "an object with the member \(ValueMismatch.quoted(member.name))", value)
      }
      result[member.name] = try checked(content, member.schema, at: "\(path)/\(Self.token(member.name))")
    }
    return .object(result)
  }

  private func array(_ value: JSONValue, _ limits: [String: JSONValue], at path: String) throws -> [JSONValue] {
    guard let elements = value.arrayValue else { throw mismatch(path, "an array", value) }
    try KeywordCheck(keywords: limits).check(value, at: path)
    return elements
  }

  /// An array of entries becomes an object. An object is accepted, too, because models without strict mode may send one.
  private func dictionary(
    _ value: JSONValue,
    _ key: JSONSchema,
    _ content: JSONSchema,
    _ limits: [String: JSONValue],
    at path: String
  ) throws -> JSONValue {
    var result = JSONObject()
    if let members = value.objectValue {
      for (name, member) in members { result[name] = try checked(member, content, at: "\(path)/\(Self.token(name))") }
      return .object(result)
    }
    let entry = JSONSchema(SchemaWriter.entry(key, content))
    for (index, element) in try array(value, limits, at: path).enumerated() {
      let checked = try checked(element, entry, at: "\(path)/\(index)")
      let name = checked[SchemaShape.keyName]
      let text = name?.stringValue ?? name?.intValue.map { "\($0)" } ?? ""
      if result.updateValue(checked[SchemaShape.valueName] ?? .null, forKey: text) != nil {
        throw mismatch("\(path)/\(index)/\(SchemaShape.keyName)", "a key that no earlier entry has", name)
      }
    }
    return .object(result)
  }

  private func mismatch(_ path: String, _ expected: String, _ value: JSONValue?) -> ValueMismatch {
    ValueMismatch(path: path, expected: expected, got: value)
  }

  /// A name as a part of a JSON pointer.
  static func token(_ name: String) -> String {
    name.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
  }
}

extension JSONSchema {
  /// Whether null is allowed.
  fileprivate var isNullable: Bool { if case .nullable = shape { true } else { false } }
}

extension JSONSchema {
  /// Checks a text against the schema, and decodes it.
  ///
  /// - Parameter isWrapped: Whether the value is the member `value` of the text's object.
  /// - Throws: `ValueMismatch`.
  func decode<Value: Decodable>(_ type: Value.Type, from text: String, isWrapped: Bool) throws -> Value {
    guard let json = try? JSONValue(parsing: text.utf8) else {
      throw ValueMismatch(path: "", expected: "JSON", got: "the text \(ValueMismatch.quoted(text))")
    }
    return try decode(type, from: json, text: text, isWrapped: isWrapped)
  }

  /// Checks a value against the schema, and decodes it.
  ///
  /// - Parameter text: The text from which the value was read, if there is one. Its numbers are exact.
  func decode<Value: Decodable>(
    _ type: Value.Type,
    from json: JSONValue,
    text: String? = nil,
    isWrapped: Bool
  ) throws -> Value {
    let checked = try SchemaCheck(definitions: definitions).checked(json, self, at: "")
    let value = isWrapped ? checked[Self.valueName] ?? .null : checked
    let isUnchanged = value == json
    let data = if isUnchanged, let text { Data(text.utf8) } else { try JSONEncoder().encode(value) }
    do {
      return try JSONDecoder.ofResponses.decodeUntrusted(type, from: data)
    } catch {
      var mismatch = ValueMismatch(error, of: type, in: String(decoding: data, as: UTF8.self))
      if isWrapped { mismatch.path = "/\(Self.valueName)\(mismatch.path)" }
      throw mismatch
    }
  }
}

extension JSONDecoder {
  /// A decoder for values with a `JSONSchema`: dates are texts as in RFC 3339.
  static var ofResponses: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      guard let date = RFC3339.date(try container.decode(String.self)) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: RFC3339.expectation)
      }
      return date
    }
    return decoder
  }
}
