import CodexWire

/// SchemaDocument -> BundleModel: gives the nodes of one bundle their meaning.
///
/// Every definition becomes a type declaration; inline nodes with structure become types nested in it.
struct ModelBuilder {
  let document: SchemaDocument
  let nodes: [String: SchemaNode]
  var untyped: [UntypedNode] = []
  var diagnostics: [Diagnostic] = []

  /// The model of one bundle, before gating and naming.
  struct BundleModel {
    var path: String
    var types: [TypeDeclaration]
    var untyped: [UntypedNode]
  }

  /// - Throws: `GeneratorError` for schemas that have no Swift type.
  static func build(_ document: SchemaDocument) throws(GeneratorError) -> BundleModel {
    var builder = ModelBuilder(document)
    let types = document.definitions.map { builder.declaration(of: $0) }
    if !builder.diagnostics.isEmpty { throw GeneratorError(builder.diagnostics) }
    return BundleModel(path: document.path, types: types.sorted { $0.id < $1.id }, untyped: builder.untyped)
  }

  private init(_ document: SchemaDocument) {
    self.document = document
    nodes = Dictionary(document.definitions.map { ($0.node.pointer, $0.node) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func declaration(of definition: SchemaDocument.Definition) -> TypeDeclaration {
    let name = definition.name.split(separator: "/").last.map(String.init) ?? definition.name
    var scope = Scope(id: TypeID(path: definition.name))
    let shape = definitionShape(of: definition.node, in: &scope)
    return TypeDeclaration(
      id: scope.id,
      name: name,
      documentation: documentation(of: definition.node),
      shape: shape,
      nested: scope.nested
    )
  }

  /// The type under construction, which takes the types of its inline nodes.
  struct Scope {
    var id: TypeID
    var nested: [TypeDeclaration] = []

    /// The identity of an inline type called `name`, told apart from another of that name by what it is.
    func child(_ name: String) -> TypeID {
      var path = "\(id.path)/\(name)"
      while nested.contains(where: { $0.id.path == path }) { path += "Type" }
      return TypeID(path: path)
    }
  }

  // MARK: Types

  private mutating func definitionShape(of original: SchemaNode, in scope: inout Scope) -> TypeDeclaration.Shape {
    let node = nonNull(simplified(original)) ?? simplified(original)
    if let shape = structuredShape(of: node, in: &scope) { return shape }
    if isObject(node), node.additionalProperties == nil || node.additionalProperties?.kind == .nothing {
      return .structure(Structure(properties: []))
    }
    return .alias(reference(to: node, called: "Value", in: &scope))
  }

  /// The type of a node where it is used; inline structure becomes a type nested in `scope` called `name`.
  mutating func reference(to original: SchemaNode, called name: String, in scope: inout Scope) -> TypeReference {
    let node = simplified(original)
    if let wrapped = nonNull(node) { return .optional(reference(to: wrapped, called: name, in: &scope)) }
    if let target = node.reference { return reference(toDefinition: target) }
    switch node.kind {
    case .anything: return open(node, .anything)
    case .nothing:
      report(node, "the schema `false` allows no value, so there is no type for it")
      return .json
    case .keywords: break
    }
    if hasOwnStructure(node) || node.types.count > 1 || isClosedEmptyObject(node) {
      let id = scope.child(name)
      var inner = Scope(id: id)
      let shape = structuredShape(of: node, in: &inner) ?? .structure(Structure(properties: []))
      scope.nested.append(
        TypeDeclaration(id: id, name: name, documentation: documentation(of: node), shape: shape, nested: inner.nested)
      )
      return .named(id)
    }
    return plainReference(to: node, called: name, in: &scope)
  }

  /// The type of a node without properties, values or branches of its own.
  private mutating func plainReference(
    to node: SchemaNode,
    called name: String,
    in scope: inout Scope
  ) -> TypeReference {
    switch node.types.first {
    case nil: return open(node, .anything)
    case .null: return open(node, .anything)
    case .array:
      guard let items = node.items else { return .array(open(node, .anyElements)) }
      return .array(reference(to: items, called: name, in: &scope))
    case .object:
      guard let additional = node.additionalProperties, additional.kind != .anything else {
        return .dictionary(open(node, .anyObject))
      }
      return .dictionary(reference(to: additional, called: name, in: &scope))
    case .string: return .scalar(.string)
    case .boolean: return .scalar(.boolean)
    case .number: return .scalar(node.format == "float" ? .float : .double)
    case .integer: return .scalar(node.format.flatMap { Self.integerFormats[$0] } ?? .int)
    }
  }

  private static let integerFormats: [String: Scalar] = [
    "int8": .int8, "int16": .int16, "int32": .int32, "int64": .int64, "int": .int,
    "uint8": .uint8, "uint16": .uint16, "uint32": .uint32, "uint64": .uint64, "uint": .uint,
  ]

  /// A definition that only says "this or null" is written out where it is used, so that presence is seen there.
  private mutating func reference(toDefinition pointer: String) -> TypeReference {
    let id = TypeID(path: SchemaReader.name(of: pointer))
    guard let node = nodes[pointer].map({ simplified($0) }), let wrapped = nonNull(node) else { return .named(id) }
    return .optional(wrapped.reference.map { reference(toDefinition: $0) } ?? .named(id))
  }

  /// A struct, an enum or a union; `nil` when the node has none of their keywords.
  private mutating func structuredShape(of node: SchemaNode, in scope: inout Scope) -> TypeDeclaration.Shape? {
    if let shape = enumeration(of: node) { return shape }
    let branches = alternatives(of: node)
    if !branches.isEmpty {
      if let shape = messages(node, branches, in: &scope) { return shape }
      if node.properties.isEmpty { return union(of: branches, node: node, in: &scope) }
    }
    if node.properties.isEmpty, branches.isEmpty { return nil }
    return .structure(structure(of: node, in: &scope))
  }

  private func hasOwnStructure(_ node: SchemaNode) -> Bool {
    !node.properties.isEmpty || node.enumeration != nil || !alternatives(of: node).isEmpty
  }

  private func isObject(_ node: SchemaNode) -> Bool { node.types == [.object] && node.properties.isEmpty }

  private func isClosedEmptyObject(_ node: SchemaNode) -> Bool {
    isObject(node) && node.additionalProperties?.kind == .nothing
  }

  // MARK: Structs

  /// The properties of `node` without `tag`, which the union around it writes.
  mutating func structure(of node: SchemaNode, without tag: String? = nil, in scope: inout Scope) -> Structure {
    var properties = node.properties.filter { $0.name != tag }
      .map { property($0.name, $0.node, isRequired: node.required.contains($0.name), in: &scope) }
    let branches = alternatives(of: node)
    if !branches.isEmpty { properties.append(variant(of: node, branches, in: &scope)) }
    properties.sort { ($0.mustBeGiven ? 0 : 1, $0.name) < ($1.mustBeGiven ? 0 : 1, $1.name) }
    var additional: Property?
    if let node = node.additionalProperties, node.kind != .nothing {
      let type = reference(to: node, called: "additionalProperties", in: &scope)
      additional = Property(name: "additionalProperties", type: type, presence: .flattened)
      additional?.documentation.text = "The members beside the declared ones."
    }
    return Structure(properties: properties, additional: additional)
  }

  private mutating func property(
    _ name: String,
    _ node: SchemaNode,
    isRequired: Bool,
    in scope: inout Scope
  ) -> Property {
    let type = reference(to: node, called: name, in: &scope)
    let presence: Property.Presence
    switch type {
    case .optional(.optional) where !isRequired: presence = .threeState
    case .optional: presence = isRequired ? .requiredNullable : .optional
    default: presence = isRequired ? .required : .optional
    }
    return Property(
      name: name,
      type: type.unwrapped,
      presence: presence,
      documentation: documentation(of: node),
      defaultValue: node.defaultValue
    )
  }

  /// `oneOf` or `anyOf` beside properties: a union whose members stand in the same object, kept as one property.
  private mutating func variant(of node: SchemaNode, _ branches: [SchemaNode], in scope: inout Scope) -> Property {
    var union = Scope(id: TypeID(path: ""))
    // The union's name follows its tag, which is known only after looking at its branches.
    let tag = tagName(of: branches.map { resolved($0) })
    let name = tag == nil || tag == "type" ? "content" : tag ?? ""
    union.id = scope.child(name)
    let shape = self.union(of: branches, node: node, in: &union)
    scope.nested.append(TypeDeclaration(id: union.id, name: name, shape: shape, nested: union.nested))
    return Property(name: name, type: .named(union.id), presence: .flattened)
  }

  // MARK: Support

  private mutating func open(_ node: SchemaNode, _ reason: UntypedNode.Reason) -> TypeReference {
    untyped.append(UntypedNode(pointer: node.pointer, reason: reason))
    return .json
  }

  func documentation(of node: SchemaNode) -> Documentation {
    Documentation(prose: node.documentation, isDeprecated: node.isDeprecated, pointer: node.pointer)
  }

  mutating func report(_ node: SchemaNode, _ message: String) {
    let diagnostic = Diagnostic.error(document.path, node.pointer, message)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
