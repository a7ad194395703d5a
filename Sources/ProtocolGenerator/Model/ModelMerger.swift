/// BundleModel(s) -> ProtocolModel: takes the types of the experimental bundle, and marks as experimental whatever the
/// stable bundle lacks.
struct ModelMerger {
  private let experimental: String
  private let stable: String
  private var diagnostics: [Diagnostic] = []

  /// - Throws: `GeneratorError` when the bundles cannot be of one release: the stable bundle has something that the
  ///   experimental one lacks, or the two declare different types.
  static func merge(
    stable: ModelBuilder.BundleModel?,
    experimental: ModelBuilder.BundleModel?
  ) throws(GeneratorError) -> ProtocolModel {
    guard let whole = experimental ?? stable else {
      throw GeneratorError([
        .error("", nil, "no schema bundle was given; give the stable one, the experimental one or both")
      ])
    }
    var types = whole.types
    if let stable, let experimental {
      var merger = ModelMerger(experimental: experimental.path, stable: stable.path)
      types = merger.marked(experimental.types, stable.types)
      if !merger.diagnostics.isEmpty { throw GeneratorError(merger.diagnostics) }
    }
    return ProtocolModel(
      sources: [stable?.path, experimental?.path].compactMap(\.self),
      titles: [stable, experimental].compactMap(\.self).map(\.title),
      types: types,
      methods: [],
      untyped: whole.untyped,
      warnings: []
    )
  }

  private init(experimental: String, stable: String) {
    self.experimental = experimental
    self.stable = stable
  }

  /// - Parameter shared: The types that are not experimental although the stable bundle lacks them.
  private mutating func marked(
    _ types: [TypeDeclaration],
    _ stable: [TypeDeclaration],
    shared: Set<TypeID> = []
  ) -> [TypeDeclaration] {
    let known = Dictionary(stable.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let all = Set(types.map(\.id))
    for type in stable where !all.contains(type.id) {
      report(type, "the stable bundle has this, the experimental one (\(experimental)) does not")
    }
    return types.map { type in
      var type = type
      if let stable = known[type.id] {
        mark(&type, stable)
      } else if !shared.contains(type.id) {
        type.availability = .experimental
      }
      return type
    }
  }

  private mutating func mark(_ type: inout TypeDeclaration, _ stable: TypeDeclaration) {
    switch (type.kind, stable.kind) {
    case (.structure(var structure), .structure(let other)):
      mark(&structure.properties, other.properties, \.name, \.availability, in: stable) { merger, new, old in
        merger.compare(new.type, new.presence, old.type, old.presence, "property \"\(new.name)\"", stable)
      }
      if let old = other.additional, let new = structure.additional {
        compare(new.type, 0, old.type, 0, "additional properties", stable)
      } else if other.additional != nil || structure.additional != nil {
        report(stable, "the two bundles disagree about the additional properties")
      }
      type.kind = .structure(structure)
    case (.openEnum(var values), .openEnum(let other)) where values.rawType == other.rawType:
      mark(&values.values, other.values, \.text, \.availability, in: stable) { _, _, _ in }
      type.kind = .openEnum(values)
    case (.union(var union), .union(let other)) where union.kind == other.kind:
      let (nested, known) = (type.nested, Set(stable.nested.map(\.id)))
      mark(&union.branches, other.branches, \.tag, \.availability, in: stable) { merger, new, old in
        if old.payload == nil, nested.contains(where: { .named($0.id) == new.payload && $0.mayBeEmpty }) { return }
        merger.compare(new.payload, 0, old.payload, 0, "branch \"\(new.tag)\"", stable)
      }
      // A branch that has only a tag in the stable bundle, and properties in the experimental bundle, is a case for
      // every client; its properties are experimental.
      let shared = Set(union.branches.filter { $0.availability == .always }.compactMap(\.payload?.name))
      for index in type.nested.indices where shared.contains(nested[index].id) && !known.contains(nested[index].id) {
        type.nested[index].markMembersExperimental()
      }
      type.kind = .union(union)
      type.nested = marked(type.nested, stable.nested, shared: shared)
      return
    case (.messages(var messages), .messages(let other)):
      mark(&messages.cases, other.cases, \.method, \.availability, in: stable) { merger, new, old in
        merger.compare(new.params, 0, old.params, 0, "method \"\(new.method)\"", stable)
      }
      type.kind = .messages(messages)
    case (.alias(let target), .alias(let other)):
      compare(target, 0, other, 0, "type", stable)
    default:
      report(stable, "the two bundles declare different kinds of types here")
    }
    type.nested = marked(type.nested, stable.nested)
  }

  /// Marks the `parts` of a type that the stable bundle lacks as experimental, and compares the other parts.
  private mutating func mark<Part>(
    _ parts: inout [Part],
    _ stable: [Part],
    _ name: KeyPath<Part, String>,
    _ availability: WritableKeyPath<Part, Availability>,
    in type: TypeDeclaration,
    compare: (inout ModelMerger, Part, Part) -> Void
  ) {
    let known = Dictionary(stable.map { ($0[keyPath: name], $0) }, uniquingKeysWith: { first, _ in first })
    let all = Set(parts.map { $0[keyPath: name] })
    for part in stable where !all.contains(part[keyPath: name]) {
      report(
        type,
        "the stable bundle has \"\(part[keyPath: name])\" here, the experimental one (\(experimental)) does not"
      )
    }
    for index in parts.indices {
      if let old = known[parts[index][keyPath: name]] {
        compare(&self, parts[index], old)
      } else {
        parts[index][keyPath: availability] = .experimental
      }
    }
  }

  private mutating func compare<Presence: Equatable>(
    _ new: TypeReference?,
    _ newPresence: Presence,
    _ old: TypeReference?,
    _ oldPresence: Presence,
    _ what: String,
    _ type: TypeDeclaration
  ) {
    if new != old || newPresence != oldPresence { report(type, "the two bundles disagree about the \(what)") }
  }

  private mutating func report(_ type: TypeDeclaration, _ message: String) {
    let hint = "; give two bundles of one release"
    diagnostics.append(.error(stable, type.documentation.pointer, message + hint))
  }
}

extension TypeDeclaration {
  /// Whether the type is a struct in which every property may be left out.
  fileprivate var mayBeEmpty: Bool {
    if case .structure(let structure) = kind { !structure.properties.contains(where: \.mustBeGiven) } else { false }
  }

  /// Marks every property of a struct as experimental.
  fileprivate mutating func markMembersExperimental() {
    guard case .structure(var structure) = kind else { return }
    for index in structure.properties.indices { structure.properties[index].availability = .experimental }
    kind = .structure(structure)
    for index in nested.indices { nested[index].availability = .experimental }
  }
}
