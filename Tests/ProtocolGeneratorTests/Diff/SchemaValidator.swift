import CodexWire

/// Decides whether a reader accepts a JSON value, from the JSON Schema without the model.
struct SchemaValidator {
  let definitions: JSONValue
  /// Whether the reader is a generated client, which keeps unknown values and branches. A server refuses them.
  var isClient: Bool

  func accepts(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    if schema == false { return false }
    if let reference = schema["$ref"]?.stringValue { return accepts(value, definition(reference)) }
    if let all = schema["allOf"]?.arrayValue, !all.allSatisfy({ accepts(value, $0) }) { return false }
    for keyword in ["oneOf", "anyOf"] {
      if let branches = schema[keyword]?.arrayValue, !acceptsUnion(value, branches) { return false }
    }
    if let values = schema["enum"]?.arrayValue, !values.contains(value) {
      guard isClient, values.contains(where: { ($0.stringValue == nil) == (value.stringValue == nil) }) else {
        return false
      }
    }
    let types = (schema["type"]?.arrayValue ?? [schema["type"]].compactMap(\.self)).compactMap(\.stringValue)
    guard types.isEmpty || types.contains(where: { Self.isType(value, $0) }) else { return false }
    if let elements = value.arrayValue, let items = schema["items"] {
      return elements.allSatisfy { accepts($0, items) }
    }
    return value.objectValue.map { acceptsMembers($0, schema) } ?? true
  }

  /// `#/definitions/v2/Thread`
  func definition(_ pointer: String) -> JSONValue {
    pointer.split(separator: "/").dropFirst(2).reduce(definitions) { $0[String($1)] ?? .null }
  }

  private static func isType(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"): true
    case (.integer, "integer"), (.unsignedInteger, "integer"): true
    case (.integer, "number"), (.unsignedInteger, "number"), (.number, "number"): true
    default: false
    }
  }

  // MARK: Objects

  private func acceptsMembers(_ members: JSONObject, _ schema: JSONValue) -> Bool {
    let properties = schema["properties"]?.objectValue ?? [:]
    let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    for name in required where members[name] == nil {
      // A client reads an absent member as null if the member may be null.
      guard isClient, let property = properties[name], accepts(.null, property) else { return false }
    }
    for (name, value) in members {
      if let property = properties[name] {
        if isClient, value == .null, !required.contains(name) { continue }
        if !accepts(value, property) { return false }
      } else if let additional = schema["additionalProperties"], additional.boolValue == nil {
        if !accepts(value, additional) { return false }
      } else if schema["additionalProperties"] == false, !isClient {
        return false
      }
    }
    return true
  }

  // MARK: Unions

  private func acceptsUnion(_ value: JSONValue, _ branches: [JSONValue]) -> Bool {
    guard isClient else { return branches.contains { accepts(value, $0) } }
    if let tag = Self.tag(of: branches) {
      // A client cannot read a value without the tag. It keeps a value with an unknown tag as unrecognized.
      guard let known = value[tag] else { return false }
      let branch = branches.first { $0["properties"]?[tag]?["enum"]?[0] == known }
      return branch.map { accepts(value, $0) } ?? true
    }
    if branches.contains(where: { accepts(value, $0) }) { return true }
    // A nullable type is not a union.
    guard branches.count(where: { $0["type"] != "null" }) > 1 else { return false }
    // In an externally tagged union, a single member with an unknown name is an unknown tag.
    guard let key = value.objectValue?.keys.first, value.objectValue?.count == 1 else { return true }
    return !branches.contains { $0["required"] == [.string(key)] && $0["properties"]?.objectValue?.count == 1 }
  }

  /// The tag: the member that has exactly one allowed value in each branch.
  static func tag(of branches: [JSONValue]) -> String? {
    let candidates = branches.first?["properties"]?.objectValue?.keys.sorted() ?? []
    return candidates.first { name in
      branches.allSatisfy { $0["properties"]?[name]?["enum"]?.arrayValue?.count == 1 }
    }
  }
}
