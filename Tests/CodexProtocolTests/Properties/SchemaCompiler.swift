import CodexWire

/// Translates the JSON of a bundle into `SchemaNode`.
struct SchemaCompiler {
  let sources: [String: JSONValue]
  let rules: SchemaRules
  private(set) var unsupported: Set<String> = []
  private(set) var unmatchedRules: Set<String>

  init(sources: [String: JSONValue], rules: SchemaRules) {
    self.sources = sources
    self.rules = rules
    unmatchedRules = rules.threeState.union(rules.enumAliases.keys).union(rules.additionalMembers)
  }

  mutating func definitions() -> [String: SchemaNode] {
    var definitions: [String: SchemaNode] = [:]
    for (name, source) in sources {
      unmatchedRules.remove(name)
      definitions[name] = node(source, at: "#/definitions/\(name)", definition: name)
    }
    return definitions
  }

  /// `definition` is the name of the definition when the value is the whole definition; `nil` for a part of one.
  mutating func node(_ json: JSONValue, at pointer: String, definition: String? = nil) -> SchemaNode {
    SchemaNode(pointer: pointer, form: form(json, at: pointer, definition: definition))
  }

  private mutating func form(_ json: JSONValue, at pointer: String, definition: String?) -> SchemaNode.Form {
    if case .bool(let allows) = json { return allows ? .anything : .nothing }
    noteUnsupported(json, at: pointer)
    let (json, pointer) = unwrapped(json, at: pointer)
    if case .bool = json { return form(json, at: pointer, definition: definition) }
    if let name = Self.reference(json) { return .reference(name) }
    let types = Self.types(json)
    if types.count > 1, types.contains("null") {
      let rest = json.with("type", .array(types.filter { $0 != "null" }.map { .string($0) })).withoutNullValue
      return .nullable(node(rest, at: pointer, definition: definition))
    }
    if let values = Self.values(json) {
      if values.count > 1, values.contains(.null) {
        return .nullable(node(json.withoutNullValue, at: pointer, definition: definition))
      }
      return values == [.null] ? .null : .enumeration(values, isOpen: false)
    }
    if json["properties"] != nil { return .structure(structure(json, at: pointer, definition: definition)) }
    let branches = alternatives(json, at: pointer)
    let real = branches.filter { !isNull($0.json) }
    if real.count < branches.count, !real.isEmpty {
      return .nullable(union(of: real, at: pointer, definition: definition, wasNullable: true))
    }
    if !real.isEmpty {
      return union(of: real, at: pointer, definition: definition, wasNullable: false).form
    }
    return plainForm(json, at: pointer, definition: definition)
  }

  /// The values of a node without properties, enum values and branches.
  private mutating func plainForm(_ json: JSONValue, at pointer: String, definition: String?) -> SchemaNode.Form {
    switch Self.types(json).first {
    case "null": return .null
    case "boolean": return .boolean
    case "string": return .string(minimumLength: json["minLength"]?.intValue ?? 0)
    case "integer": return .integer(SchemaNode.IntegerLimits(json))
    case "number": return .number
    case "array": return .array(node(json["items"] ?? true, at: pointer + "/items"))
    case "object":
      switch json["additionalProperties"] {
      // A definition that is an object without properties is a struct without properties. Elsewhere it is any object.
      case nil where definition != nil, .bool(false)?:
        return .structure(.init(properties: [], additional: hiddenMembers(of: definition, at: pointer)))
      case nil: return .dictionary(SchemaNode(pointer: pointer + "/additionalProperties", form: .anything))
      case let values?: return .dictionary(node(values, at: pointer + "/additionalProperties"))
      }
    default: return .anything
    }
  }

  /// The additional members of a definition that the schema does not declare.
  private func hiddenMembers(of definition: String?, at pointer: String) -> SchemaNode? {
    guard let definition, rules.additionalMembers.contains(definition) else { return nil }
    return SchemaNode(pointer: pointer + "/additionalProperties", form: .anything)
  }

  private mutating func structure(
    _ json: JSONValue,
    at pointer: String,
    definition: String?
  ) -> SchemaNode.Structure {
    let required = Set((json["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    var properties: [SchemaNode.Property] = []
    for (name, schema) in (json["properties"]?.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
      let path = definition.map { "\($0).\(name)" } ?? ""
      unmatchedRules.remove(path)
      properties.append(
        SchemaNode.Property(
          name: name,
          node: node(schema, at: "\(pointer)/properties/\(name)"),
          isRequired: required.contains(name),
          keepsNull: rules.threeState.contains(path) || ![0, 1].contains(nullDepth(schema))
        )
      )
    }
    var structure = SchemaNode.Structure(
      properties: properties,
      additional: hiddenMembers(of: definition, at: pointer)
    )
    if let additional = json["additionalProperties"], additional != false {
      structure.additional = node(additional, at: pointer + "/additionalProperties")
    }
    let branches = alternatives(json, at: pointer)
    if !branches.isEmpty {
      structure.variant = union(of: branches, at: pointer + "/oneOf", definition: nil, wasNullable: false)
    }
    return structure
  }

  /// How many times a node allows null, also through references: 0 when it does not allow null; 2 or more when it
  /// distinguishes two kinds of absence; -1 for an untyped node, for which null is a value like any other.
  private func nullDepth(_ json: JSONValue) -> Int {
    let (json, pointer) = unwrapped(resolved(json), at: "")
    if json == true || isUntyped(json) { return -1 }
    if Self.reference(json) != nil { return nullDepth(json) }
    if Self.types(json).contains("null") || Self.values(json)?.contains(.null) == true { return 1 }
    let branches = alternatives(json, at: pointer)
    let real = branches.filter { !isNull($0.json) }
    guard json["properties"] == nil, real.count < branches.count else { return 0 }
    let inner = real.count == 1 ? nullDepth(real[0].json) : 0
    return inner < 0 ? -1 : 1 + inner
  }

  private func isUntyped(_ json: JSONValue) -> Bool {
    !["type", "$ref", "enum", "const", "properties", "allOf", "anyOf", "oneOf"].contains { json[$0] != nil }
  }

  private mutating func noteUnsupported(_ json: JSONValue, at pointer: String) {
    for keyword in (json.objectValue ?? [:]).keys where !Self.keywords.contains(keyword) {
      unsupported.insert("\(pointer): \(keyword)")
    }
    if json["items"]?.arrayValue != nil { unsupported.insert("\(pointer): items with a schema for each") }
  }

  private static let keywords: Set<String> = [
    "$ref", "$schema", "additionalProperties", "allOf", "anyOf", "const", "default", "deprecated", "description",
    "enum",
    "examples", "format", "items", "maximum", "minLength", "minimum", "oneOf", "properties", "readOnly", "required",
    "title",
    "type", "writeOnly",
  ]
}

// MARK: Reading keywords

extension SchemaCompiler {
  static func types(_ json: JSONValue) -> [String] {
    switch json["type"] {
    case .string(let type): [type]
    case .array(let types): types.compactMap(\.stringValue)
    default: []
    }
  }

  static func values(_ json: JSONValue) -> [JSONValue]? { json["const"].map { [$0] } ?? json["enum"]?.arrayValue }

  static func reference(_ json: JSONValue) -> String? {
    guard let text = json["$ref"]?.stringValue else { return nil }
    let prefix = "#/definitions/"
    precondition(text.hasPrefix(prefix), "a reference to somewhere else: \(text)")
    return String(text.dropFirst(prefix.count)).replacing("~1", with: "/").replacing("~0", with: "~")
  }

  func isNull(_ json: JSONValue) -> Bool { Self.types(json) == ["null"] || Self.values(json) == [.null] }

  /// The node at the end of a chain of references and of `allOf` with one member.
  func resolved(_ json: JSONValue) -> JSONValue {
    var json = unwrapped(json, at: "").json
    while let name = Self.reference(json) {
      guard let target = sources[name] else { preconditionFailure("a reference to nothing: \(name)") }
      json = unwrapped(target, at: "").json
    }
    return json
  }

  /// The branches of a union. A branch that is only a union is replaced by its branches.
  func alternatives(_ json: JSONValue, at pointer: String) -> [(json: JSONValue, pointer: String)] {
    for keyword in ["oneOf", "anyOf"] {
      guard let branches = json[keyword]?.arrayValue else { continue }
      let nodes = branches.enumerated().map { (json: $1, pointer: "\(pointer)/\(keyword)/\($0)") }
      // The union in a nullable node is not replaced, since its own null would be lost.
      if nodes.count(where: { !isNull($0.json) }) == 1 { return nodes }
      return nodes.flatMap { node -> [(json: JSONValue, pointer: String)] in
        let isPureUnion =
          (node.json["oneOf"] ?? node.json["anyOf"]) != nil
          && !["properties", "$ref", "allOf"].contains { node.json[$0] != nil }
        return isPureUnion ? alternatives(node.json, at: node.pointer) : [node]
      }
    }
    let types = Self.types(json)
    guard types.count > 1, Self.values(json) == nil, json["properties"] == nil else { return [] }
    return types.enumerated().map { (json.with("type", .string($1)), "\(pointer)/type/\($0)") }
  }

  /// The node that results from `allOf`, or from a reference with sibling keywords.
  func unwrapped(_ json: JSONValue, at pointer: String) -> (json: JSONValue, pointer: String) {
    var members = (json["allOf"]?.arrayValue ?? []).enumerated().map { (json: $1, pointer: "\(pointer)/allOf/\($0)") }
    let own = json.with("allOf", nil).with("$ref", nil)
    let saysMore = Self.constraints.contains { own[$0] != nil }
    if let reference = json["$ref"] {
      if members.isEmpty, !saysMore { return (json, pointer) }
      members.append((.object(["$ref": reference]), pointer))
    }
    if members.isEmpty { return (json, pointer) }
    if saysMore { members.append((own, pointer)) }
    if members.count == 1 { return unwrapped(members[0].json, at: members[0].pointer) }
    return (merged(members.map { resolved($0.json) }), pointer)
  }

  private static let constraints = [
    "type", "enum", "const", "properties", "required", "items", "additionalProperties", "anyOf", "oneOf",
  ]

  /// Merges objects: the result has all their properties and all their required members.
  private func merged(_ members: [JSONValue]) -> JSONValue {
    var merged: [String: JSONValue] = ["type": "object"]
    var properties: [String: JSONValue] = [:]
    var required: [JSONValue] = []
    for member in members {
      properties.merge(Dictionary(member["properties"]?.objectValue ?? [:])) { _, last in last }
      required += member["required"]?.arrayValue ?? []
      for keyword in ["additionalProperties", "anyOf", "oneOf"] {
        if let value = member[keyword] { merged[keyword] = value }
      }
    }
    merged["properties"] = .object(properties)
    merged["required"] = .array(required)
    return .object(merged)
  }
}

extension SchemaNode.IntegerLimits {
  init(_ json: JSONValue) {
    switch json["format"]?.stringValue {
    case "int8": self.init(minimum: Int64(Int8.min), maximum: UInt64(Int8.max))
    case "int16": self.init(minimum: Int64(Int16.min), maximum: UInt64(Int16.max))
    case "int32": self.init(minimum: Int64(Int32.min), maximum: UInt64(Int32.max))
    case "uint8": self.init(minimum: 0, maximum: UInt64(UInt8.max))
    case "uint16": self.init(minimum: 0, maximum: UInt64(UInt16.max))
    case "uint32": self.init(minimum: 0, maximum: UInt64(UInt32.max))
    // Values of the format `uint64` are a `UInt64`; those of all other formats are an `Int`.
    case "uint": self.init(minimum: 0, maximum: UInt64(Int64.max))
    case "uint64": self.init(minimum: 0, maximum: UInt64.max)
    default: self.init(minimum: Int64.min, maximum: UInt64(Int64.max))
    }
    if let lowest = json["minimum"]?.intValue { minimum = max(minimum, Int64(lowest)) }
    if let highest = json["maximum"]?.intValue, highest >= 0 { maximum = min(maximum, UInt64(highest)) }
  }
}

extension JSONValue {
  fileprivate func with(_ keyword: String, _ value: JSONValue?) -> JSONValue {
    guard var members = objectValue else { return self }
    members[keyword] = value
    return .object(members)
  }

  /// The schema without null.
  fileprivate var withoutNullValue: JSONValue {
    guard let values = self["enum"]?.arrayValue else { return self }
    return with("enum", .array(values.filter { $0 != .null }))
  }
}
