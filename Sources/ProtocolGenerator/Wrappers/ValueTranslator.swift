import CodexWire

/// A JSON value of the customization -> the Swift expression for it, as a value of a type of the schema.
struct ValueTranslator {
  let context: TranslationContext

  /// Why a value does not fit a type.
  struct Failure: Error {
    var reason: String
  }

  /// - Throws: `Failure` when the type does not allow the value.
  func expression(_ value: JSONValue, as type: TypeReference) throws(Failure) -> Expression {
    switch (type, value) {
    case (.optional, .null): return .nil
    case (.optional(let wrapped), _): return try expression(value, as: wrapped)
    case (.named(let id), _):
      guard let declaration = context.types[id] else { throw Failure(reason: "the type is not known") }
      return try expression(value, as: declaration)
    case (.scalar(.string), .string(let text)): return .string(text)
    case (.scalar(.boolean), .bool(let value)): return .name(value ? "true" : "false")
    case (.scalar(let scalar), .integer(let value)) where scalar.isInteger: return .integer(Int(value))
    case (.array(let element), .array(let values)):
      var elements: [Expression] = []
      for value in values { elements.append(try expression(value, as: element)) }
      return elements.isEmpty ? .emptyArray : .array(elements)
    default: throw Failure(reason: "the schema wants \(context.spelling(type))")
    }
  }

  private func expression(_ value: JSONValue, as type: TypeDeclaration) throws(Failure) -> Expression {
    switch type.shape {
    case .alias(let target): return try expression(value, as: target)
    case .openEnum(let values):
      if let match = values.values.first(where: { $0.value == value }) { return .member(nil, match.swiftName) }
      throw Failure(reason: unknown(value, values.values.map(\.text)))
    case .union(let union):
      switch union.kind {
      case .internallyTagged(let tag): return try internallyTagged(value, tag, union)
      case .externallyTagged: return try externallyTagged(value, union)
      case .untagged: throw Failure(reason: "values of untagged unions cannot be given here")
      }
    case .structure(let structure): return try initializer(value, structure, named: context.spelling(.named(type.id)))
    case .messages: throw Failure(reason: "messages cannot be given here")
    }
  }

  private func internallyTagged(_ value: JSONValue, _ tag: String, _ union: Union) throws(Failure) -> Expression {
    guard var members = value.objectValue, let text = members[tag]?.stringValue else {
      throw Failure(reason: "it should be an object with the member \"\(tag)\"")
    }
    guard let branch = union.branches.first(where: { $0.tag == text }) else {
      throw Failure(reason: unknown(.string(text), union.branches.map(\.tag)))
    }
    members[tag] = nil
    guard let payload = branch.payload else { return .member(nil, branch.swiftName) }
    return .call(nil, branch.swiftName, [.init(try expression(.object(members), as: payload))])
  }

  private func externallyTagged(_ value: JSONValue, _ union: Union) throws(Failure) -> Expression {
    if let text = value.stringValue {
      guard let branch = union.branches.first(where: { $0.tag == text && $0.payload == nil }) else {
        throw Failure(reason: unknown(value, union.branches.filter { $0.payload == nil }.map(\.tag)))
      }
      return .member(nil, branch.swiftName)
    }
    guard let (tag, inner) = value.objectValue?.first, let branch = union.branches.first(where: { $0.tag == tag }),
      let payload = branch.payload
    else { throw Failure(reason: "it should be a string or an object with the tag as its only member") }
    return .call(nil, branch.swiftName, [.init(try expression(inner, as: payload))])
  }

  private func initializer(
    _ value: JSONValue,
    _ structure: Structure,
    named name: String
  ) throws(Failure) -> Expression {
    guard let members = value.objectValue else { throw Failure(reason: "it should be an object") }
    let known = structure.properties.map(\.name)
    for member in members.keys.sorted() where !known.contains(member) {
      throw Failure(reason: unknown(.string(member), known))
    }
    var arguments: [Expression.Argument] = []
    for property in structure.properties {
      if let value = members[property.name] {
        arguments.append(.init(try expression(value, as: property.type), label: property.swiftName))
      } else if property.mustBeGiven {
        throw Failure(reason: "the member \"\(property.name)\" is missing")
      }
    }
    return .call(.name(name), arguments)
  }

  private func unknown(_ value: JSONValue, _ known: [String]) -> String {
    let near = value.stringValue.flatMap { nearestName(to: $0, in: known) }.map { "; did you mean \"\($0)\"?" }
    return "there is no \(value.text), only \(known.joined(separator: ", "))\(near ?? "")"
  }
}
