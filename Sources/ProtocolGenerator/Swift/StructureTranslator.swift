extension TypeTranslator {
  func structure(_ structure: Structure, _ type: TypeDeclaration) -> TypeSyntax {
    let all = structure.allProperties
    var members = [Declaration].gated(
      all.flatMap { property in self.properties(property, in: type).map { (property.gate, $0) } }
    )
    members += initializers(all, in: type)
    members.append(decodingInitializer(decoding(structure, in: type)))
    members.append(encodingFunction(encoding(structure)))
    members += nested(in: type)
    return TypeSyntax(
      comment: comment(of: type),
      access: context.access,
      keyword: .structure,
      name: type.swiftName,
      inherits: ["Codable", "Hashable", "Sendable"],
      members: members
    )
  }

  // MARK: Properties

  /// The stored property; for a deprecated one the storage, which our own code may use without a warning, and the public
  /// property over it.
  private func properties(_ property: Property, in owner: TypeDeclaration) -> [Declaration] {
    let name = SwiftKeyword.escaped(property.swiftName)
    let boxed = property.isBoxed ? [AttributeSyntax(text: "@Boxed")] : []
    let comment = property.documentation.comment(defaultValue: property.defaultValue)
    let type = context.storedType(of: property, in: owner)
    guard let deprecation = property.documentation.deprecationAttribute else {
      return [
        .variable(
          VariableSyntax(comment: comment, attributes: boxed, access: context.access, name: name, type: type)
        )
      ]
    }
    let storage = self.storage(of: property)
    return [
      .variable(VariableSyntax(attributes: boxed, access: "private ", name: storage, type: type)),
      .variable(
        VariableSyntax(
          comment: comment,
          attributes: [deprecation],
          access: context.access,
          name: name,
          type: type,
          accessors: .getSet(get: .name(storage), set: .assign(.name(storage), .name("newValue")))
        )
      ),
    ]
  }

  private func storage(of property: Property) -> String {
    property.documentation.deprecation == nil
      ? property.swiftName : "_" + property.swiftName
  }

  private func defaultValue(of property: Property) -> Expression? {
    switch property.presence {
    case .required, .requiredNullable: nil
    case .flattened: property.isAdditional ? .emptyDictionary : nil
    case .optional: .nil
    case .threeState: .member(nil, "unchanged")
    }
  }

  // MARK: Initializers

  /// The memberwise initializer. `#if` cannot stand inside a parameter list, so with gated properties there are two.
  private func initializers(_ properties: [Property], in type: TypeDeclaration) -> [Declaration] {
    let open = properties.filter { $0.gate == .always }
    if open.count == properties.count { return [.function(initializer(open, in: type))] }
    return [.gated([.function(initializer(properties, in: type))], otherwise: [.function(initializer(open, in: type))])]
  }

  private func initializer(_ properties: [Property], in owner: TypeDeclaration) -> FunctionSyntax {
    let parameters = properties.map { property in
      ParameterSyntax(
        name: SwiftKeyword.escaped(property.swiftName),
        type: context.storedType(of: property, in: owner),
        defaultValue: defaultValue(of: property)
      )
    }
    let body = properties.map { property in
      Statement.assign(
        .member(.name("self"), storage(of: property)),
        .name(SwiftKeyword.escaped(property.swiftName))
      )
    }
    return FunctionSyntax(access: context.access, name: "init", parameters: parameters, body: body)
  }

  // MARK: Codable

  private func decoding(_ structure: Structure, in type: TypeDeclaration) -> [Statement] {
    let members = structure.properties.filter { $0.presence != .flattened }
    var body: [(Gate, Statement)] = []
    if members.isEmpty, structure.additional == nil {
      if structure.properties.isEmpty { return [] }
    } else {
      body.append(
        (
          .always,
          .define(keyword: "let", name: "object", .try(.call(.name("ObjectReader"), [.init(.name("decoder"))])))
        )
      )
    }
    for property in structure.properties {
      let value: Expression
      switch property.presence {
      case .flattened:
        value = .call(.name(context.spelling(property.type, in: type)), [.init(.name("decoder"), label: "from")])
      case .required: value = .call(.name("object"), "required", [.init(.string(property.name))])
      case .requiredNullable, .optional: value = .call(.name("object"), "optional", [.init(.string(property.name))])
      case .threeState: value = .call(.name("object"), "patch", [.init(.string(property.name))])
      }
      body.append((property.gate, .assign(target(property), .try(value))))
    }
    if let additional = structure.additional {
      let value = Expression.call(.name("object"), "additional", [.init(names(of: structure), label: "except")])
      body.append((.always, .assign(target(additional), .try(value))))
    }
    // When every member is gated, the reader would be unused without the gate.
    return isAllGated(structure) ? [.gated(body.map(\.1))] : .gated(body)
  }

  private func isAllGated(_ structure: Structure) -> Bool {
    structure.additional == nil && !structure.properties.isEmpty
      && structure.properties.allSatisfy { $0.gate == .experimental }
  }

  private func encoding(_ structure: Structure) -> [Statement] {
    let flattened = structure.properties.filter { $0.presence == .flattened }
    let members = structure.properties.filter { $0.presence != .flattened }
    if structure.properties.isEmpty, structure.additional == nil {
      return [.assign(.name("_"), .call(.name("ObjectWriter"), [.init(.name("encoder"))]))]
    }
    // What is flattened goes first: an unrecognized branch keeps the whole object, and the properties here win over it.
    var body: [(Gate, Statement)] = flattened.map { property in
      let value = Expression.call(
        target(property),
        "encode",
        [.init(.name("encoder"), label: "to")]
      )
      return (property.gate, .expression(.try(value)))
    }
    let writer = Expression.call(.name("ObjectWriter"), [.init(.name("encoder"))])
    let areMembersGated = structure.additional == nil && members.allSatisfy { $0.gate == .experimental }
    if !members.isEmpty || structure.additional != nil {
      body.append((areMembersGated ? .experimental : .always, .define(keyword: "var", name: "object", writer)))
    }
    if let additional = structure.additional {
      let arguments: [Expression.Argument] = [
        .init(target(additional)), .init(names(of: structure), label: "except"),
      ]
      body.append((.always, .expression(.try(.call(.name("object"), "additional", arguments)))))
    }
    for property in members {
      let function =
        switch property.presence {
        case .required, .requiredNullable, .flattened: "required"
        case .optional: "optional"
        case .threeState: "patch"
        }
      let arguments: [Expression.Argument] = [.init(target(property)), .init(.string(property.name))]
      body.append((property.gate, .expression(.try(.call(.name("object"), function, arguments)))))
    }
    // Without the gate there is an object all the same, with no members.
    if isAllGated(structure) { return [.gated(body.map(\.1), otherwise: [.assign(.name("_"), writer)])] }
    return .gated(body)
  }

  /// The stored property inside a function: by its name, unless the function has something else of that name.
  private func target(_ property: Property) -> Expression {
    let name = storage(of: property)
    return Self.locals.contains(name) ? .member(.name("self"), name) : .name(SwiftKeyword.escaped(name))
  }

  /// What the generated functions call their parameters and variables.
  private static let locals: Set<String> = ["decoder", "encoder", "object"]

  private func names(of structure: Structure) -> Expression {
    let names = structure.properties.filter { $0.presence != .flattened }.map { Expression.string($0.name) }
    return names.isEmpty ? .emptyArray : .array(names)
  }
}
