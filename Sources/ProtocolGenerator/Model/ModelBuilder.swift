import CodexWire

/// SchemaDocument -> BundleModel: gives the nodes of one bundle their meaning.
///
/// Every definition becomes a type declaration; inline nodes with structure become types nested in it.
struct ModelBuilder {
  let document: SchemaDocument
  let nodes: [String: SchemaNode]
  /// The names of all definitions by pointer.
  private let names: [String: String]
  /// The paths of all types, which are their identities.
  private var paths: Set<String>
  /// How often the values of a definition are "or null", as far as that was asked.
  private var optionalDepths: [String: Int] = [:]
  private var untyped: [UntypedNode] = []
  private var diagnostics: Set<Diagnostic> = []

  /// The model of one bundle, before gating and naming.
  struct BundleModel {
    var path: String
    var types: [TypeDeclaration]
    var untyped: [UntypedNode]
  }

  /// - Throws: `GeneratorError` for schemas that have no Swift type.
  static func build(_ document: SchemaDocument) throws(GeneratorError) -> BundleModel {
    var builder = ModelBuilder(document)
    let types = document.definitions.flatMap { builder.declarations(of: $0) }
    if !builder.diagnostics.isEmpty { throw GeneratorError(Array(builder.diagnostics)) }
    return BundleModel(path: document.path, types: types.sorted { $0.id < $1.id }, untyped: builder.untypedOnce)
  }

  private init(_ document: SchemaDocument) {
    self.document = document
    nodes = Dictionary(document.definitions.map { ($0.node.pointer, $0.node) }, uniquingKeysWith: { first, _ in first })
    names = Dictionary(document.definitions.map { ($0.node.pointer, $0.name) }, uniquingKeysWith: { first, _ in first })
    paths = Set(document.definitions.map(\.name))
  }

  private mutating func declarations(of definition: SchemaDocument.Definition) -> [TypeDeclaration] {
    var scope = Scope(id: TypeID(path: definition.name))
    var type = TypeDeclaration(
      id: scope.id,
      name: definition.name.lastComponent,
      documentation: documentation(of: definition.node),
      kind: definitionKind(of: definition.node, in: &scope)
    )
    guard case .alias = type.kind else {
      type.nested = scope.nested
      return [type]
    }
    // Nothing can be nested in an alias: what would be becomes a type beside it.
    return [type]
      + scope.nested.map { nested in
        var nested = nested
        nested.name = type.name + nested.name.capitalizedFirst
        return nested
      }
  }

  /// The type under construction, which takes the types of its inline nodes.
  struct Scope {
    var id: TypeID
    var nested: [TypeDeclaration] = []
  }

  /// The identity and the name of an inline type of `scope` that should be called `name`.
  mutating func child(_ name: String, of scope: Scope) -> (id: TypeID, name: String) {
    var unique = name
    while !paths.insert("\(scope.id.path)/\(unique)").inserted { unique += "Type" }
    return (TypeID(path: "\(scope.id.path)/\(unique)"), unique)
  }

  // MARK: Types

  private mutating func definitionKind(of original: SchemaNode, in scope: inout Scope) -> TypeDeclaration.Kind {
    // Where the definition is used, its null is seen.
    let node = peeled(original).node
    if let kind = structuredKind(of: node, in: &scope) { return kind }
    if node.reference == nil, isObject(node), node.additionalProperties?.kind ?? .nothing == .nothing {
      return .structure(structure(of: node, in: &scope))
    }
    return .alias(reference(to: node, called: "Value", in: &scope).unwrapped)
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
    if isNull(node) { return open(node, .anything) }
    if hasOwnStructure(node) {
      let (id, name) = child(name, of: scope)
      var inner = Scope(id: id)
      let kind = structuredKind(of: node, in: &inner) ?? .structure(structure(of: node, in: &inner))
      if case .alias(let target) = kind {
        scope.nested += inner.nested
        return target
      }
      scope.nested.append(
        TypeDeclaration(id: id, name: name, documentation: documentation(of: node), kind: kind, nested: inner.nested)
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
    case nil, .null: return open(node, .anything)
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

  static let integerFormats: [String: Scalar] = [
    "int8": .int8, "int16": .int16, "int32": .int32, "int64": .int64, "int": .int,
    "uint8": .uint8, "uint16": .uint16, "uint32": .uint32, "uint64": .uint64, "uint": .uint,
  ]

  /// A definition that says "this or null" is the type of "this": the null is written out where it is used, so that
  /// presence is seen there. One that says no more than "that definition or null" is that definition.
  private mutating func reference(toDefinition pointer: String) -> TypeReference {
    let depth = optionalDepth(ofDefinition: pointer)
    var target = pointer
    while let node = nodes[target], case (let node, let depth) = peeled(node), depth > 0, let next = node.reference {
      target = next
    }
    let type = TypeReference.named(TypeID(path: names[target] ?? target))
    return (0..<depth).reduce(type) { type, _ in .optional(type) }
  }

  /// How often the values of a definition are "or null": once, twice, or mostly never.
  mutating func optionalDepth(ofDefinition pointer: String) -> Int {
    if let known = optionalDepths[pointer] { return known }
    guard let definition = nodes[pointer] else { return 0 }
    let (node, depth) = peeled(definition)
    let total = depth + (node.reference.map { optionalDepth(ofDefinition: $0) } ?? 0)
    optionalDepths[pointer] = total
    return total
  }

  /// The node below all its "or null", and how many these are.
  private mutating func peeled(_ original: SchemaNode) -> (node: SchemaNode, depth: Int) {
    var node = simplified(original)
    var depth = 0
    while let inner = nonNull(node) {
      node = simplified(inner)
      depth += 1
    }
    return (node, depth)
  }

  /// A struct, an enum or a union; `nil` when the node has none of their keywords.
  private mutating func structuredKind(of node: SchemaNode, in scope: inout Scope) -> TypeDeclaration.Kind? {
    if let kind = enumeration(of: node) { return kind }
    let alternatives = alternatives(of: node)
    if !alternatives.isEmpty {
      if let kind = messages(node, alternatives, in: &scope) { return kind }
      if node.properties.isEmpty || node.types.count > 1 { return union(of: alternatives, node: node, in: &scope) }
    }
    if node.properties.isEmpty, alternatives.isEmpty { return nil }
    return .structure(structure(of: node, in: &scope))
  }

  /// Whether the node is a type of its own where it stands inline.
  private func hasOwnStructure(_ node: SchemaNode) -> Bool {
    let isStruct = isObject(node) && (node.additionalProperties?.kind == .nothing || !node.required.isEmpty)
    return !node.properties.isEmpty || node.enumeration != nil || isStruct || !alternatives(of: node).isEmpty
  }

  private func isObject(_ node: SchemaNode) -> Bool { node.types == [.object] && node.properties.isEmpty }

  // MARK: Structs

  /// The properties of `node` without `tag`, which the union around it writes.
  mutating func structure(of node: SchemaNode, without tag: String? = nil, in scope: inout Scope) -> Structure {
    let branches = branches(of: node)
    let objects = branches.map { resolved($0) }
    let variantTag = tagName(of: objects)
    var properties = node.properties.filter { $0.name != tag && $0.name != variantTag }
      .map { property($0.name, $0.node, isRequired: node.required.contains($0.name), in: &scope) }
    let declared = Set(
      (node.properties + objects.flatMap(\.properties)).map(\.name) + [tag, variantTag].compactMap(\.self)
    )
    for name in node.required.subtracting(declared).sorted() {
      let value = node.additionalProperties ?? SchemaNode(pointer: node.pointer, kind: .anything)
      properties.append(property(name, value, isRequired: true, in: &scope))
    }
    if !branches.isEmpty { properties.append(variant(of: node, branches, tag: variantTag, in: &scope)) }
    properties.sort { ($0.mustBeGiven ? 0 : 1, $0.name) < ($1.mustBeGiven ? 0 : 1, $1.name) }
    var additional: Property?
    if let node = node.additionalProperties, node.kind != .nothing {
      let type = reference(to: node, called: "additionalProperties", in: &scope)
      additional = .additional(type)
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
  private mutating func variant(
    of node: SchemaNode,
    _ branches: [SchemaNode],
    tag: String?,
    in scope: inout Scope
  ) -> Property {
    let beside = Set(node.properties.map(\.name))
    let wanted = tag == nil || tag == "type" ? "content" : tag ?? ""
    let free = [wanted, "variant", "alternative"].first { !beside.contains($0) || $0 == tag }
    let (id, name) = child(free ?? "flattened", of: scope)
    for branch in branches where !resolved(branch).isObject {
      report(branch, "this branch stands beside properties, so it should be an object")
    }
    var union = Scope(id: id)
    let own = branches.map { $0.copy(required: $0.required.subtracting(beside.subtracting($0.properties.map(\.name)))) }
    let kind = self.union(of: own, node: node, isFlattened: true, in: &union)
    let documentation = Documentation(prose: nil, isDeprecated: false, pointer: node.pointer)
    scope.nested.append(
      TypeDeclaration(id: id, name: name, documentation: documentation, kind: kind, nested: union.nested)
    )
    return Property(name: name, type: .named(id), presence: .flattened)
  }

  // MARK: Support

  mutating func open(_ node: SchemaNode, _ reason: UntypedNode.Reason) -> TypeReference {
    untyped.append(UntypedNode(pointer: node.pointer, reason: reason))
    return .json
  }

  func documentation(of node: SchemaNode) -> Documentation {
    Documentation(prose: node.documentation, isDeprecated: node.isDeprecated, pointer: node.pointer)
  }

  /// A node that is merged into several objects is still one node.
  private var untypedOnce: [UntypedNode] {
    var seen: Set<UntypedNode> = []
    return untyped.filter { seen.insert($0).inserted }
  }

  mutating func report(_ node: SchemaNode, _ message: String) {
    diagnostics.insert(.error(document.path, node.pointer, message))
  }
}
