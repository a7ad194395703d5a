/// (JSON value of the customization, type) -> Constant: checks the value against a type of the schema.
struct ConstantBuilder {
  let types: NamedTypes
  /// The availability of the code that contains the value. Code that is always available cannot use experimental parts.
  let availability: Availability

  /// The reason why a value does not fit a type.
  struct Failure: Error {
    var reason: String
  }

  /// - Throws: `Failure` when the property does not allow the value.
  func constant(_ value: JSONValue, for property: Property) throws(Failure) -> Constant {
    switch (property.presence, value) {
    case (.threeState, .null): return .patch(nil)
    case (.threeState, _): return .patch(try constant(value, as: property.type))
    case (.requiredNullable, .null): return .null
    case (.optional, .null): throw Failure(reason: "null has no effect here, since it means the same as no value")
    default: return try constant(value, as: property.type)
    }
  }

  /// - Throws: `Failure` when the value is not a value of the type.
  func constant(_ value: JSONValue, as type: TypeReference) throws(Failure) -> Constant {
    switch (type, value) {
    case (.optional, .null): return .null
    case (.optional(let wrapped), _): return try constant(value, as: wrapped)
    case (.named(let id), _):
      guard let declaration = types[id] else { throw Failure(reason: "the type is not known") }
      return try constant(value, as: declaration)
    case (.scalar(.string), .string(let text)): return .string(text)
    case (.scalar(.boolean), .bool(let value)): return .boolean(value)
    case (.scalar(let scalar), .integer(let value)) where scalar.isInteger:
      if let width = scalar.width, !width.contains(value) {
        throw Failure(reason: "it does not fit \(scalar.rawValue)")
      }
      return .integer(Int(value))
    case (.scalar(.double), .integer), (.scalar(.float), .integer): return .number(value.text)
    case (.scalar(.double), .number), (.scalar(.float), .number): return .number(value.text)
    case (.array(let element), .array(let values)):
      var elements: [Constant] = []
      for value in values { elements.append(try constant(value, as: element)) }
      return .array(elements)
    case (.dictionary(let element), .object(let members)):
      var pairs: [(key: String, value: Constant)] = []
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        pairs.append((key: key, value: try constant(value, as: element)))
      }
      return .dictionary(pairs)
    default: throw Failure(reason: "the schema requires \(types.spelling.text(type))")
    }
  }

  private func constant(_ value: JSONValue, as type: TypeDeclaration) throws(Failure) -> Constant {
    switch type.kind {
    case .alias(let target): return try constant(value, as: target)
    case .openEnum(let values):
      let known = values.values.filter { isThere($0.availability) }
      if let match = known.first(where: { $0.value == value }) { return .enumCase(match.swiftName, of: type.id) }
      throw Failure(reason: unknown(value, known.map(\.text)))
    case .union(let union): return try constant(value, union, type)
    case .structure(let structure): return try self.structure(value, structure, type.id)
    case .messages: throw Failure(reason: "messages cannot be given here")
    }
  }

  private func constant(_ value: JSONValue, _ union: Union, _ type: TypeDeclaration) throws(Failure) -> Constant {
    guard union.kind.hasTags else {
      throw Failure(reason: "values of \(union.kind.style.title) unions cannot be given here")
    }
    guard let parts = union.kind.parts(of: value) else {
      throw Failure(reason: "it should be \(union.kind.expectedValue)")
    }
    let branches = union.branches.filter { isThere($0.availability) && $0.fits(parts.payload) }
    guard let branch = branches.first(where: { $0.tag == parts.tag }) else {
      throw Failure(reason: unknown(.string(parts.tag), branches.map(\.tag)))
    }
    switch (parts.payload, branch.payload) {
    case (.properties(let members), nil):
      if let other = members.keys.min() { throw Failure(reason: "\"\(branch.tag)\" has no member \"\(other)\"") }
      return .enumCase(branch.swiftName, of: type.id)
    case (.properties(let members), let payload?):
      let payloadValue = branch.payloadHasTag ? value : .object(members)
      return .enumCase(branch.swiftName, of: type.id, payload: try constant(payloadValue, as: payload))
    case (.value(let value), let payload?):
      return .enumCase(branch.swiftName, of: type.id, payload: try constant(value, as: payload))
    case (.none, _), (.value, nil): return .enumCase(branch.swiftName, of: type.id)
    }
  }

  private func isThere(_ availability: Availability) -> Bool {
    availability == .always || self.availability == .experimental
  }

  private func structure(
    _ value: JSONValue,
    _ structure: Structure,
    _ type: TypeID
  ) throws(Failure) -> Constant {
    guard let members = value.objectValue else { throw Failure(reason: "it should be an object") }
    let properties = structure.properties.filter { isThere($0.availability) }
    let known = properties.map(\.name)
    for member in members.keys.sorted() where !known.contains(member) {
      throw Failure(reason: unknown(.string(member), known))
    }
    var given: [Constant.Member] = []
    for property in properties {
      if let value = members[property.name] {
        given.append(.init(name: property.swiftName, value: try constant(value, for: property)))
      } else if property.mustBeGiven {
        throw Failure(reason: "the member \"\(property.name)\" is missing")
      }
    }
    return .structure(type, given)
  }

  private func unknown(_ value: JSONValue, _ known: [String]) -> String {
    let near = value.stringValue.map { suggestion(for: $0, among: known) } ?? ""
    return known.isEmpty
      ? "there is no \(value.text)" : "there is no \(value.text), only \(known.joined(separator: ", "))\(near)"
  }
}

extension Branch {
  /// Whether the branch has a payload if and only if the value has one. Properties beside a tag may be a payload or an
  /// error.
  fileprivate func fits(_ given: TaggedValue.Payload) -> Bool {
    switch given {
    case .none: payload == nil
    case .properties: true
    case .value: payload != nil
    }
  }
}
