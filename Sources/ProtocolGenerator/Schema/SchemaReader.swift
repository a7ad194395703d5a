/// SourceFile -> SchemaDocument: parses a bundle and checks every keyword and every reference.
struct SchemaReader {
  private let path: String
  private var diagnostics: [Diagnostic] = []
  private var definitions: [String: SchemaNode] = [:]
  /// Every `$ref`, with the pointer of the node that contains the reference.
  private var references: [(from: String, to: String)] = []

  /// - Throws: `GeneratorError` with everything in the file that the generator does not support.
  static func read(_ file: SourceFile) throws(GeneratorError) -> SchemaDocument {
    let json = try file.json()
    var reader = SchemaReader(path: file.path)
    return try reader.document(json)
  }

  /// The names and the pointers of a bundle's definitions. The keywords of the definitions are not checked.
  ///
  /// - Throws: `GeneratorError` for a file that is not a bundle.
  static func definitions(of file: SourceFile) throws(GeneratorError) -> [(name: String, pointer: String)] {
    let json = try file.json()
    var reader = SchemaReader(path: file.path)
    try reader.readAllDefinitions(of: json)
    return reader.definitions.keys.sorted().map { (name(of: $0), $0) }
  }

  private init(path: String) { self.path = path }

  private mutating func document(_ json: JSONValue) throws(GeneratorError) -> SchemaDocument {
    try readAllDefinitions(of: json)
    checkNames()
    checkReferences()
    if !diagnostics.isEmpty { throw GeneratorError(diagnostics) }
    let sorted = definitions.sorted { $0.key < $1.key }
    return SchemaDocument(
      path: path,
      title: json["title"]?.stringValue,
      definitions: sorted.map { .init(name: Self.name(of: $0.key), node: $0.value) }
    )
  }

  private mutating func readAllDefinitions(of json: JSONValue) throws(GeneratorError) {
    let root = json.objectValue ?? [:]
    let holders = Self.holders.filter { root[$0]?.objectValue != nil }
    guard !holders.isEmpty else {
      let message =
        "this is JSON but not a schema bundle: it has no object \"definitions\". The file to give is "
        + "codex_app_server_protocol.schemas.json, which `codex app-server generate-json-schema --out DIR` writes"
      throw GeneratorError([.error(path, "", message)])
    }
    for holder in holders { readDefinitions(root[holder] ?? .null, at: "/\(holder)") }
  }

  /// The keywords that contain definitions, in the order in which the generator reads them.
  private static let holders = SchemaKeyword.definitions.sorted()

  /// `/definitions/v2/Thread` -> `v2/Thread`.
  static func name(of pointer: String) -> String {
    let tokens = pointer.split(separator: "/").filter { !SchemaKeyword.definitions.contains(String($0)) }
    return tokens.joined(separator: "/")
  }

  // MARK: Definitions

  private mutating func readDefinitions(_ json: JSONValue, at pointer: String) {
    guard let members = json.objectValue else {
      return report(pointer, "this should be an object of definitions")
    }
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      let place = pointer + "/" + JSONPointer.escape(name)
      if isNamespace(value) {
        readDefinitions(value, at: place)
      } else {
        definitions[place] = node(value, at: place)
      }
    }
  }

  /// Reads a member of `definitions` that is not a schema but contains more definitions, as `v2` does. The names in
  /// such a member are not keywords; their values are schemas.
  private func isNamespace(_ json: JSONValue) -> Bool {
    guard let members = json.objectValue, !hasKeyword(members) else { return false }
    return members.values.contains { value in
      value.objectValue.map(hasKeyword) ?? (value.boolValue != nil) || isNamespace(value)
    }
  }

  private func hasKeyword(_ members: JSONObject) -> Bool {
    members.keys.contains { SchemaKeyword.all.contains($0) || SchemaKeyword.refused.contains($0) }
  }

  /// Reports names that both `definitions` and `$defs` declare: the name of a definition does not contain the keyword,
  /// so two definitions would have the same name.
  private mutating func checkNames() {
    var owners: [String: String] = [:]
    for pointer in definitions.keys.sorted() {
      let name = Self.name(of: pointer)
      if let other = owners[name] {
        report(
          pointer,
          "the definition \"\(name)\" is declared here and at #\(other); codexgen cannot tell the two apart"
        )
      }
      owners[name] = pointer
    }
  }

  // MARK: Nodes

  private mutating func node(_ json: JSONValue, at pointer: String) -> SchemaNode {
    switch json {
    case .bool(true): return SchemaNode(pointer: pointer, kind: .anything)
    case .bool(false): return SchemaNode(pointer: pointer, kind: .nothing)
    case .object(let members): return node(members, at: pointer)
    default:
      report(pointer, "a schema should be an object or a boolean")
      return SchemaNode(pointer: pointer, kind: .anything)
    }
  }

  private mutating func node(_ members: JSONObject, at pointer: String) -> SchemaNode {
    let keywords = SchemaKeywords(members)
    for name in keywords.unsupported {
      report("\(pointer)/\(JSONPointer.escape(name))", "the keyword \"\(name)\" is not supported by codexgen")
    }
    for (name, definitions) in keywords.definitions { readDefinitions(definitions, at: "\(pointer)/\(name)") }
    if keywords.enumeration != nil, keywords.constant != nil {
      report(pointer, "a schema with both \"enum\" and \"const\" is not supported by codexgen")
    }
    if keywords.anyOf != nil, keywords.oneOf != nil {
      report(pointer, "a schema with both \"anyOf\" and \"oneOf\" is not supported by codexgen")
    }
    return SchemaNode(
      pointer: pointer,
      types: types(keywords.type, at: pointer + "/type"),
      format: string(keywords.format, at: pointer + "/format"),
      enumeration: enumeration(keywords, at: pointer),
      properties: properties(keywords.properties, at: pointer + "/properties"),
      required: required(keywords.required, at: pointer + "/required"),
      items: keywords.items.map { node($0, at: pointer + "/items") },
      additionalProperties: keywords.additionalProperties.map { node($0, at: pointer + "/additionalProperties") },
      allOf: branches(keywords.allOf, at: pointer + "/allOf"),
      anyOf: branches(keywords.anyOf, at: pointer + "/anyOf"),
      oneOf: branches(keywords.oneOf, at: pointer + "/oneOf"),
      reference: reference(keywords.reference, at: pointer),
      title: string(keywords.title, at: pointer + "/title"),
      documentation: string(keywords.description, at: pointer + "/description"),
      defaultValue: keywords.defaultValue,
      isDeprecated: keywords.deprecated == .bool(true)
    )
  }

  // MARK: Keywords

  private mutating func types(_ json: JSONValue?, at place: @autoclosure () -> String) -> [SchemaType] {
    guard let json else { return [] }
    let pointer = place()
    let names = json.arrayValue ?? [json]
    if names.isEmpty { report(pointer, "\"type\" should name at least one type") }
    return names.compactMap { name in
      if let type = name.stringValue.flatMap(SchemaType.init(rawValue:)) { return type }
      let known = SchemaType.allCases.map(\.rawValue).joined(separator: ", ")
      report(pointer, "\(name.text) is no JSON type; there are \(known)")
      return nil
    }
  }

  private mutating func enumeration(_ keywords: SchemaKeywords, at pointer: String) -> [JSONValue]? {
    if let constant = keywords.constant { return [constant] }
    guard let json = keywords.enumeration else { return nil }
    guard let values = json.arrayValue, !values.isEmpty else {
      report("\(pointer)/enum", "\"enum\" should be an array with at least one value")
      return nil
    }
    return values
  }

  private mutating func properties(_ json: JSONValue?, at place: @autoclosure () -> String) -> [(
    name: String, node: SchemaNode
  )] {
    guard let json else { return [] }
    let pointer = place()
    guard let members = json.objectValue else {
      report(pointer, "\"properties\" should be an object")
      return []
    }
    return members.sorted { $0.key < $1.key }
      .map { (name: $0.key, node: node($0.value, at: pointer + "/" + JSONPointer.escape($0.key))) }
  }

  private mutating func required(_ json: JSONValue?, at place: @autoclosure () -> String) -> Set<String> {
    guard let json else { return [] }
    let pointer = place()
    guard let names = json.arrayValue, names.allSatisfy({ $0.stringValue != nil }) else {
      report(pointer, "\"required\" should be an array of property names")
      return []
    }
    return Set(names.compactMap(\.stringValue))
  }

  private mutating func branches(_ json: JSONValue?, at place: @autoclosure () -> String) -> [SchemaNode] {
    guard let json else { return [] }
    let pointer = place()
    guard let branches = json.arrayValue, !branches.isEmpty else {
      report(pointer, "this should be an array with at least one schema")
      return []
    }
    return branches.enumerated().map { node($1, at: "\(pointer)/\($0)") }
  }

  private mutating func string(_ json: JSONValue?, at place: @autoclosure () -> String) -> String? {
    guard let json else { return nil }
    let pointer = place()
    if json.stringValue == nil { report(pointer, "this should be a string") }
    return json.stringValue
  }

  // MARK: References

  private mutating func reference(_ json: JSONValue?, at pointer: String) -> String? {
    guard let json else { return nil }
    guard let text = json.stringValue else {
      report("\(pointer)/$ref", "\"$ref\" should be a string")
      return nil
    }
    guard !text.hasPrefix("#") || text.hasPrefix("#/") else {
      report("\(pointer)/$ref", "\"\(text)\" is not a pointer to a definition; write #/definitions/NAME")
      return nil
    }
    guard text.hasPrefix("#/") else {
      report(
        "\(pointer)/$ref",
        "\"\(text)\" points to another document; only references within the bundle (#/…) are supported"
      )
      return nil
    }
    let target = String(text.dropFirst())
    references.append((from: pointer, to: target))
    return target
  }

  private mutating func checkReferences() {
    for (from, to) in references where definitions[to] == nil {
      let near = nearestDefinition(to: to).map { "; did you mean \"#\($0)\"?" } ?? ""
      report("\(from)/$ref", "\"#\(to)\" is not a definition of this bundle\(near)")
    }
    let search = ReferenceCycles(in: definitions)
    for pointer in search.longChains {
      report(pointer, ReferenceCycles.longChainProblem)
    }
    for cycle in search.cycles {
      let path = (cycle + cycle.prefix(1)).map(Self.name).joined(separator: " -> ")
      report(cycle[0], "this definition is defined by itself (\(path)), so no value can have it")
    }
  }

  /// The definition that `pointer` most likely means. Only the names are compared, since two long pointers with the
  /// same namespace always look similar.
  private func nearestDefinition(to pointer: String) -> String? {
    let sameName = definitions.keys.filter { $0.lastComponent == pointer.lastComponent }
    if let same = sameName.min() { return same }
    guard let name = nearestName(to: pointer.lastComponent, in: definitions.keys.map(\.lastComponent)) else {
      return nil
    }
    let candidates = definitions.keys.filter { $0.lastComponent == name }
    return candidates.first { $0.dropLast(name.count) == pointer.dropLast(pointer.lastComponent.count) }
      ?? candidates.min()
  }

  private mutating func report(_ pointer: String, _ message: String) {
    diagnostics.append(.error(path, pointer, message))
  }
}
