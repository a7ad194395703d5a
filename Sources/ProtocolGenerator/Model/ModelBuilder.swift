/// SchemaDocument -> BundleModel: interprets the nodes of one bundle as types.
///
/// Every definition becomes a type declaration. A node inside of a definition that needs a declaration becomes a nested
/// type.
struct ModelBuilder {
  let document: SchemaDocument
  let nodes: [String: SchemaNode]
  /// The names of the definitions by pointer.
  private let names: [String: String]
  /// The paths of all types. A path is the identity of a type.
  private var paths: Set<String>
  /// How many times null is added to the values of a definition, for the definitions that were asked for.
  private var optionalDepths: [String: Int] = [:]
  /// The results of `simplified` for the definitions that `resolved` was asked for.
  var simplifiedDefinitions: [String: SchemaNode] = [:]
  /// How many times each node, by its pointer, is being built or merged at the moment.
  private var openNodes: [String: Int] = [:]
  /// Whether a schema without an end was found. The builder then stops as soon as possible.
  private var isEndless = false
  private var untyped: [UntypedNode] = []
  private var diagnostics: Set<Diagnostic> = []

  /// The types of one bundle, before availability and Swift names are known.
  struct BundleModel {
    var path: String
    /// The title of the document.
    var title: String?
    var types: [TypeDeclaration]
    var untyped: [UntypedNode]
  }

  /// - Throws: `GeneratorError` for schemas that have no Swift type.
  static func build(_ document: SchemaDocument) throws(GeneratorError) -> BundleModel {
    var builder = ModelBuilder(document)
    let types = document.definitions.flatMap { builder.declarations(of: $0) }
    if !builder.diagnostics.isEmpty { throw GeneratorError(Array(builder.diagnostics)) }
    return BundleModel(
      path: document.path,
      title: document.title,
      types: types.sorted { $0.id < $1.id },
      untyped: builder.untypedOnce
    )
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
    // An alias cannot contain declarations, so its nested types become definitions beside it.
    return [type]
      + scope.nested.map { nested in
        var nested = nested
        nested.name = type.name + nested.name.capitalizedFirst
        return nested
      }
  }

  /// The type that is being built. It collects the types of its inline nodes.
  struct Scope {
    var id: TypeID
    var nested: [TypeDeclaration] = []
  }

  /// An identity and a unique name for an inline type of `scope` whose preferred name is `name`.
  mutating func child(_ name: String, of scope: Scope) -> (id: TypeID, name: String) {
    var unique = name
    while !paths.insert("\(scope.id.path)/\(unique)").inserted { unique += "Type" }
    return (TypeID(path: "\(scope.id.path)/\(unique)"), unique)
  }

  // MARK: Types

  private mutating func definitionKind(of original: SchemaNode, in scope: inout Scope) -> TypeDeclaration.Kind {
    // Null belongs to the places that refer to the definition, so it is not part of the definition's type.
    let node = peeled(original).node
    if let kind = structuredKind(of: node, in: &scope) { return kind }
    if node.reference == nil, isObject(node), node.additionalProperties?.kind ?? .nothing == .nothing {
      return .structure(structure(of: node, in: &scope))
    }
    return .alias(reference(to: node, called: "Value", in: &scope).unwrapped)
  }

  /// The type of a node at the place of its use. An inline struct, enum or union becomes a type with the name `name`,
  /// nested in `scope`.
  mutating func reference(to original: SchemaNode, called name: String, in scope: inout Scope) -> TypeReference {
    guard enter(original) else { return .json }
    defer { leave(original) }
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

  /// The type of a node without properties, enum values and branches.
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

  /// The type of a reference. When the definition is "a type or null", the result is an optional, since null belongs to
  /// the place of use. When the definition is nothing but "another definition or null", the result refers to that other
  /// definition.
  private mutating func reference(toDefinition pointer: String) -> TypeReference {
    let depth = optionalDepth(ofDefinition: pointer)
    var target = pointer
    while let node = nodes[target], case (let node, let depth) = peeled(node), depth > 0, let next = node.reference {
      target = next
    }
    let type = TypeReference.named(TypeID(path: names[target] ?? target))
    return (0..<depth).reduce(type) { type, _ in .optional(type) }
  }

  /// How many times null is added to the values of a definition: rarely once, very rarely twice.
  mutating func optionalDepth(ofDefinition pointer: String) -> Int {
    if let known = optionalDepths[pointer] { return known }
    guard let definition = nodes[pointer] else { return 0 }
    let (node, depth) = peeled(definition)
    let total = depth + (node.reference.map { optionalDepth(ofDefinition: $0) } ?? 0)
    optionalDepths[pointer] = total
    return total
  }

  /// The node without its alternatives for null, and the number of these alternatives.
  private mutating func peeled(_ original: SchemaNode) -> (node: SchemaNode, depth: Int) {
    var node = simplified(original)
    var depth = 0
    while let inner = nonNull(node) {
      node = simplified(inner)
      depth += 1
    }
    return (node, depth)
  }

  /// The struct, the enum or the union that a node declares; `nil` when the node has no keyword of any of them.
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

  /// Whether an inline node needs a declaration of its own.
  private func hasOwnStructure(_ node: SchemaNode) -> Bool {
    let isStruct = isObject(node) && (node.additionalProperties?.kind == .nothing || !node.required.isEmpty)
    return !node.properties.isEmpty || node.enumeration != nil || isStruct || !alternatives(of: node).isEmpty
  }

  private func isObject(_ node: SchemaNode) -> Bool { node.types == [.object] && node.properties.isEmpty }

  // MARK: Structs

  /// The properties of `node`. `tag` is left out, since the union around the struct writes the tag.
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

  /// The property for `oneOf` or `anyOf` beside properties: a union whose properties stand in the same object.
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
      report(branch, "this branch belongs to an object with other properties, so it should be an object too")
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

  // MARK: Endless schemas

  /// The most types that a bundle can have, with nested types. A small schema can describe far more types, when definitions
  /// merge others several times.
  private static let largestTypeCount = 100_000

  /// A node is built once, a second time without null or as a single type of several, and perhaps once more as the only
  /// branch of a union. A node that is built more often contains itself.
  private static let deepestNesting = 6

  /// Notes that the node is being built or merged.
  ///
  /// - Returns: Whether the node can be built. `false`, with a diagnostic, when the node contains itself without a definition
  ///   of its own: the type of such a node would contain nested types without an end.
  mutating func enter(_ node: SchemaNode) -> Bool {
    let count = openNodes[node.pointer, default: 0]
    if !isEndless {
      if count == Self.deepestNesting {
        isEndless = true
        report(
          node,
          "this schema contains itself through \"allOf\", so its type would have no end; make it a definition of its own"
        )
      } else if paths.count > Self.largestTypeCount {
        isEndless = true
        report(node, "the bundle describes more than \(Self.largestTypeCount) types")
      }
    }
    if isEndless { return false }
    openNodes[node.pointer] = count + 1
    return true
  }

  mutating func leave(_ node: SchemaNode) { openNodes[node.pointer, default: 1] -= 1 }

  // MARK: Support

  mutating func open(_ node: SchemaNode, _ reason: UntypedNode.Reason) -> TypeReference {
    untyped.append(UntypedNode(pointer: node.pointer, reason: reason))
    return .json
  }

  func documentation(of node: SchemaNode) -> Documentation {
    Documentation(prose: node.documentation, isDeprecated: node.isDeprecated, pointer: node.pointer)
  }

  /// The untyped nodes without repetitions. A node that is merged into several objects was recorded several times.
  private var untypedOnce: [UntypedNode] {
    var seen: Set<UntypedNode> = []
    return untyped.filter { seen.insert($0).inserted }
  }

  mutating func report(_ node: SchemaNode, _ message: String) {
    diagnostics.insert(.error(document.path, node.pointer, message))
  }
}
