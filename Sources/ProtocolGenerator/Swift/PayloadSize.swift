extension TranslationContext {
  /// Whether the payload of an enum case is stored behind a reference because it is large.
  ///
  /// Every value of an enum takes as much memory as its largest case, and is copied as a whole. Without references, the
  /// notification of a few bytes of text, which a server sends thousands of times, is as large as one with a whole thread.
  func isLarge(_ payload: TypeReference?) -> Bool {
    guard let payload else { return false }
    var size = PayloadSize(types: types, unionSizes: unionSizes)
    return size.bytes(of: payload) == nil
  }
}

/// Estimates whether values of a type fit into a number of bytes, without the exact layout of the compiler.
///
/// The search ends at the limit and is a loop instead of recursion, since types can refer to each other in chains of any
/// length and contain each other exponentially often.
struct PayloadSize {
  /// Most payloads are smaller. An allocation takes as long as copying about this many bytes a few times.
  private static let limit = 112
  /// More steps mean many types without properties, of which the size does not matter.
  private static let maximumSteps = 1_000

  private let types: NamedTypes
  /// The sizes of the unions, once they are known.
  private let unionSizes: [TypeID: Int]
  private var size = 0
  private var pending: [TypeReference] = []

  init(types: NamedTypes, unionSizes: [TypeID: Int] = [:]) {
    self.types = types
    self.unionSizes = unionSizes
  }

  /// The sizes of all unions. A union in a union counts as half of the limit.
  static func unionSizes(_ types: NamedTypes) -> [TypeID: Int] {
    types.declarations.compactMapValues { type in
      let payloads: [TypeReference]
      switch type.kind {
      case .union(let union): payloads = union.branches.filter { !$0.isBoxed }.compactMap(\.payload)
      case .messages(let messages): payloads = messages.cases.compactMap(\.params)
      case .structure, .openEnum, .alias: return nil
      }
      // A payload beyond the limit is stored behind a reference. `unrecognized` holds a JSON value.
      let sizes = payloads.compactMap { payload in
        var size = PayloadSize(types: types)
        return size.bytes(of: payload)
      }
      return max(sizes.max() ?? 0, 17) + 1
    }
  }

  /// The size of a value; `nil` when the size is beyond the limit.
  mutating func bytes(of type: TypeReference) -> Int? {
    size = 0
    pending = [type]
    var steps = 0
    while let next = pending.popLast() {
      add(next)
      steps += 1
      if size > Self.limit || steps > Self.maximumSteps { return nil }
    }
    return size
  }

  private mutating func add(_ type: TypeReference) {
    switch type {
    case .scalar(.string): size += 16
    case .scalar(.boolean): size += 1
    case .scalar(let scalar): size += (scalar.width?.bits ?? 64) / 8
    case .array, .dictionary: size += 8
    case .json: size += 17
    case .optional(let wrapped):
      // A string, an array and an enum have unused bit patterns, so their optionals need no byte of their own.
      if case .scalar(let scalar) = wrapped, scalar.isInteger { size += 8 }
      pending.append(wrapped)
    case .named(let id): add(types[id], id)
    }
  }

  private mutating func add(_ declaration: TypeDeclaration?, _ id: TypeID) {
    switch declaration?.kind {
    case .alias(let target): pending.append(target)
    case .openEnum(let values): size += values.rawType == .string ? 17 : 9
    case .structure(let structure):
      if structure.additional != nil { size += 8 }
      for property in structure.properties {
        if property.isBoxed {
          size += 8
        } else {
          pending.append(property.presence == .required ? property.type : .optional(property.type))
        }
      }
    case .union, .messages:
      size += unionSizes[id] ?? Self.limit / 2
    case nil: break
    }
  }
}
