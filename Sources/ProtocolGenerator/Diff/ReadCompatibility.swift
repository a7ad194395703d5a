/// Whether what one side writes is read by the other: the ground on which wire verdicts stand.
///
/// A server is taken to be strict: it refuses a value that its schema does not have. A client of ours is open: it keeps
/// values and branches that it does not know, and passes over members that it does not know.
struct ReadCompatibility {
  enum Reader {
    /// A client of the old release, which reads what a new server writes.
    case client
    /// A new server, which reads what a client of the old release writes.
    case server
  }

  let writer: ReleaseModel
  let reader: ReleaseModel
  let role: Reader
  /// The writer's name of a type by the reader's. Types that are the same are not compared again at every use: what
  /// changes in them is a change of its own.
  let pairs: [TypeID: TypeID]

  struct Question: Hashable {
    var written: TypeReference
    var expected: TypeReference
  }

  var isClient: Bool { role == .client }
  var they: String { isClient ? "an old client" : "the new server" }

  // MARK: Types

  func verdict(of written: TypeReference, as expected: TypeReference) -> Verdict {
    verdict(of: written, as: expected, inside: [])
  }

  func verdict(of written: TypeReference, as expected: TypeReference, inside outer: Set<Question>) -> Verdict {
    if case .named(let w) = written, case .named(let e) = expected, pairs[e] == w { return same }
    // A recursive type asks the question again that is being answered: it adds nothing.
    let question = Question(written: written, expected: expected)
    if outer.contains(question) { return same }
    let outer = outer.union([question])
    switch (writer.resolved(written), reader.resolved(expected)) {
    case (.named(let w), .named(let e)):
      if pairs[e] == w { return same }
      guard let writtenType = writer.types[w], let type = reader.types[e] else { return same }
      return verdict(of: writtenType, as: type, inside: outer)
    case (_, .json): return .safe("any value is read there")
    case (.json, _): return .breaking("any JSON may come, and \(they) reads one type of it only")
    case (.optional(let w), .optional(let e)): return verdict(of: w, as: e, inside: outer)
    case (let w, .optional(let e)): return verdict(of: w, as: e, inside: outer)
    case (.optional, _): return .breaking("null may come, which \(they) does not read")
    case (.array(let w), .array(let e)): return verdict(of: w, as: e, inside: outer)
    case (.dictionary(let w), .dictionary(let e)): return verdict(of: w, as: e, inside: outer)
    case (.scalar(let w), .scalar(let e)): return verdict(of: w, as: e)
    case (.named(let w), let e):
      guard let type = writer.types[w] else { return same }
      return verdict(of: type, as: e, inside: outer)
    case (let w, .named(let e)):
      guard let type = reader.types[e] else { return same }
      return verdict(of: w, as: type, inside: outer)
    case (let w, let e): return mismatch(writer.spelling.text(w), reader.spelling.text(e))
    }
  }

  private var same: Verdict { .safe("both sides mean the same type") }

  private func mismatch(_ written: String, _ expected: String) -> Verdict {
    .breaking("\(they) expects \(expected) and gets \(written)")
  }

  private func verdict(of written: Scalar, as expected: Scalar) -> Verdict {
    if written == expected { return same }
    switch (written.width, expected.width) {
    case (let w?, let e?):
      if e.contains(w) { return .safe("every value fits") }
      return .risky("\(they) does not read a value that does not fit \(expected.rawValue)")
    case (_?, nil) where expected.isNumber: return .safe("an integer is a number")
    case (nil, nil) where written.isNumber && expected.isNumber: return .safe("the digits are the same in JSON")
    default: return mismatch(written.rawValue, expected.rawValue)
    }
  }

  // MARK: Declarations

  /// A type that is written where something without a declaration is expected.
  private func verdict(
    of written: TypeDeclaration,
    as expected: TypeReference,
    inside outer: Set<Question>
  ) -> Verdict {
    switch written.kind {
    case .openEnum(let values): return verdict(of: .scalar(values.rawType), as: expected, inside: outer)
    case .union(let union) where !union.kind.hasTags:
      return worst(union.branches.map { verdict(of: $0.payload ?? .json, as: expected, inside: outer) })
    case .structure, .union, .messages:
      if case .dictionary(.json) = expected, written.isObject { return .safe("any object is read there") }
      return mismatch(writer.kindAndName(of: written), reader.spelling.text(expected))
    case .alias(let target): return verdict(of: target, as: expected, inside: outer)
    }
  }

  /// Something without a declaration that is written where a type is expected.
  private func verdict(
    of written: TypeReference,
    as expected: TypeDeclaration,
    inside outer: Set<Question>
  ) -> Verdict {
    switch expected.kind {
    case .openEnum(let values):
      let raw = verdict(of: written, as: .scalar(values.rawType), inside: outer)
      if raw.severity == .breaking || isClient { return raw }
      return .breaking("the new server takes only the values of \(reader.spelling.path(of: expected.id))")
    case .union(let union) where !union.kind.hasTags:
      return oneOf(union.branches.map { verdict(of: written, as: $0.payload ?? .json, inside: outer) }, expected)
    case .structure, .union, .messages:
      return mismatch(writer.spelling.text(written), reader.kindAndName(of: expected))
    case .alias(let target): return verdict(of: written, as: target, inside: outer)
    }
  }

  /// Two declarations, whether or not they are the same type by name.
  func verdict(ofDeclaration written: TypeDeclaration, as expected: TypeDeclaration) -> Verdict {
    if case .alias(let target) = written.kind { return verdict(of: target, as: .named(expected.id)) }
    if case .alias(let target) = expected.kind { return verdict(of: .named(written.id), as: target) }
    return verdict(of: written, as: expected, inside: [])
  }

  private func verdict(of written: TypeDeclaration, as expected: TypeDeclaration, inside outer: Set<Question>)
    -> Verdict
  {
    switch (written.kind, expected.kind) {
    case (.openEnum(let w), .openEnum(let e)):
      if w.rawType.isInteger != e.rawType.isInteger { return mismatch(w.rawType.rawValue, e.rawType.rawValue) }
      let missing = w.values.map(\.text).filter { text in !e.values.contains { $0.text == text } }
      return known(missing, "value")
    case (.structure(let w), .structure(let e)): return verdict(of: w, as: e, inside: outer)
    case (_, .union(let e)) where !e.kind.hasTags:
      let verdicts = e.branches.map { branch in
        verdict(of: .named(written.id), as: branch.payload ?? .json, inside: outer)
      }
      return oneOf(verdicts, expected)
    case (.union(let w), _) where !w.kind.hasTags:
      return worst(w.branches.map { verdict(of: $0.payload ?? .json, as: .named(expected.id), inside: outer) })
    case (.union(let w), .union(let e)) where w.kind == e.kind:
      return worst(
        w.branches.map { branch in
          guard let other = e.branches.first(where: { $0.tag == branch.tag }) else {
            return known([branch.tag], "branch")
          }
          return verdict(of: branch.payload, as: other.payload, in: e.kind, inside: outer)
        }
      )
    case (.openEnum(let w), .union(let e)) where e.kind.writesBareTags && w.rawType == .string:
      let bare = e.branches.filter { $0.payload == nil }.map(\.tag)
      return known(w.values.map(\.text).filter { !bare.contains($0) }, "branch without a value")
    case (.union(let w), .union(let e)):
      return .breaking(
        "\(they) tells the branches apart \(e.kind.description), and they are written \(w.kind.description)"
      )
    case (.structure, .union(let union)):
      guard let tag = union.kind.tagProperty else { break }
      return .breaking("\(they) needs the tag \"\(tag)\" to tell which branch it is, and it never comes")
    default: break
    }
    return mismatch(writer.kindAndName(of: written), reader.kindAndName(of: expected))
  }

  /// The payloads of one branch.
  func verdict(of written: TypeReference?, as expected: TypeReference?, in kind: Union.Kind) -> Verdict {
    verdict(of: written, as: expected, in: kind, inside: [])
  }

  private func verdict(
    of written: TypeReference?,
    as expected: TypeReference?,
    in kind: Union.Kind,
    inside outer: Set<Question>
  ) -> Verdict {
    switch (written, expected) {
    case (nil, nil): return same
    case (let w?, let e?): return verdict(of: w, as: e, inside: outer)
    case (nil, let e?) where kind.mergesPayload:
      return verdict(of: Structure(properties: []), as: reader.structure(e) ?? Structure(properties: []), inside: outer)
    case (_?, nil) where kind.mergesPayload:
      return isClient
        ? .safe("\(they) passes over what it does not know") : .risky("the new server ignores the members")
    default:
      // A bare tag and an object with the tag are told apart by their form: a client keeps the other one as unrecognized.
      if isClient { return .risky("an old client knows the tag in another form and keeps it as unrecognized") }
      return .breaking("the new server does not take the tag in the form that an old client sends")
    }
  }

  // MARK: Several

  /// What becomes of values or branches that the reader does not know.
  func known(_ missing: [String], _ what: String) -> Verdict {
    guard let first = missing.first else { return .safe("\(they) knows each \(what)") }
    if isClient { return .safe("an old client keeps a \(what) that it does not know as unrecognized") }
    return .breaking("the new server refuses the \(what) \"\(first)\", which an old client may send")
  }

  func worst(_ verdicts: [Verdict]) -> Verdict {
    Verdict.strictest(verdicts) ?? .safe("there is nothing to read")
  }

  private func oneOf(_ verdicts: [Verdict], _ union: TypeDeclaration) -> Verdict {
    if let best = verdicts.min(by: { $0.severity < $1.severity }), best.severity < .breaking { return best }
    let name = reader.spelling.path(of: union.id)
    if isClient { return .risky("an old client keeps it as unrecognized, since no branch of \(name) reads it") }
    return .breaking("no branch of \(name) reads what an old client sends")
  }
}

extension TypeDeclaration {
  /// Whether its values are JSON objects, all of them.
  fileprivate var isObject: Bool {
    switch kind {
    case .structure, .messages: true
    case .union(let union): union.kind.hasOnlyObjects
    case .openEnum, .alias: false
    }
  }
}

extension Scalar {
  var isNumber: Bool { self != .string && self != .boolean }
}
