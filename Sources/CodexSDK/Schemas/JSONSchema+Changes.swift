import CodexWire

extension JSONSchema {
  /// Adds a description of the value, which the model reads.
  public func describing(_ text: String) -> JSONSchema {
    var schema = self
    schema.text = text
    return schema
  }

  /// Adds a description of a member, which the model reads.
  ///
  /// - Parameters:
  ///   - member: The name of the member in JSON.
  ///   - text: The description.
  /// - Throws: `CodexError.invalidInput` when the schema has no such member.
  public func describing(_ member: String, as text: String) throws -> JSONSchema {
    try changing(member) { $0.text = text }
  }

  /// Limits a member that is a number, or an optional one, to a range with integers as bounds.
  ///
  /// - Parameters:
  ///   - member: The name of the member in JSON.
  ///   - range: The allowed values.
  /// - Throws: `CodexError.invalidInput` when the schema has no such member, or when the member is not a number.
  public func limiting(_ member: String, to range: ClosedRange<Int>) throws -> JSONSchema {
    let limits: [String: JSONValue] = [
      "minimum": .integer(Int64(range.lowerBound)), "maximum": .integer(Int64(range.upperBound)),
    ]
    return try limiting(member, limits, "a number") { $0.hasType("integer") || $0.hasType("number") }
  }

  /// Limits a member that is a number with a fraction, or an optional one.
  ///
  /// - Parameters:
  ///   - member: The name of the member in JSON.
  ///   - range: The allowed values.
  /// - Throws: `CodexError.invalidInput` when the schema has no such member, or when the member is not such a number.
  public func limiting(_ member: String, to range: ClosedRange<Double>) throws -> JSONSchema {
    let limits: [String: JSONValue] = ["minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    return try limiting(member, limits, "a number with a fraction") { $0.hasType("number") }
  }

  /// Limits the number of elements of a member that is an array, a set or a dictionary, or an optional one.
  ///
  /// - Parameters:
  ///   - member: The name of the member in JSON.
  ///   - range: The allowed numbers of elements.
  /// - Throws: `CodexError.invalidInput` when the schema has no such member, or when the member is not an array.
  public func limiting(_ member: String, toCount range: ClosedRange<Int>) throws -> JSONSchema {
    let limits: [String: JSONValue] = [
      "minItems": .integer(Int64(range.lowerBound)), "maxItems": .integer(Int64(range.upperBound)),
    ]
    return try limiting(member, limits, "an array") { schema in
      switch schema.notNull.shape {
      case .array, .dictionary: true
      default: schema.hasType("array")
      }
    }
  }

  /// Replaces the schema of a member.
  ///
  /// - Parameters:
  ///   - member: The name of the member in JSON.
  ///   - schema: The new schema. The type of the member must be decodable from each value that matches the schema.
  /// - Throws: `CodexError.invalidInput` when the schema has no such member.
  public func replacing(_ member: String, with schema: JSONSchema) throws -> JSONSchema {
    // The schema can have definitions with the names of other definitions. A name that is derived has no hyphen.
    var inner = schema.renamingDefinitions { "\(member)-\($0)" }
    let definitions = inner.definitions
    inner.definitions = [:]
    var result = try changing(member) { $0 = inner }
    result.definitions.merge(definitions) { $1 }
    return result
  }

  /// Names a value from which the type can be decoded. The value is not sent.
  ///
  /// Another type that has a member of this type needs the value to derive its own schema, unless the type can be decoded from an
  /// empty text, from zero, or from the first value of `enum`.
  public func example(_ value: JSONValue) -> JSONSchema {
    var schema = self
    schema.sample = value
    return schema
  }

  private func changing(_ member: String, _ change: (inout JSONSchema) throws -> Void) throws -> JSONSchema {
    guard case .object(var members) = shape else {
      throw CodexError.invalidInput("The schema has no member \"\(member)\", because it is not the schema of a struct.")
    }
    guard let index = members.firstIndex(where: { $0.name == member }) else {
      let names = members.map { "\"\($0.name)\"" }.joined(separator: ", ")
      throw CodexError.invalidInput("The schema has no member \"\(member)\". Its members are \(names).")
    }
    try change(&members[index].schema)
    var schema = self
    schema.shape = .object(members)
    return schema
  }

  private func limiting(
    _ member: String,
    _ limits: [String: JSONValue],
    _ kind: String,
    _ isAllowed: (JSONSchema) -> Bool
  ) throws -> JSONSchema {
    try changing(member) { schema in
      guard isAllowed(schema) else {
        throw CodexError.invalidInput("The member \"\(member)\" cannot have these limits, because it is not \(kind).")
      }
      schema.limits.merge(limits) { $1 }
    }
  }

  /// The schema of the values that are not null.
  private var notNull: JSONSchema { if case .nullable(let schema) = shape { schema.notNull } else { self } }

  private func hasType(_ name: String) -> Bool {
    guard case .keywords(let keywords) = notNull.shape else { return false }
    return keywords["type"] == .string(name)
  }
}
