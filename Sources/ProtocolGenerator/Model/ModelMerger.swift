/// BundleModel(s) -> ProtocolModel: the experimental bundle's model, with everything gated that the stable one lacks.
struct ModelMerger {
  private let experimental: String
  private let stable: String
  private var diagnostics: [Diagnostic] = []

  /// - Throws: `GeneratorError` when the two bundles are not of one release: the stable one has something the other lacks,
  ///   or they disagree about a type.
  static func merge(
    stable: ModelBuilder.BundleModel?,
    experimental: ModelBuilder.BundleModel?
  ) throws(GeneratorError) -> ProtocolModel {
    guard let whole = experimental ?? stable else { throw GeneratorError([]) }
    var types = whole.types
    if let stable, let experimental {
      var merger = ModelMerger(experimental: experimental.path, stable: stable.path)
      types = merger.gated(experimental.types, stable.types)
      if !merger.diagnostics.isEmpty { throw GeneratorError(merger.diagnostics) }
    }
    return ProtocolModel(
      sources: [stable?.path, experimental?.path].compactMap(\.self),
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

  private mutating func gated(_ types: [TypeDeclaration], _ stable: [TypeDeclaration]) -> [TypeDeclaration] {
    let known = Dictionary(stable.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let all = Set(types.map(\.id))
    for type in stable where !all.contains(type.id) {
      report(type, "the stable bundle has this, the experimental one (\(experimental)) does not")
    }
    return types.map { type in
      var type = type
      if let stable = known[type.id] { gate(&type, stable) } else { type.gate = .experimental }
      return type
    }
  }

  private mutating func gate(_ type: inout TypeDeclaration, _ stable: TypeDeclaration) {
    switch (type.shape, stable.shape) {
    case (.structure(var structure), .structure(let other)):
      gate(&structure.properties, other.properties, \.name, \.gate, in: stable) { merger, new, old in
        merger.compare(new.type, new.presence, old.type, old.presence, "property \"\(new.name)\"", stable)
      }
      type.shape = .structure(structure)
    case (.openEnum(var values), .openEnum(let other)):
      gate(&values.values, other.values, \.text, \.gate, in: stable) { _, _, _ in }
      type.shape = .openEnum(values)
    case (.union(var union), .union(let other)) where union.kind == other.kind:
      gate(&union.branches, other.branches, \.tag, \.gate, in: stable) { merger, new, old in
        merger.compare(new.payload, 0, old.payload, 0, "branch \"\(new.tag)\"", stable)
      }
      type.shape = .union(union)
    case (.messages(var messages), .messages(let other)):
      gate(&messages.cases, other.cases, \.method, \.gate, in: stable) { merger, new, old in
        merger.compare(new.params, 0, old.params, 0, "method \"\(new.method)\"", stable)
      }
      type.shape = .messages(messages)
    case (.alias(let target), .alias(let other)):
      compare(target, 0, other, 0, "type", stable)
    default:
      report(stable, "the two bundles give this different kinds of type")
    }
    type.nested = gated(type.nested, stable.nested)
  }

  /// Gates the `parts` of a type that the stable bundle lacks, and compares the others.
  private mutating func gate<Part>(
    _ parts: inout [Part],
    _ stable: [Part],
    _ name: KeyPath<Part, String>,
    _ gate: WritableKeyPath<Part, Gate>,
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
        parts[index][keyPath: gate] = .experimental
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
