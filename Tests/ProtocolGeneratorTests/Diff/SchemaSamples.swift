import CodexWire

/// Samples of the values that a writer may write, made from the JSON Schema without the model. Together, the samples contain
/// each enum value, each branch, and each property both present and absent.
struct SchemaSamples {
  let definitions: JSONValue
  /// Whether the writer is a generated client, which omits properties without a value. A server may also write null.
  var isClient: Bool

  func samples(of schema: JSONValue, depth: Int = 0) -> [JSONValue] {
    if depth > 40 { return [] }
    if let reference = schema["$ref"]?.stringValue {
      let target = SchemaValidator(definitions: definitions, isClient: isClient).definition(reference)
      return samples(of: target, depth: depth + 1)
    }
    if let all = schema["allOf"]?.arrayValue, let only = all.first { return samples(of: only, depth: depth + 1) }
    let branches = (schema["oneOf"] ?? schema["anyOf"])?.arrayValue ?? []
    if schema["properties"] != nil { return objects(of: schema, branches, depth: depth) }
    if !branches.isEmpty { return branches.flatMap { samples(of: $0, depth: depth + 1) } }
    if let values = schema["enum"]?.arrayValue { return values }
    let types = (schema["type"]?.arrayValue ?? [schema["type"]].compactMap(\.self)).compactMap(\.stringValue)
    if types.isEmpty { return ["text", 1, .object([:])] }
    return types.flatMap { type -> [JSONValue] in
      switch type {
      case "null": [.null]
      case "boolean": [true]
      case "integer": [7]
      case "number": [1.5]
      case "string": ["text"]
      case "array":
        [.array([])] + (schema["items"].map { samples(of: $0, depth: depth + 1).map { .array([$0]) } } ?? [])
      default: [.object([:])]
      }
    }
  }

  /// Samples of an object: one with only the required members, one with all members, and one for each sample of each member.
  private func objects(of schema: JSONValue, _ branches: [JSONValue], depth: Int) -> [JSONValue] {
    let properties = (schema["properties"]?.objectValue ?? [:]).sorted { $0.key < $1.key }
    let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    var members: [(name: String, samples: [JSONValue])] = []
    for (name, property) in properties {
      var values = samples(of: property, depth: depth + 1)
      if isClient, !required.contains(name) { values.removeAll { $0 == .null } }
      if !values.isEmpty { members.append((name, values)) }
    }
    let full = Dictionary(members.map { ($0.name, $0.samples[0]) }, uniquingKeysWith: { first, _ in first })
    var objects = [full.filter { required.contains($0.key) }, full]
    for (name, values) in members {
      for value in values.dropFirst() { objects.append(full.merging([name: value]) { $1 }) }
    }
    if branches.isEmpty { return objects.map(JSONValue.object) }
    // The members of the branches are members of the same object.
    let inner = branches.flatMap { samples(of: $0, depth: depth + 1) }.compactMap(\.objectValue)
    return objects.flatMap { object in inner.map { .object(object.merging(Dictionary($0)) { $1 }) } }
  }
}
