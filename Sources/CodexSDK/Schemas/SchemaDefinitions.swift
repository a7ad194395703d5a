/// Decides which types are definitions of a schema, and which are written where they are used.
struct SchemaDefinitions {
  private let all: [String: JSONSchema]

  init(_ all: [String: JSONSchema]) { self.all = all }

  /// The schema with the definitions that it needs.
  func resolved(_ schema: JSONSchema) -> JSONSchema {
    // The schema of each type counts once. A type that contains itself is used at least twice.
    var uses: [String: Int] = [:]
    var open = [schema]
    while let next = open.popLast() {
      for name in next.shape.references {
        uses[name, default: 0] += 1
        if uses[name] == 1, let definition = all[name] { open.append(definition) }
      }
    }
    let names = Set(uses.filter { $0.value > 1 }.keys)
    var root = inlined(schema, keeping: names)
    root.definitions = Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        all[name].map { (name, inlined($0, keeping: names)) }
      }
    )
    return root
  }

  /// The schema with all references replaced except those to `names`.
  private func inlined(_ schema: JSONSchema, keeping names: Set<String>) -> JSONSchema {
    var schema = schema
    switch schema.shape {
    case .object(let members):
      schema.shape = .object(members.map { .init(name: $0.name, schema: inlined($0.schema, keeping: names)) })
    case .array(let element): schema.shape = .array(inlined(element, keeping: names))
    case .dictionary(let key, let value): schema.shape = .dictionary(key: key, value: inlined(value, keeping: names))
    case .nullable(let wrapped): schema.shape = .nullable(inlined(wrapped, keeping: names))
    case .keywords: break
    case .reference(let name):
      guard !names.contains(name), let definition = all[name] else { break }
      let inner = inlined(definition, keeping: names)
      schema.shape = inner.shape
      schema.text = schema.text ?? inner.text
      schema.limits = inner.limits.merging(schema.limits) { $1 }
    }
    return schema
  }
}

extension SchemaShape {
  /// The names of the definitions that the schema uses directly.
  fileprivate var references: [String] {
    switch self {
    case .object(let members): members.flatMap(\.schema.shape.references)
    case .array(let element): element.shape.references
    case .dictionary(_, let value): value.shape.references
    case .nullable(let wrapped): wrapped.shape.references
    case .keywords: []
    case .reference(let name): [name]
    }
  }
}

extension JSONSchema {
  /// The schema with other names for its definitions.
  func renamingDefinitions(_ name: (String) -> String) -> JSONSchema {
    var schema = renamingReferences { definitions[$0] == nil ? $0 : name($0) }
    schema.definitions = Dictionary(
      definitions.map { (name($0.key), $0.value.renamingReferences { definitions[$0] == nil ? $0 : name($0) }) }
    ) { first, _ in first }
    return schema
  }

  private func renamingReferences(_ name: (String) -> String) -> JSONSchema {
    var schema = self
    switch shape {
    case .object(let members):
      schema.shape = .object(members.map { .init(name: $0.name, schema: $0.schema.renamingReferences(name)) })
    case .array(let element): schema.shape = .array(element.renamingReferences(name))
    case .dictionary(let key, let value): schema.shape = .dictionary(key: key, value: value.renamingReferences(name))
    case .nullable(let wrapped): schema.shape = .nullable(wrapped.renamingReferences(name))
    case .keywords: break
    case .reference(let old): schema.shape = .reference(name(old))
    }
    return schema
  }
}
