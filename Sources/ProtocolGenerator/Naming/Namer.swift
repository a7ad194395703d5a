import CodexWire

/// ProtocolModel -> ProtocolModel with Swift names. A name that the customization gave stays.
struct Namer {
  private let words: Words
  private let file: String
  private var diagnostics: [Diagnostic] = []
  /// The Swift names of all definitions, which nested types must not hide.
  private var topLevel: Set<String> = []

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
    topLevel = Set(model.types.map(\.swiftName))
    for index in model.types.indices {
      nameNested(in: &model.types[index])
      nameMembers(of: &model.types[index])
    }
    for index in model.methods.indices { model.methods[index].swiftName = typeName(model.methods[index].name) }
    checkMethods(model.methods)
  }

  private func typeName(_ name: String) -> String {
    let name = words.upperCamelCase(name)
    return name.first?.isNumber == true ? "_" + name : name
  }

  private func memberName(_ name: String) -> String {
    let name = words.lowerCamelCase(name)
    if name.isEmpty { return "empty" }
    return name.first?.isNumber == true ? "_" + name : name
  }

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
      }
    }
  }

  private mutating func nameNested(in type: inout TypeDeclaration) {
    var owners: [String: TypeDeclaration] = [:]
    for index in type.nested.indices {
      if type.nested[index].swiftName.isEmpty {
        let name = type.nested[index].name
        let isAlone = type.nested.count { typeName($0.name) == typeName(name) } == 1
        type.nested[index].swiftName = nestedName(isAlone ? name : words.separatorsAsWords(name), in: type)
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
      nameNested(in: &type.nested[index])
      nameMembers(of: &type.nested[index])
    }
  }

  /// A nested type hides a definition of its name, so it gets another where code beside it may mean the definition.
  private func nestedName(_ name: String, in type: TypeDeclaration) -> String {
    let plain = typeName(name)
    let hidden = type.flattened.flatMap(\.references).compactMap(\.name)
      .contains { !$0.path.hasPrefix(type.id.path + "/") && typeName($0.path.lastComponent) == plain }
    switch plain {
    case "Type", "Protocol": return "Kind"
    case _ where SwiftKeyword.usedInTypes.contains(plain) || hidden || plain == type.swiftName: return plain + "Payload"
    default: return plain
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
    switch type.shape {
    case .structure(var structure):
      var names = structure.properties.map { (wire: $0.name, given: $0.swiftName) }
      if let additional = structure.additional { names.append((wire: additional.name, given: additional.swiftName)) }
      let swift = unique(names, avoiding: ["self", "hashValue"], in: type)
      for index in structure.properties.indices { structure.properties[index].swiftName = swift[index] }
      structure.additional?.swiftName = swift.last ?? ""
      type.shape = .structure(structure)
    case .openEnum(var values):
      let names = values.values.map { (wire: $0.value.stringValue ?? numberName($0.text), given: $0.swiftName) }
      let swift = unique(names, avoiding: Self.reservedCases, in: type)
      for index in values.values.indices { values.values[index].swiftName = swift[index] }
      type.shape = .openEnum(values)
    case .union(var union):
      let names = union.branches.map { (wire: stripped($0.tag, of: union, in: type), given: $0.swiftName) }
      let swift = unique(names, avoiding: Self.reservedCases, in: type)
      for index in union.branches.indices { union.branches[index].swiftName = swift[index] }
      type.shape = .union(union)
    case .messages(var messages):
      let names = messages.cases.map { (wire: $0.method, given: $0.swiftName) }
      let swift = unique(names, avoiding: Self.reservedCases.union(["method", "envelope"]), in: type)
      for index in messages.cases.indices { messages.cases[index].swiftName = swift[index] }
      type.shape = .messages(messages)
    case .alias: break
    }
  }

  /// What the case of an integer is called: `value1`, `minus1`.
  private func numberName(_ text: String) -> String {
    text.hasPrefix("-") ? "minus\(text.dropFirst())" : "value\(text)"
  }

  private static let reservedCases: Set<String> = [
    "unrecognized", "isRecognized", "rawValue", "self", "init", "hashValue",
  ]

  /// Untagged branches are called after their types; what these have in common with the union's name says nothing.
  private func stripped(_ name: String, of union: Union, in type: TypeDeclaration) -> String {
    guard union.kind == .untagged else { return name }
    let own = words.split(type.name)
    var branch = words.split(name)
    let others = union.branches.map { words.split($0.tag) }
    func isShared(_ word: String) -> Bool { union.branches.count > 1 && others.allSatisfy { $0.contains(word) } }
    func same(_ left: String?, _ right: String?) -> Bool { left != nil && left?.lowercased() == right?.lowercased() }
    var prefix = 0
    while branch.count > 1, prefix < own.count, same(branch.first, own[prefix]) {
      branch.removeFirst()
      prefix += 1
    }
    var suffix = 0
    while branch.count > 1, suffix < own.count - prefix,
      same(branch.last, own[own.count - 1 - suffix]) || branch.last.map(isShared) == true
    {
      branch.removeLast()
      suffix += 1
    }
    return branch.joined(separator: " ")
  }

  /// The Swift names of a type's members. Names that differ on the wire but not in Swift are told apart by what separates
  /// their words; the one that is written as in Swift keeps its name.
  private mutating func unique(
    _ names: [(wire: String, given: String)],
    avoiding reserved: Set<String>,
    in type: TypeDeclaration
  ) -> [String] {
    var result = names.map { $0.given.isEmpty ? memberName($0.wire) : $0.given }
    let counts = Dictionary(result.map { ($0, 1) }, uniquingKeysWith: +)
    for index in names.indices where names[index].given.isEmpty {
      if counts[result[index]] ?? 0 > 1, result[index] != names[index].wire {
        result[index] = memberName(words.separatorsAsWords(names[index].wire))
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

extension String {
  /// What follows the last slash.
  var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
