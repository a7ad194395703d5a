import CodexWire

/// A JSON value of the customization -> the Swift expression for it, as a value of a type of the schema.
struct ValueTranslator {
  let context: TranslationContext
  /// Where the value will stand: among what is there for everybody there is nothing experimental.
  let availability: Availability

  /// Why a value does not fit a type.
  struct Failure: Error {
    var reason: String
  }

  /// - Throws: `Failure` when the field does not allow the value.
  func expression(_ value: JSONValue, for property: Property) throws(Failure) -> Expression {
    switch (property.presence, value) {
    case (.threeState, .null): return .member(nil, "clear")
    case (.threeState, _): return .call(nil, "set", [.init(try expression(value, as: property.type))])
    case (.requiredNullable, .null): return .nil
    case (.optional, .null): throw Failure(reason: "null says nothing here, since it means the same as no value")
    default: return try expression(value, as: property.type)
    }
  }

  /// - Throws: `Failure` when the type does not have the value.
  func expression(_ value: JSONValue, as type: TypeReference) throws(Failure) -> Expression {
    switch (type, value) {
    case (.optional, .null): return .nil
    case (.optional(let wrapped), _): return try expression(value, as: wrapped)
    case (.named(let id), _):
      guard let declaration = context.types[id] else { throw Failure(reason: "the type is not known") }
      return try expression(value, as: declaration)
    case (.scalar(.string), .string(let text)): return .string(text)
    case (.scalar(.boolean), .bool(let value)): return .name(value ? "true" : "false")
    case (.scalar(let scalar), .integer(let value)) where scalar.isInteger:
      if let range = scalar.range, !range.contains(value) {
        throw Failure(reason: "it does not fit \(scalar.rawValue)")
      }
      return .integer(Int(value))
    case (.scalar(.double), .integer), (.scalar(.float), .integer): return .name(value.text)
    case (.scalar(.double), .number), (.scalar(.float), .number): return .name(value.text)
    case (.array(let element), .array(let values)):
      var elements: [Expression] = []
      for value in values { elements.append(try expression(value, as: element)) }
      return elements.isEmpty ? .emptyArray : .array(elements)
    case (.dictionary(let element), .object(let members)):
      var pairs: [(Expression, Expression)] = []
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        pairs.append((.string(key), try expression(value, as: element)))
      }
      return pairs.isEmpty ? .emptyDictionary : .dictionary(pairs)
    default: throw Failure(reason: "the schema wants \(context.spelling(type))")
    }
  }

  private func expression(_ value: JSONValue, as type: TypeDeclaration) throws(Failure) -> Expression {
    switch type.kind {
    case .alias(let target): return try expression(value, as: target)
    case .openEnum(let values):
      let known = values.values.filter { isThere($0.availability) }
      if let match = known.first(where: { $0.value == value }) { return member(match.swiftName, of: type) }
      throw Failure(reason: unknown(value, known.map(\.text)))
    case .union(let union):
      switch union.kind {
      case .internallyTagged(let tag): return try internallyTagged(value, tag, union, type)
      case .externallyTagged: return try externallyTagged(value, union, type)
      case .untagged: throw Failure(reason: "values of untagged unions cannot be given here")
      }
    case .structure(let structure): return try initializer(value, structure, named: context.spelling(.named(type.id)))
    case .messages: throw Failure(reason: "messages cannot be given here")
    }
  }

  private func internallyTagged(
    _ value: JSONValue,
    _ tag: String,
    _ union: Union,
    _ type: TypeDeclaration
  ) throws(Failure) -> Expression {
    guard var members = value.objectValue, let text = members[tag]?.stringValue else {
      throw Failure(reason: "it should be an object with the member \"\(tag)\"")
    }
    let branches = union.branches.filter { isThere($0.availability) }
    guard let branch = branches.first(where: { $0.tag == text }) else {
      throw Failure(reason: unknown(.string(text), branches.map(\.tag)))
    }
    if !branch.payloadHasTag { members[tag] = nil }
    guard let payload = branch.payload else {
      if let other = members.keys.min() { throw Failure(reason: "\"\(text)\" has no member \"\(other)\"") }
      return member(branch.swiftName, of: type)
    }
    return .call(nil, branch.swiftName, [.init(try expression(.object(members), as: payload))])
  }

  private func externallyTagged(
    _ value: JSONValue,
    _ union: Union,
    _ type: TypeDeclaration
  ) throws(Failure) -> Expression {
    let branches = union.branches.filter { isThere($0.availability) }
    if let text = value.stringValue {
      let known = branches.filter { $0.payload == nil }
      guard let branch = known.first(where: { $0.tag == text }) else {
        throw Failure(reason: unknown(value, known.map(\.tag)))
      }
      return member(branch.swiftName, of: type)
    }
    guard let members = value.objectValue, members.count == 1, let (tag, inner) = members.first else {
      throw Failure(reason: "it should be a string or an object with the tag as its only member")
    }
    let known = branches.filter { $0.payload != nil }
    guard let branch = known.first(where: { $0.tag == tag }), let payload = branch.payload else {
      throw Failure(reason: unknown(.string(tag), known.map(\.tag)))
    }
    return .call(nil, branch.swiftName, [.init(try expression(inner, as: payload))])
  }

  private func isThere(_ availability: Availability) -> Bool {
    availability == .always || self.availability == .experimental
  }

  /// A case. Behind a bare dot, `none` would be that of the optional around it.
  private func member(_ name: String, of type: TypeDeclaration) -> Expression {
    let isAmbiguous = name == "none" || name == "some"
    return .member(isAmbiguous ? .name(context.spelling(.named(type.id))) : nil, name)
  }

  private func initializer(
    _ value: JSONValue,
    _ structure: Structure,
    named name: String
  ) throws(Failure) -> Expression {
    guard let members = value.objectValue else { throw Failure(reason: "it should be an object") }
    let properties = structure.properties.filter { isThere($0.availability) }
    let known = properties.map(\.name)
    for member in members.keys.sorted() where !known.contains(member) {
      throw Failure(reason: unknown(.string(member), known))
    }
    var arguments: [Expression.Argument] = []
    for property in properties {
      if let value = members[property.name] {
        arguments.append(.init(try expression(value, for: property), label: property.swiftName))
      } else if property.mustBeGiven {
        throw Failure(reason: "the member \"\(property.name)\" is missing")
      }
    }
    return .call(.name(name), arguments)
  }

  private func unknown(_ value: JSONValue, _ known: [String]) -> String {
    let suggestion = value.stringValue.map { near($0, known) } ?? ""
    return known.isEmpty
      ? "there is no \(value.text)" : "there is no \(value.text), only \(known.joined(separator: ", "))\(suggestion)"
  }
}

extension Scalar {
  /// What an integer of this type can be, as far as `Int64` can say it.
  fileprivate var range: ClosedRange<Int64>? {
    switch self {
    case .int8: Int64(Int8.min)...Int64(Int8.max)
    case .int16: Int64(Int16.min)...Int64(Int16.max)
    case .int32: Int64(Int32.min)...Int64(Int32.max)
    case .uint8: 0...Int64(UInt8.max)
    case .uint16: 0...Int64(UInt16.max)
    case .uint32: 0...Int64(UInt32.max)
    case .uint, .uint64: 0...Int64.max
    case .int, .int64, .string, .boolean, .double, .float: nil
    }
  }
}
