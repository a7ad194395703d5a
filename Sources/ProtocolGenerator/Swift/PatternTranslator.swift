/// TypeReference -> Expression: the `_JSONPattern` that recognizes a branch of an untagged union.
///
/// A pattern contains the patterns of the unions in it, so patterns can be exponentially larger than the schema. The patterns
/// of one union have at most `maximumParts` parts, and are at most `maximumDepth` types deep. What is beyond these limits
/// matches any value: the generated code then decides by decoding the value.
struct PatternTranslator {
  static let maximumParts = 500
  static let maximumDepth = 32

  let context: TranslationContext
  /// Whether the patterns of arrays include their elements. That is necessary only if several branches may be arrays.
  private let tellsElements: Bool
  private var parts = 0
  /// Whether a part of a pattern is beyond the limits.
  private(set) var isCut = false

  init(context: TranslationContext, branches: [Branch]) {
    self.context = context
    tellsElements = branches.count { $0.payload.map { context.mayBeArray($0) } ?? true } > 1
  }

  mutating func pattern(of type: TypeReference) -> Expression { pattern(of: type, inside: []) }

  /// - Parameter outer: The types whose patterns contain this pattern. A recursive reference to one of them matches any
  ///   value.
  private mutating func pattern(of type: TypeReference, inside outer: Set<TypeID>) -> Expression {
    parts += 1
    if parts > Self.maximumParts || outer.count > Self.maximumDepth {
      isCut = true
      return .member(nil, "any")
    }
    return switch type {
    case .scalar(.string): .call(nil, "string", [])
    case .scalar(.boolean): .member(nil, "boolean")
    case .scalar(let scalar): .member(nil, scalar.isInteger ? "integer" : "number")
    case .array(.json): .member(nil, "array")
    case .array(let element):
      tellsElements
        ? .call(nil, "arrayOf", [.init(pattern(of: element, inside: outer))]) : .member(nil, "array")
    case .dictionary: .call(nil, "object", [])
    case .json: .member(nil, "any")
    case .optional(let wrapped): Self.anyOf([.member(nil, "null"), pattern(of: wrapped, inside: outer)])
    case .named(let id): pattern(of: id, inside: outer)
    }
  }

  private mutating func pattern(of id: TypeID, inside outer: Set<TypeID>) -> Expression {
    guard let type = context.types[id], !outer.contains(id) else { return .member(nil, "any") }
    let outer = outer.union([id])
    switch type.kind {
    case .alias(let target): return pattern(of: target, inside: outer)
    case .messages: return .call(nil, "object", [])
    case .openEnum(let values):
      if values.rawType != .string { return .member(nil, "integer") }
      let texts = (values.values.map(\.text) + values.aliases.keys.sorted()).map(Expression.string)
      return .call(nil, "string", [.init(.array(texts), label: "among")])
    case .structure(let structure): return object(structure)
    case .union(let union): return Self.anyOf(union.branches.map { pattern(of: $0, union.kind, inside: outer) })
    }
  }

  private mutating func pattern(of branch: Branch, _ kind: Union.Kind, inside outer: Set<TypeID>) -> Expression {
    switch kind.form(of: branch) {
    case .payload:
      if let payload = branch.payload { pattern(of: payload, inside: outer) } else { .member(nil, "any") }
    case .string(let tag): .call(nil, "string", [.init(.array([.string(tag)]), label: "among")])
    case .object(let tags, .properties): object(structure(of: branch.payload), tags: tags)
    case .object(let tags, .none): object(Structure(properties: []), tags: tags)
    case .object(let tags, .property(let name)):
      object(required: tags.keys + [name], constants: tags, known: tags.keys + [name])
    }
  }

  private func structure(of payload: TypeReference?) -> Structure {
    if let id = payload?.name, case .structure(let structure)? = context.types[id]?.kind { return structure }
    return Structure(properties: [])
  }

  private func object(_ structure: Structure, tags: [String: String] = [:]) -> Expression {
    let members = structure.properties.filter { $0.presence != .flattened && $0.availability == .always }
    let required = members.filter { $0.presence == .required }
    var constants: [String: String] = [:]
    for property in required {
      if let value = onlyValue(of: property.type) { constants[property.name] = value }
    }
    constants.merge(tags, uniquingKeysWith: { _, tag in tag })
    let names = Array(tags.keys)
    return object(
      required: names + required.map(\.name),
      constants: constants,
      known: names + members.map(\.name)
    )
  }

  private func object(required: [String], constants: [String: String], known: [String]) -> Expression {
    var arguments: [Expression.Argument] = []
    func names(_ names: [String]) -> Expression { .array(Array(Set(names)).sorted().map(Expression.string)) }
    // A constant property is required, so it is not listed again.
    let others = required.filter { constants[$0] == nil }
    if !others.isEmpty { arguments.append(.init(names(others), label: "required")) }
    if !constants.isEmpty {
      let members = constants.sorted { $0.key < $1.key }.map {
        (Expression.string($0.key), Expression.string($0.value))
      }
      arguments.append(.init(.dictionary(members), label: "constants"))
    }
    if !known.isEmpty { arguments.append(.init(names(known), label: "known")) }
    return .call(nil, "object", arguments)
  }

  /// The only value of an enum with one value; `nil` for other types. A property of such an enum works like a tag.
  private func onlyValue(of type: TypeReference) -> String? {
    var type = type
    var seen: Set<TypeID> = []
    while case .named(let id) = type, case .alias(let target)? = context.types[id]?.kind {
      guard seen.insert(id).inserted else { return nil }
      type = target
    }
    guard case .named(let id) = type, case .openEnum(let values)? = context.types[id]?.kind,
      values.values.count == 1, values.aliases.isEmpty
    else { return nil }
    return values.values[0].value.stringValue
  }

  private static func anyOf(_ patterns: [Expression]) -> Expression {
    var flat: [Expression] = []
    for pattern in patterns {
      if case .call(.member(nil, "anyOf"), let arguments) = pattern, case .array(let inner) = arguments.first?.value {
        flat += inner
      } else {
        flat.append(pattern)
      }
    }
    return flat.count == 1 ? flat[0] : .call(nil, "anyOf", [.init(.array(flat))])
  }
}

extension TranslationContext {
  /// Whether a value of the type may be a JSON array. A loop instead of recursion, which visits each type once: a union can
  /// contain another one many times, and in a chain of any length.
  fileprivate func mayBeArray(_ type: TypeReference) -> Bool {
    var pending = [type]
    var seen: Set<TypeID> = []
    while let next = pending.popLast() {
      switch next {
      case .array, .json: return true
      case .scalar, .dictionary: break
      case .optional(let wrapped): pending.append(wrapped)
      case .named(let id):
        guard seen.insert(id).inserted else { break }
        switch types[id]?.kind {
        case .alias(let target): pending.append(target)
        case .union(let union) where !union.kind.hasTags:
          if union.branches.contains(where: { $0.payload == nil }) { return true }
          pending += union.branches.compactMap(\.payload)
        default: break
        }
      }
    }
    return false
  }

  /// A warning for each union without tags whose patterns are beyond the limits of `PatternTranslator`.
  func patternWarnings(_ model: ProtocolModel) -> [Diagnostic] {
    model.types.flatMap(\.flattened).compactMap { type in
      guard case .union(let union) = type.kind, !union.kind.hasTags else { return nil }
      var patterns = PatternTranslator(context: self, branches: union.branches)
      for payload in union.branches.compactMap(\.payload) { _ = patterns.pattern(of: payload) }
      guard patterns.isCut else { return nil }
      return Diagnostic(
        .warning,
        file: model.sources.last ?? "",
        pointer: type.documentation.pointer,
        message:
          "the branches of this union contain so many other unions without tags that the generated code tells them "
          + "apart only in part; give each branch a required property with a constant value"
      )
    }
  }
}
