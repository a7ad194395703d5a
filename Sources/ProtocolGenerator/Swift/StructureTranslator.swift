extension TypeTranslator {
  func structure(_ structure: Structure, _ type: TypeDeclaration) -> TypeSyntax {
    let all = structure.allProperties
    var members = [Declaration].conditional(
      all.flatMap { property in
        let computed = RepresentationTranslator(context: context).translate(property, storage: storage(of: property))
        let stored = self.properties(property, in: type)
        return (stored + [computed].compactMap(\.self)).map { (property.availability, $0) }
      }
    )
    members += initializers(all, in: type)
    members.append(describingFunction(description(of: structure)))
    members += nested(in: type)
    return TypeSyntax(
      comment: comment(of: type),
      access: context.access,
      keyword: .structure,
      name: type.swiftName,
      inherits: ["Codable", "Hashable", "Sendable", "WireValue"],
      members: members
    )
  }

  // MARK: Properties

  /// The stored property. A deprecated property is a computed property over private storage, so that the generated code
  /// can use the storage without a warning.
  private func properties(_ property: Property, in owner: TypeDeclaration) -> [Declaration] {
    let name = SwiftKeyword.escaped(property.swiftName)
    let wrapper = property.wrapper.map { [AttributeSyntax(text: "@" + $0)] } ?? []
    var comment = property.documentation.comment(defaultValue: property.defaultValue)
    if property.documentation.isCustomized, let representation = property.representation {
      comment.append(representation.storedForm)
    }
    let type = context.storedType(of: property, in: owner)
    guard let deprecation = property.documentation.deprecationAttribute else {
      return [
        .variable(
          VariableSyntax(comment: comment, attributes: wrapper, access: context.access, name: name, type: type)
        )
      ]
    }
    let storage = self.storage(of: property)
    return [
      .variable(VariableSyntax(attributes: wrapper, access: "private ", name: storage, type: type)),
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

  // MARK: Initializers

  /// The memberwise initializer. Swift does not allow `#if` inside of a parameter list, so a type with experimental
  /// properties has two initializers.
  private func initializers(_ properties: [Property], in type: TypeDeclaration) -> [Declaration] {
    let open = properties.filter { $0.availability == .always }
    if open.count == properties.count { return [.function(initializer(open, in: type))] }
    return [
      .conditional([.function(initializer(properties, in: type))], otherwise: [.function(initializer(open, in: type))])
    ]
  }

  private func initializer(_ properties: [Property], in owner: TypeDeclaration) -> FunctionSyntax {
    let parameters = properties.map { property in
      ParameterSyntax(
        name: SwiftKeyword.escaped(property.swiftName),
        type: context.storedType(of: property, in: owner),
        defaultValue: property.omission.map { Expression($0) }
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

  // MARK: On the wire

  /// The statements that describe each property. `CodexWire` encodes, decodes, compares and hashes values by this
  /// description.
  private func description(of structure: Structure) -> [Statement] {
    var body = structure.properties.map { property in
      let path = Expression.Argument(.keyPath(storedName(of: property)))
      let name = Expression.Argument(.string(property.name))
      let call: Expression =
        switch property.presence {
        case .required: .call(.name("type"), "required", [name, path])
        case .requiredNullable: .call(.name("type"), "nullable", [name, path])
        case .optional, .threeState: .call(.name("type"), "optional", [name, path])
        case .flattened: .call(.name("type"), "flattened", [path])
        }
      return (property.availability, Statement.expression(call))
    }
    if let additional = structure.additional {
      let path = Expression.Argument(.keyPath(storedName(of: additional)))
      body.append((.always, .expression(.call(.name("type"), "additional", [path]))))
    }
    // A struct whose properties are all experimental needs a statement that describes it as an object.
    if body.allSatisfy({ $0.0 == .experimental }) {
      body.insert((.always, .expression(.call(.name("type"), "object", []))), at: 0)
    }
    return .conditional(body)
  }

  /// The name of the storage of a property. For a property with a property wrapper, the storage is the wrapper.
  private func storedName(of property: Property) -> String {
    property.wrapper != nil ? "_" + storage(of: property) : SwiftKeyword.escaped(storage(of: property))
  }
}

extension Property {
  /// The property wrapper that stores the value; `nil` for a property without a wrapper.
  fileprivate var wrapper: String? { isBoxed ? "Boxed" : isSecret ? "Secret" : nil }
}
