/// Judges whether one side of a connection can read what the other side writes. Verdicts on messages are built from this.
///
/// A server is assumed to be strict: it refuses a value that its schema does not allow. A generated client is
/// forward-compatible: it keeps unknown enum values and unknown branches as unrecognized, and ignores unknown members.
struct ReadCompatibility {
  enum Reader {
    /// A client of the old release, which reads what a server of the new release writes.
    case client
    /// A server of the new release, which reads what a client of the old release writes.
    case server
  }

  let writer: ReleaseModel
  let reader: ReleaseModel
  let role: Reader
  /// For each type of the reader, the corresponding type of the writer. Corresponding types count as equal here, because the
  /// changes inside of them are reported on their own, and not once more wherever the type is used.
  let writerIDs: [TypeID: TypeID]

  /// A question that is being answered, to find the end of recursive types.
  struct Question: Hashable {
    var written: TypeReference
    var expected: TypeReference
  }

  /// The most types, one inside of the other, that are compared.
  private static let deepestQuestion = 100

  var isClient: Bool { role == .client }
  var readerName: String { isClient ? "an old client" : "the new server" }
  var writerName: String { isClient ? "the new server" : "an old client" }

  // MARK: Types

  func verdict(of written: TypeReference, as expected: TypeReference) -> Verdict {
    verdict(of: written, as: expected, inside: [])
  }

  func verdict(of written: TypeReference, as expected: TypeReference, inside outer: Set<Question>) -> Verdict {
    if case .named(let w) = written, case .named(let e) = expected, writerIDs[e] == w { return same }
    // A recursive type contains itself, so its comparison reaches the same two types again. The comparison that is
    // already under way reports their differences. To compare them once more would find nothing new, and would never
    // end. The limit keeps a schema with a long chain of types from overflowing the stack.
    let question = Question(written: written, expected: expected)
    if outer.contains(question) || outer.count >= Self.deepestQuestion { return same }
    let outer = outer.union([question])
    switch (writer.resolved(written), reader.resolved(expected)) {
    case (.named(let w), .named(let e)):
      if writerIDs[e] == w { return same }
      guard let writtenType = writer.types[w], let type = reader.types[e] else { return same }
      return verdict(of: writtenType, as: type, inside: outer)
    case (_, .json): return .safe("\(readerName) reads any value here")
    case (.json, let e):
      return .breaking("\(writerName) may send any JSON value, but \(readerName) expects \(reader.spelling.text(e))")
    case (.optional(let w), .optional(let e)): return verdict(of: w, as: e, inside: outer)
    case (let w, .optional(let e)): return verdict(of: w, as: e, inside: outer)
    case (.optional, _): return .breaking("\(writerName) may send null, which \(readerName) does not read")
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

  private var same: Verdict { .safe("both sides use the same type") }

  private func mismatch(_ written: String, _ expected: String) -> Verdict {
    .breaking("\(readerName) expects \(expected), but \(writerName) sends \(written)")
  }

  private func verdict(of written: Scalar, as expected: Scalar) -> Verdict {
    if written == expected { return same }
    // A server checks the width that its schema declares; a client reads into the type of the generated code.
    let readable = isClient ? expected.swiftType : expected
    switch (written.width, readable.width) {
    case (let w?, let e?):
      if e.contains(w) { return .safe("every value fits the new type") }
      return .risky("\(readerName) does not read a number that does not fit \(readable.rawValue)")
    case (_?, nil) where expected.isNumber: return .safe("an integer is a valid number")
    case (nil, nil) where written.isNumber && expected.isNumber: return .safe("both types have the same form in JSON")
    default: return mismatch(written.rawValue, expected.rawValue)
    }
  }

  // MARK: Declarations

  /// The verdict on a declared type that is written where a type without a declaration, such as a string, is expected.
  private func verdict(
    of written: TypeDeclaration,
    as expected: TypeReference,
    inside outer: Set<Question>
  ) -> Verdict {
    switch written.kind {
    case .openEnum(let values): return verdict(of: .scalar(values.rawType), as: expected, inside: outer)
    case .union(let union) where !union.kind.hasTags:
      return strictest(union.branches.map { verdict(of: $0.payload ?? .json, as: expected, inside: outer) })
    case .structure, .union, .messages:
      if case .dictionary(.json) = expected, written.isObject { return .safe("\(readerName) reads any object here") }
      return mismatch(writer.kindAndName(of: written), reader.spelling.text(expected))
    case .alias(let target): return verdict(of: target, as: expected, inside: outer)
    }
  }

  /// The verdict on a type without a declaration, such as a string, that is written where a declared type is expected.
  private func verdict(
    of written: TypeReference,
    as expected: TypeDeclaration,
    inside outer: Set<Question>
  ) -> Verdict {
    switch expected.kind {
    case .openEnum(let values):
      let raw = verdict(of: written, as: .scalar(values.rawType), inside: outer)
      if raw.severity == .breaking || isClient { return raw }
      return .breaking("the new server accepts only the values of \(reader.spelling.path(of: expected.id))")
    case .union(let union) where !union.kind.hasTags:
      return mildest(union.branches.map { verdict(of: written, as: $0.payload ?? .json, inside: outer) }, expected)
    case .structure, .union, .messages:
      return mismatch(writer.spelling.text(written), reader.kindAndName(of: expected))
    case .alias(let target): return verdict(of: written, as: target, inside: outer)
    }
  }

  /// The verdict on two declared types, even if they correspond to each other.
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
      let unknown = w.values.map(\.text).filter { text in !e.values.contains { $0.text == text } }
      return verdict(onUnknown: unknown, "value")
    case (.structure(let w), .structure(let e)): return verdict(of: w, as: e, inside: outer)
    case (_, .union(let e)) where !e.kind.hasTags:
      let verdicts = e.branches.map { branch in
        verdict(of: .named(written.id), as: branch.payload ?? .json, inside: outer)
      }
      return mildest(verdicts, expected)
    case (.union(let w), _) where !w.kind.hasTags:
      return strictest(w.branches.map { verdict(of: $0.payload ?? .json, as: .named(expected.id), inside: outer) })
    case (.union(let w), .union(let e)) where w.kind == e.kind:
      return strictest(
        w.branches.map { branch in
          guard let other = e.branches.first(where: { $0.tag == branch.tag }) else {
            return verdict(onUnknown: [branch.tag], "branch")
          }
          return verdict(of: branch.payload, as: other.payload, in: e.kind, inside: outer)
        }
      )
    case (.openEnum(let w), .union(let e)) where e.kind.writesBareTags && w.rawType == .string:
      let withoutValue = e.branches.filter { $0.payload == nil }.map(\.tag)
      let unknown = w.values.map(\.text).filter { !withoutValue.contains($0) }
      return verdict(onUnknown: unknown, "branch without an associated value")
    case (.union(let w), .union(let e)):
      return .breaking(
        "\(readerName) expects a union that is \(e.kind.summary), but \(writerName) sends one that is \(w.kind.summary)"
      )
    case (.structure, .union(let union)):
      guard let tag = union.kind.tagProperty else { break }
      return .breaking("\(readerName) needs the tag \"\(tag)\" to choose a branch, but \(writerName) sends no tag")
    default: break
    }
    return mismatch(writer.kindAndName(of: written), reader.kindAndName(of: expected))
  }

  /// The verdict on the associated values of one branch. `nil` stands for a branch without an associated value.
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
    case (let w?, let e?):
      // A definition that is the value of a branch may declare the tag as a property, and a type in the union does not. JSON has
      // the tag in both cases, so it does not count as a difference.
      if let tag = kind.tagProperty, let w = writer.structure(w), let e = reader.structure(e) {
        return verdict(of: w.without(tag), as: e.without(tag), inside: outer)
      }
      return verdict(of: w, as: e, inside: outer)
    case (nil, let e?) where kind.mergesPayload:
      return verdict(of: Structure(properties: []), as: reader.structure(e) ?? Structure(properties: []), inside: outer)
    case (_?, nil) where kind.mergesPayload:
      return isClient
        ? .safe("an old client ignores members that it does not know")
        : .risky("the new server ignores the members of the value")
    default:
      // With an external tag, a branch without a value is a string, and a branch with a value is an object. A client that
      // expects one form keeps the other form as unrecognized.
      if isClient {
        return .risky("an old client expects another JSON form for the branch and keeps it as unrecognized")
      }
      return .breaking("the new server does not accept the JSON form in which an old client sends the branch")
    }
  }

  // MARK: Combined verdicts

  /// The verdict on enum values or branches that the writer may send and the reader does not know.
  func verdict(onUnknown unknown: [String], _ what: String) -> Verdict {
    guard let first = unknown.first else { return .safe("\(readerName) knows each \(what)") }
    if isClient { return .safe("an old client keeps an unknown \(what) as unrecognized") }
    return .breaking("the new server refuses the \(what) \"\(first)\", which an old client may send")
  }

  func strictest(_ verdicts: [Verdict]) -> Verdict {
    Verdict.strictest(verdicts) ?? .safe("there is nothing to read")
  }

  /// The mildest verdict over the branches of an untagged union: one branch that reads the value is enough.
  private func mildest(_ verdicts: [Verdict], _ union: TypeDeclaration) -> Verdict {
    if let best = verdicts.min(by: { $0.severity < $1.severity }), best.severity < .breaking { return best }
    let name = reader.spelling.path(of: union.id)
    if isClient { return .risky("no branch of \(name) reads the value, so an old client keeps it as unrecognized") }
    return .breaking("no branch of \(name) reads the value that an old client sends")
  }
}

extension TypeDeclaration {
  /// Whether every value of the type is a JSON object.
  fileprivate var isObject: Bool {
    switch kind {
    case .structure, .messages: true
    case .union(let union): union.kind.hasOnlyObjects
    case .openEnum, .alias: false
    }
  }
}

extension Structure {
  /// The struct without one of its properties.
  fileprivate func without(_ name: String) -> Structure {
    var result = self
    result.properties.removeAll { $0.name == name }
    return result
  }
}

extension Scalar {
  var isNumber: Bool { self != .string && self != .boolean }
}
