/// ProtocolModel -> ProtocolModel with Swift names. Names that the customization declares stay as they are.
struct Namer {
  private let words: Words
  private let file: String
  private var diagnostics: [Diagnostic] = []
  /// The Swift names of all definitions. A nested type must not hide a definition that is used inside of it.
  private var definitions: [TypeID: String] = [:]
  /// The Swift names of members that were already computed, since many members of a protocol have the same name.
  private var memberNames: [String: String] = [:]

  /// - Throws: `GeneratorError` when two types, members or methods would have the same name in Swift, with both of
  ///   them.
  static func name(_ model: ProtocolModel, words: [String: String]) throws(GeneratorError) -> ProtocolModel {
    var namer = Namer(words: Words(words), file: model.sources.last ?? "")
    var model = model
    namer.name(&model)
    if !namer.diagnostics.isEmpty { throw GeneratorError(namer.diagnostics) }
    return model
  }

  private init(words: Words, file: String) {
    self.words = words
    self.file = file
  }

  private mutating func name(_ model: inout ProtocolModel) {
    for index in model.types.indices where model.types[index].swiftName.isEmpty {
      model.types[index].swiftName = typeName(model.types[index].name)
    }
    checkDefinitions(model.types)
    definitions = Dictionary(model.types.map { ($0.id, $0.swiftName) }, uniquingKeysWith: { first, _ in first })
    for index in model.types.indices {
      nameNested(in: &model.types[index], enclosing: [])
      nameMembers(of: &model.types[index])
    }
    let used = typesOfMethods(in: model)
    for index in model.methods.indices where model.methods[index].swiftName.isEmpty {
      model.methods[index].swiftName = methodName(model.methods[index].name, avoiding: used)
    }
    checkMethods(model.methods)
  }

  private func typeName(_ name: String) -> String { started(words.upperCamelCase(named(name))).capitalizedFirst }

  private mutating func memberName(_ name: String) -> String {
    if let known = memberNames[name] { return known }
    let result = started(words.lowerCamelCase(named(name)))
    memberNames[name] = result
    return result
  }

  /// The name, or a replacement if the name has no words: `*` becomes "star", and an empty name becomes "empty".
  private func named(_ name: String) -> String {
    if words.hasWords(name) { return name }
    let spelledOut = words.spellingOutSeparators(name)
    return words.hasWords(spelledOut) ? spelledOut : "empty"
  }

  private func started(_ name: String) -> String { name.first?.isNumber == true ? "_" + name : name }

  // MARK: Types

  private mutating func checkDefinitions(_ types: [TypeDeclaration]) {
    var owners: [String: TypeDeclaration] = [:]
    for type in types {
      if let other = owners[type.swiftName] {
        report(
          type.documentation.pointer,
          "the definitions \"\(other.id.path)\" and \"\(type.id.path)\" would both be called \(type.swiftName) in Swift; "
            + "rename one in the customization, under \"types\""
        )
      }
      owners[type.swiftName] = type
      if SwiftKeyword.usedTypes.contains(type.swiftName) {
        report(
          type.documentation.pointer,
          "the definition \"\(type.id.path)\" would hide the type \(type.swiftName) that generated code uses; "
            + "rename it in the customization, under \"types\""
        )
      } else if !type.swiftName.isIdentifier {
        report(
          type.documentation.pointer,
          "the definition \"\(type.id.path)\" would be called \"\(type.swiftName)\", which is not a Swift identifier; "
            + "rename it in the customization, under \"types\""
        )
      } else if SwiftKeyword.noTypes.contains(type.swiftName) {
        report(
          type.documentation.pointer,
          "the definition \"\(type.id.path)\" would be called \(type.swiftName), which Swift reserves; "
            + "rename it in the customization, under \"types\""
        )
      }
    }
  }

  /// Names the types nested in `type`, deepest first.
  ///
  /// - Returns: The Swift names of the definitions that are used in `type`. No type nested in `type` may hide them.
  @discardableResult
  private mutating func nameNested(in type: inout TypeDeclaration, enclosing: Set<String>) -> Set<String> {
    let enclosing = enclosing.union([type.swiftName])
    var used = Set(type.references.compactMap(\.name).compactMap { definitions[$0] })
    var plain = type.nested.map { $0.swiftName.isEmpty ? typeName($0.name) : $0.swiftName }
    let counts = Dictionary(plain.map { ($0, 1) }, uniquingKeysWith: +)
    for index in plain.indices where type.nested[index].swiftName.isEmpty && counts[plain[index]] ?? 0 > 1 {
      let name = type.nested[index].name
      if memberName(name) != name { plain[index] = typeName(words.spellingOutSeparators(name)) }
    }
    for index in type.nested.indices {
      let given = type.nested[index].swiftName
      // The types nested in this type must not hide it either, whichever of its possible names it gets.
      type.nested[index].swiftName = plain[index]
      used.formUnion(nameNested(in: &type.nested[index], enclosing: enclosing))
      type.nested[index].swiftName = given
    }
    var owners: [String: TypeDeclaration] = [:]
    for index in type.nested.indices {
      if type.nested[index].swiftName.isEmpty {
        type.nested[index].swiftName = nestedName(plain[index], avoiding: used.union(enclosing))
      }
      let nested = type.nested[index]
      if let other = owners[nested.swiftName] {
        report(
          nested.documentation.pointer,
          "\"\(other.id.path)\" and \"\(nested.id.path)\" would both be called \(nested.swiftName) in Swift; "
            + "rename one in the customization, under \"types\""
        )
      }
      if !nested.swiftName.isTypeName {
        report(
          nested.documentation.pointer,
          "the type \"\(nested.id.path)\" would be called \"\(nested.swiftName)\", which cannot name a type in Swift; "
            + "rename it in the customization, under \"types\""
        )
      }
      owners[nested.swiftName] = nested
      nameMembers(of: &type.nested[index])
    }
    return used
  }

  /// The name of a nested type. A nested type hides every other type of the same name, so it gets another name if code
  /// inside may refer to that type.
  private func nestedName(_ plain: String, avoiding taken: Set<String>) -> String {
    switch plain {
    case "Type", "Protocol": "Kind"
    case _ where SwiftKeyword.usedInTypes.contains(plain) || SwiftKeyword.noTypes.contains(plain): plain + "Payload"
    case _ where taken.contains(plain): plain + "Payload"
    // A name in a script without capital letters, or with a digit at its start, is also the name of a member.
    case _ where plain.first?.isUppercase != true: plain + "Payload"
    default: plain
    }
  }

  // MARK: Methods

  /// The Swift names of the definitions that the parameters and responses of the methods use.
  private func typesOfMethods(in model: ProtocolModel) -> Set<String> {
    var owners: [TypeID: String] = [:]
    for type in model.types {
      for inner in type.flattened { owners[inner.id] = type.swiftName }
    }
    let used = model.methods.flatMap { [$0.params?.name, $0.response.name] }.compactMap(\.self)
    return Set(used.compactMap { owners[$0] })
  }

  /// The name of the type that represents a method. The type hides every other type of the same name in the namespace of
  /// the methods, so it gets another name if code in the namespace refers to that type.
  private func methodName(_ name: String, avoiding used: Set<String>) -> String {
    let plain = typeName(name)
    let isTaken = SwiftKeyword.noTypes.contains(plain) || SwiftKeyword.usedTypes.contains(plain) || used.contains(plain)
    return isTaken ? plain + "Call" : plain
  }

  private mutating func checkMethods(_ methods: [Method]) {
    var owners: [String: Method] = [:]
    for method in methods {
      if let other = owners[method.swiftName] {
        report(
          method.pointer,
          "the methods \"\(other.name)\" and \"\(method.name)\" would both be called \(method.swiftName) in Swift"
        )
      }
      if !method.swiftName.isTypeName {
        report(
          method.pointer,
          "the method \"\(method.name)\" would be called \"\(method.swiftName)\", which cannot name a type in Swift"
        )
      }
      owners[method.swiftName] = method
    }
  }

  // MARK: Members

  private mutating func nameMembers(of type: inout TypeDeclaration) {
    switch type.kind {
    case .structure(var structure):
      var names = structure.properties.map { MemberName(wire: $0.name, given: $0.swiftName) }
      if let additional = structure.additional {
        names.append(MemberName(wire: additional.name, given: additional.swiftName))
      }
      let swift = unique(names, avoiding: SwiftKeyword.reservedProperties, in: type)
      for index in structure.properties.indices { structure.properties[index].swiftName = swift[index] }
      structure.additional?.swiftName = swift.last ?? ""
      nameRepresentations(in: &structure, type)
      type.kind = .structure(structure)
    case .openEnum(var values):
      let names = values.values.map { MemberName(wire: $0.text, plain: Self.word(for: $0), given: $0.swiftName) }
      let swift = unique(names, avoiding: SwiftKeyword.reservedCases, in: type)
      for index in values.values.indices { values.values[index].swiftName = swift[index] }
      type.kind = .openEnum(values)
    case .union(var union):
      let plain = words.stripped(union, named: type.name)
      let names = zip(union.branches, plain).map { MemberName(wire: $0.tag, plain: $1, given: $0.swiftName) }
      let swift = unique(names, avoiding: SwiftKeyword.reservedCases, in: type)
      for index in union.branches.indices { union.branches[index].swiftName = swift[index] }
      type.kind = .union(union)
    case .messages(var messages):
      let names = messages.cases.map { MemberName(wire: $0.method, given: $0.swiftName) }
      let envelope = type.nested.first { $0.id == messages.envelope }
      var reserved = SwiftKeyword.reservedCases.union(["method", "envelope"])
      // The enum has a property for each property of the envelope.
      if case .structure(let structure)? = envelope?.kind { reserved.formUnion(structure.properties.map(\.swiftName)) }
      let swift = unique(names, avoiding: reserved, in: type)
      for index in messages.cases.indices { messages.cases[index].swiftName = swift[index] }
      type.kind = .messages(messages)
    case .alias: break
    }
  }

  /// Names the stored and the computed properties of a struct that have representations.
  private mutating func nameRepresentations(in structure: inout Structure, _ type: TypeDeclaration) {
    for index in structure.properties.indices {
      let property = structure.properties[index]
      guard let representation = property.representation else { continue }
      let others = structure.allProperties.filter { $0.name != property.name }
      let taken = Set(others.flatMap { [$0.swiftName, $0.representationName] })
      let names = RepresentationNames(of: property, representation, beside: taken, words: words)
      structure.properties[index].swiftName = names.stored
      structure.properties[index].representationName = names.computed
      for name in [names.stored, names.computed] {
        if taken.contains(name) || SwiftKeyword.reservedProperties.contains(name) || !name.isIdentifier {
          report(
            property.documentation.pointer,
            "\"\(property.name)\" of \"\(type.id.path)\" would have a Swift property \(name), but the name is taken; "
              + "rename the other property in the customization, under \"members\""
          )
        }
      }
    }
  }

  private struct MemberName {
    /// The name in the schema, for messages.
    var wire: String
    /// The text that the Swift name is derived from.
    var plain: String
    /// The name that the customization declares; empty when there is none.
    var given: String

    init(wire: String, plain: String? = nil, given: String) {
      self.wire = wire
      self.plain = plain ?? wire
      self.given = given
    }
  }

  /// The text that the name of an enum value is derived from. A number cannot be a name: 1 becomes `value1`, -1 becomes
  /// `minus1`.
  private static func word(for value: OpenEnum.Value) -> String {
    if let text = value.value.stringValue { return text }
    return value.text.hasPrefix("-") ? "minus\(value.text.dropFirst())" : "value\(value.text)"
  }

  /// The Swift names of a type's members. If names differ in the schema but not in Swift, their separators are spelled
  /// out as words, except in a name that is already written as in Swift.
  private mutating func unique(
    _ names: [MemberName],
    avoiding reserved: Set<String>,
    in type: TypeDeclaration
  ) -> [String] {
    var result = names.map { $0.given.isEmpty ? memberName($0.plain) : $0.given }
    let counts = Dictionary(result.map { ($0, 1) }, uniquingKeysWith: +)
    for index in names.indices {
      if !names[index].given.isEmpty {
        if reserved.contains(result[index]) {
          report(
            type.documentation.pointer,
            "\"\(names[index].wire)\" of \"\(type.id.path)\" cannot be called \(result[index]), which generated code uses; "
              + "give it another name in the customization, under \"members\""
          )
        }
        continue
      }
      if counts[result[index]] ?? 0 > 1, result[index] != names[index].plain {
        result[index] = memberName(words.spellingOutSeparators(names[index].plain))
      }
      if reserved.contains(result[index]) { result[index] += "Value" }
    }
    var owners: [String: String] = [:]
    for (name, swift) in zip(names, result) {
      if let other = owners[swift] {
        report(
          type.documentation.pointer,
          "\"\(other)\" and \"\(name.wire)\" of \"\(type.id.path)\" would both be called \(swift) in Swift; "
            + "rename one in the customization, under \"members\""
        )
      }
      if !swift.isIdentifier || SwiftKeyword.noTypes.subtracting(SwiftKeyword.reserved).contains(swift) {
        report(
          type.documentation.pointer,
          "\"\(name.wire)\" of \"\(type.id.path)\" would be called \"\(swift)\", which cannot name a member in Swift; "
            + "give it another name in the customization, under \"members\""
        )
      }
      owners[swift] = name.wire
    }
    return result
  }

  private mutating func report(_ pointer: String, _ message: String) {
    diagnostics.append(.error(file, pointer, message))
  }
}
