import CodexWire

/// ProtocolModel -> ProtocolModel with Swift names. A name that the customization gave stays.
struct Namer {
  private let words: Words
  private let file: String
  private var diagnostics: [Diagnostic] = []
  /// The Swift names of all definitions, which nested types must not hide.
  private var definitions: [TypeID: String] = [:]
  /// Names of members that were made before: few of a protocol's thousands of members have a name of their own.
  private var memberNames: [String: String] = [:]

  /// - Throws: `GeneratorError` when two things would get one name, naming both.
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
    for index in model.methods.indices where model.methods[index].swiftName.isEmpty {
      model.methods[index].swiftName = typeName(model.methods[index].name)
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

  /// A name that has at least one word: `*` is "star", and an empty value is "empty".
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
      } else if SwiftKeyword.noTypes.contains(type.swiftName) {
        report(
          type.documentation.pointer,
          "the definition \"\(type.id.path)\" would be called \(type.swiftName), which Swift keeps for itself; "
            + "rename it in the customization, under \"types\""
        )
      }
    }
  }

  /// Names the types nested in `type`, deepest first.
  ///
  /// - Returns: the Swift names of the definitions that are used in `type`, which nothing nested in it may hide.
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
      // What is nested deeper must not hide this type either, whichever of its names it gets.
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
      owners[nested.swiftName] = nested
      nameMembers(of: &type.nested[index])
    }
    return used
  }

  /// A nested type hides whatever has its name outside, so it gets another where code inside may mean that.
  private func nestedName(_ plain: String, avoiding taken: Set<String>) -> String {
    switch plain {
    case "Type", "Protocol": "Kind"
    case _ where SwiftKeyword.usedInTypes.contains(plain) || SwiftKeyword.noTypes.contains(plain): plain + "Payload"
    case _ where taken.contains(plain): plain + "Payload"
    default: plain
    }
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
      let swift = unique(names, avoiding: SwiftKeyword.reservedCases.union(["method", "envelope"]), in: type)
      for index in messages.cases.indices { messages.cases[index].swiftName = swift[index] }
      type.kind = .messages(messages)
    case .alias: break
    }
  }

  private struct MemberName {
    /// As it is on the wire, for messages.
    var wire: String
    /// What to make the Swift name from.
    var plain: String
    /// What the customization says; empty when it says nothing.
    var given: String

    init(wire: String, plain: String? = nil, given: String) {
      self.wire = wire
      self.plain = plain ?? wire
      self.given = given
    }
  }

  /// A number is no name: 1 is `value1`, -1 is `minus1`.
  private static func word(for value: OpenEnum.Value) -> String {
    if let text = value.value.stringValue { return text }
    return value.text.hasPrefix("-") ? "minus\(value.text.dropFirst())" : "value\(value.text)"
  }

  /// The Swift names of a type's members. Names that differ on the wire but not in Swift are told apart by what separates
  /// their words; the one that is written as in Swift keeps its name.
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
      owners[swift] = name.wire
    }
    return result
  }

  private mutating func report(_ pointer: String, _ message: String) {
    diagnostics.append(.error(file, pointer, message))
  }
}
