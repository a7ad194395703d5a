@testable import CodexWire

/// Computes the JSON that results when a value is decoded as its generated type and encoded again.
///
/// Two kinds of members are lost: null where an absent member means the same, and members that a struct does not declare.
/// Aliases of enum values are replaced by the values. Everything else stays as it is.
struct Canonical: Sendable {
  let bundle: SchemaBundle

  struct Result: Sendable {
    var value: JSONValue
    var notes: [Note] = []
  }

  /// An observation about the value, for tests.
  struct Note: Hashable, Sendable, CustomStringConvertible {
    enum Kind: String, Hashable, Sendable {
      /// A struct does not declare the member, so the member is lost.
      case dropped
      /// The value matches no branch or type, so it is kept as JSON.
      case unrecognized
      /// The enum does not have the value, so the value is kept as its raw value.
      case unknownEnumValue
      /// Several branches of an untagged union match equally well, but result in different JSON.
      case ambiguous
      /// A required member is absent, so decoding would throw.
      case missing
    }

    var kind: Kind
    /// The part of the value that the note is about, as a JSON pointer.
    var pointer: String
    var detail: String

    var description: String { "\(pointer.isEmpty ? "the whole value" : pointer): \(kind.rawValue), \(detail)" }
  }

  func expected(_ value: JSONValue, as definition: String) -> Result { expected(value, as: bundle[definition]) }

  func expected(_ value: JSONValue, as node: SchemaNode) -> Result {
    var walk = Walk(bundle: bundle)
    return Result(value: walk.canonical(value, as: node, at: ""), notes: walk.notes)
  }
}

/// Applies the rules to one value, and collects notes.
private struct Walk {
  let bundle: SchemaBundle
  var notes: [Canonical.Note] = []

  mutating func canonical(_ value: JSONValue, as node: SchemaNode, at pointer: String) -> JSONValue {
    noteAmbiguity(value, node, at: pointer)
    switch SchemaReader(bundle: bundle).read(value, as: node) {
    case .untyped, .scalar: return value
    case .unrecognized(let reason):
      note(.unrecognized, pointer, reason)
      return value
    case .enumeration(let enumeration, let isKnown): return enumValue(value, enumeration, isKnown, at: pointer)
    case .array(let items):
      let elements = (value.arrayValue ?? []).enumerated()
      return .array(elements.map { canonical($1, as: items, at: "\(pointer)/\($0)") })
    case .dictionary(let values):
      return .object(
        members(of: value, at: pointer) { walk, _, member, pointer in
          walk.canonical(member, as: values, at: pointer)
        }
      )
    case .externallyTagged(let tag, let payload):
      guard let payload, let inner = value[tag] else { return value }
      return .object([tag: canonical(inner, as: payload, at: pointer + "/" + JSONPointer.escape(tag))])
    case .structure(let declared):
      for property in declared.properties.values where property.isRequired && value[property.name] == nil {
        note(.missing, pointer, property.name)
      }
      if declared.keepsRest { note(.unrecognized, pointer, "no variant fits") }
      return .object(
        members(of: value, at: pointer) { walk, name, member, pointer in
          walk.structureMember(name, member, of: declared, at: pointer)
        }
      )
    }
  }

  private mutating func members(
    of value: JSONValue,
    at pointer: String,
    _ transform: (inout Walk, String, JSONValue, String) -> JSONValue?
  ) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for (name, member) in (value.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
      members[name] = transform(&self, name, member, pointer + "/" + JSONPointer.escape(name))
    }
    return members
  }

  /// The member after the round trip; `nil` when the member is lost.
  private mutating func structureMember(
    _ name: String,
    _ value: JSONValue,
    of declared: SchemaReading.Members,
    at pointer: String
  ) -> JSONValue? {
    if let property = declared.properties[name] {
      if value == .null, !property.isRequired { return property.keepsNull || declared.keepsRest ? .null : nil }
      return canonical(value, as: property.node, at: pointer)
    }
    if let additional = declared.additional { return canonical(value, as: additional, at: pointer) }
    if declared.keepsRest { return value }
    note(.dropped, pointer, "the struct does not declare it")
    return nil
  }

  private mutating func enumValue(
    _ value: JSONValue,
    _ enumeration: String,
    _ isKnown: Bool,
    at pointer: String
  ) -> JSONValue {
    let definition = enumeration.dropFirst("#/definitions/".count)
    if let text = value.stringValue, let target = bundle.rules.enumAliases[String(definition)]?[text] {
      return .string(target)
    }
    if !isKnown { note(.unknownEnumValue, pointer, "\(value.stringValue ?? "\(value)") of \(enumeration)") }
    return value
  }

  private mutating func noteAmbiguity(_ value: JSONValue, _ node: SchemaNode, at pointer: String) {
    guard case .union(let union) = bundle.withoutNull(node).form, union.kind == .untagged, value != .null else {
      return
    }
    let best = SchemaReader(bundle: bundle).best(of: union.branches.compactMap(\.node), value)
    guard best.count > 1 else { return }
    let canonical = Canonical(bundle: bundle)
    let results = best.map { canonical.expected(value, as: $0).value }
    if !results.allSatisfy({ $0.isSameJSON(as: results[0]) }) {
      note(.ambiguous, pointer, "between \(best.map(\.pointer).joined(separator: ", "))")
    }
  }

  private mutating func note(_ kind: Canonical.Note.Kind, _ pointer: String, _ detail: String) {
    notes.append(Canonical.Note(kind: kind, pointer: pointer, detail: detail))
  }
}
