/// (ProtocolModel, Customization) -> ProtocolModel: applies every entry to the model, and reports entries without
/// effect.
struct CustomizationApplier {
  private var model: ProtocolModel
  private let customization: Customization
  private var diagnostics: [Diagnostic] = []
  /// The words of all names in the schema, in lower case.
  private lazy var wordsInUse = model.words(split: Words(customization.words))

  /// The facts that apply beside the customization.
  private let facts: CustomizationFacts
  /// Whether nothing is reported, because the caller ignores entries that do not fit the model.
  private let isLenient: Bool

  /// - Parameters:
  ///   - facts: What is known about the protocol beside the customization, whose entries win. Facts that do not fit the model
  ///     are ignored.
  ///   - isLenient: Entries that do not fit the model are ignored, since the customization was written for another release.
  /// - Throws: `GeneratorError` with each entry that does not fit the model, and a suggestion of the nearest name.
  static func apply(
    _ customization: Customization,
    facts: CustomizationFacts = .none,
    to model: ProtocolModel,
    isLenient: Bool = false
  ) throws(GeneratorError) -> ProtocolModel {
    let facts = facts.without(customization)
    var known = CustomizationApplier(model: model, customization: facts.customization, isLenient: true)
    known.applyFacts()
    var applier = CustomizationApplier(
      model: known.model,
      customization: customization,
      facts: facts,
      isLenient: isLenient
    )
    applier.apply()
    if !applier.diagnostics.isEmpty { throw GeneratorError(applier.diagnostics) }
    return applier.model
  }

  private init(
    model: ProtocolModel,
    customization: Customization,
    facts: CustomizationFacts = .none,
    isLenient: Bool
  ) {
    self.model = model
    self.customization = customization
    self.facts = facts
    self.isLenient = isLenient
  }

  /// Applies the entries of `CustomizationFacts`, except for the responses.
  private mutating func applyFacts() {
    for entry in customization.threeState { makeThreeState(entry) }
    for entry in customization.additionalMembers { keepAdditionalMembers(entry) }
    for entry in customization.secrets { makeSecret(entry) }
  }

  private mutating func apply() {
    for entry in customization.wordEntries { checkWord(entry) }
    for entry in customization.wordReplacementEntries { checkWordReplacement(entry) }
    for entry in customization.knownValues { nameValues(entry) }
    for entry in customization.enumAliases { alias(entry) }
    for entry in customization.threeState { makeThreeState(entry) }
    for entry in customization.additionalMembers { keepAdditionalMembers(entry) }
    for entry in customization.secrets { makeSecret(entry) }
    for entry in customization.notSecrets { excuse(entry) }
    model.treatSecretNamesAsSecrets(customization, except: facts.customization.notSecrets)
    for entry in customization.representations.entries { represent(entry) }
    for entry in customization.representations.plainValues { checkPlainValue(entry) }
    model.warnAboutLikelyRepresentations(customization.representations)
    let problems = DocumentationWriter.document(&model, customization, findingProblems: !isLenient)
    for problem in problems { report(problem.pointer, problem.message, isUnused: true) }
    for entry in customization.memberNames { renameMember(entry) }
    for entry in customization.typeNames { renameType(entry) }
    model = MethodFinder.find(in: model, responses: responses())
  }

  // MARK: Types

  private mutating func renameType(_ entry: Customization.Entry<String>) {
    checkIdentifier(entry)
    if SwiftKeyword.reserved.contains(entry.value) || SwiftKeyword.noTypes.contains(entry.value) {
      report(entry.pointer, "\"\(entry.value)\" cannot name a type, since Swift reserves the name")
    }
    changeType(entry.subject, entry.pointer) { type, _ in type.swiftName = entry.value }
  }

  /// Makes a definition that is a string without an enum an enum of the values that are known. The enum keeps all other
  /// strings.
  private mutating func nameValues(_ entry: Customization.Entry<[Customization.Entry<Void>]>) {
    changeType(entry.subject, entry.pointer) { type, applier in
      guard case .alias(.scalar(.string)) = type.kind else {
        let message = "\"\(entry.subject)\" is not a string without an enum, so its values cannot be named here"
        return applier.report(entry.pointer, message)
      }
      var seen: Set<String> = []
      for value in entry.value where !seen.insert(value.subject).inserted {
        applier.report(value.pointer, "the value \"\(value.subject)\" is listed twice")
      }
      if entry.value.isEmpty { return applier.report(entry.pointer, "this entry names no values") }
      let values = entry.value.map { OpenEnum.Value(value: .string($0.subject)) }
      type.kind = .openEnum(OpenEnum(rawType: .string, values: values, isOpenString: true))
    }
  }

  private mutating func alias(_ entry: Customization.Entry<[String: String]>) {
    changeType(entry.subject, entry.pointer) { type, applier in
      guard case .openEnum(var values) = type.kind, values.rawType == .string else {
        return applier.report(
          entry.pointer,
          "\"\(entry.subject)\" is not an enum of strings, so its values have no aliases"
        )
      }
      let known = values.values.map(\.text)
      var isKnown = true
      for (spelling, value) in entry.value.sorted(by: { $0.key < $1.key }) {
        let pointer = "\(entry.pointer)/\(JSONPointer.escape(spelling))"
        for name in [spelling, value] where !known.contains(name) {
          isKnown = false
          applier.report(pointer, applier.unknown("value", name, known, of: entry.subject), isUnused: true)
        }
        if entry.value[value] != nil {
          applier.report(pointer, "\"\(value)\" is an alias itself, so \"\(spelling)\" cannot be its alias")
        }
      }
      guard isKnown else { return }
      values.values.removeAll { entry.value[$0.text] != nil }
      values.aliases = entry.value
      type.kind = .openEnum(values)
    }
  }

  /// Makes a type keep additional properties. The server flattens another type into its values, which the schema does
  /// not show.
  private mutating func keepAdditionalMembers(_ entry: Customization.Entry<Void>) {
    changeType(entry.subject, entry.pointer) { type, applier in
      guard case .structure(var structure) = type.kind, structure.additional == nil else {
        let message = "\"\(entry.subject)\" is not a struct, or already keeps its additional properties"
        return applier.report(entry.pointer, message, isUnused: true)
      }
      structure.additional = .additional(.json)
      type.kind = .structure(structure)
      applier.model.untyped.append(UntypedNode(pointer: type.documentation.pointer, reason: .additionalMembers))
    }
  }

  // MARK: Members

  private mutating func makeThreeState(_ entry: Customization.Entry<Void>) {
    changeMember(entry) { applier, type, name in
      guard case .structure(var structure) = type.kind else {
        applier.report(entry.pointer, "\"\(type.id.path)\" is not a struct, so nothing in it can have three states")
        return true
      }
      guard let index = structure.properties.firstIndex(where: { $0.name == name }) else { return false }
      switch structure.properties[index].presence {
      case .optional, .threeState: structure.properties[index].presence = .threeState
      case .required, .requiredNullable, .flattened:
        let message =
          "\"\(entry.subject)\" is always present, so it cannot have the three states absent, null and value"
        applier.report(entry.pointer, message)
      }
      type.kind = .structure(structure)
      return true
    }
  }

  private mutating func makeSecret(_ entry: Customization.Entry<Void>) {
    changeProperty(entry, "can be a secret") { applier, property in
      if property.presence == .flattened || property.isBoxed {
        let message = "\"\(entry.subject)\" has properties of its own; list those of them that are secrets"
        applier.report(entry.pointer, message)
      }
      if applier.customization.notSecrets.contains(where: { $0.subject == entry.subject }) {
        applier.report(
          entry.pointer,
          "\"\(entry.subject)\" is also listed under \"notSecrets\"; keep one of the two entries"
        )
      }
      property.isSecret = true
    }
  }

  /// Checks an entry of the section `notSecrets`.
  private mutating func excuse(_ entry: Customization.Entry<Void>) {
    let aliases = model.aliases
    changeProperty(entry, "can be a secret") { applier, property in
      guard !property.looksSecret(among: aliases) else { return }
      applier.report(
        entry.pointer,
        "nothing about \"\(entry.subject)\" looks like a secret, so this entry has no effect",
        isUnused: true
      )
    }
  }

  /// Changes the property of a struct that an entry names as `TYPE.MEMBER`.
  ///
  /// - Parameter claim: What the entry says about the property, for the error about a type that has no properties.
  mutating func changeProperty<Value>(
    _ entry: Customization.Entry<Value>,
    _ claim: String,
    _ change: (inout Self, inout Property) -> Void
  ) {
    changeMember(entry) { applier, type, name in
      guard case .structure(var structure) = type.kind else {
        applier.report(entry.pointer, "\"\(type.id.path)\" is not a struct, so nothing in it \(claim)")
        return true
      }
      guard let index = structure.properties.firstIndex(where: { $0.name == name }) else { return false }
      change(&applier, &structure.properties[index])
      type.kind = .structure(structure)
      return true
    }
  }

  private mutating func renameMember(_ entry: Customization.Entry<String>) {
    checkIdentifier(entry)
    changeMember(entry) { _, type, name in
      switch type.kind {
      case .structure(var structure):
        if let index = structure.properties.firstIndex(where: { $0.name == name }) {
          structure.properties[index].swiftName = entry.value
          if structure.properties[index].presence == .flattened,
            let nested = type.nested.firstIndex(where: { $0.id == structure.properties[index].type.name })
          {
            type.nested[nested].swiftName = entry.value.capitalizedFirst
          }
        } else if structure.additional?.name == name {
          structure.additional?.swiftName = entry.value
        } else {
          return false
        }
        type.kind = .structure(structure)
      case .openEnum(var values):
        guard let index = values.values.firstIndex(where: { $0.text == name }) else { return false }
        values.values[index].swiftName = entry.value
        type.kind = .openEnum(values)
      case .union(var union):
        guard let index = union.branches.firstIndex(where: { $0.tag == name }) else { return false }
        union.branches[index].swiftName = entry.value
        type.kind = .union(union)
      case .messages(var messages):
        guard let index = messages.cases.firstIndex(where: { $0.method == name }) else { return false }
        messages.cases[index].swiftName = entry.value
        type.kind = .messages(messages)
      case .alias: return false
      }
      return true
    }
  }

  // MARK: Responses

  private mutating func responses() -> [String: TypeID] {
    let methods = model.types.flatMap { type -> [String] in
      guard case .messages(let messages) = type.kind, messages.kind == .requests else { return [] }
      return messages.cases.map(\.method)
    }
    var responses: [String: TypeID] = [:]
    for entry in facts.customization.responses {
      let id = TypeID(path: entry.value)
      if methods.contains(entry.subject), model.types.contains(where: { $0.id == id }) { responses[entry.subject] = id }
    }
    for entry in customization.responses {
      let id = TypeID(path: entry.value)
      if !methods.contains(entry.subject) {
        report(entry.pointer, unknown("method", entry.subject, methods), isUnused: true)
      } else if !model.types.contains(where: { $0.id == id }) {
        report(entry.pointer, unknown("definition", entry.value, model.types.map(\.id.path)), isUnused: true)
      } else {
        responses[entry.subject] = id
      }
    }
    return responses
  }

  // MARK: Finding

  private mutating func changeType(
    _ path: String,
    _ pointer: String,
    _ change: (inout TypeDeclaration, inout Self) -> Void
  ) {
    func descend(_ types: inout [TypeDeclaration], _ applier: inout Self) -> Bool {
      for index in types.indices {
        if types[index].id.path == path {
          change(&types[index], &applier)
          return true
        }
        if path.hasPrefix(types[index].id.path + "/"), descend(&types[index].nested, &applier) { return true }
      }
      return false
    }
    var types = model.types
    if !descend(&types, &self) {
      report(pointer, unknown("type", path, types.flatMap(\.flattened).map(\.id.path)), isUnused: true)
    }
    model.types = types
  }

  /// Changes the member that an entry names as `TYPE.MEMBER`, such as `v2/UserInput/image.content`.
  private mutating func changeMember<Value>(
    _ entry: Customization.Entry<Value>,
    _ change: (inout Self, inout TypeDeclaration, String) -> Bool
  ) {
    // The path of a type contains no dot, but the names of values and methods may: the first dot separates the two.
    guard let dot = entry.subject.firstIndex(of: ".") else {
      let message = "\"\(entry.subject)\" names no member; write TYPE.MEMBER, such as v2/Thread.name"
      return report(entry.pointer, message)
    }
    let type = String(entry.subject[..<dot])
    let member = String(entry.subject[entry.subject.index(after: dot)...])
    changeType(type, entry.pointer) { declaration, applier in
      if change(&applier, &declaration, member) { return }
      applier.report(
        entry.pointer,
        applier.unknown("member", member, declaration.memberNames, of: type),
        isUnused: true
      )
    }
  }

  private func unknown(_ what: String, _ name: String, _ known: [String], of owner: String? = nil) -> String {
    let near = suggestion(for: name, among: known)
    let owner = owner.map { " of \"\($0)\"" } ?? ""
    return "there is no \(what) \"\(name)\"\(owner) in the schema, so this entry has no effect\(near)"
  }

  private mutating func checkIdentifier(_ entry: Customization.Entry<String>) {
    if !entry.value.isIdentifier { report(entry.pointer, "\"\(entry.value)\" is not a Swift identifier") }
  }

  /// Checks an entry of the section `words`. A word is a part of a name, so it may start with a digit.
  private mutating func checkWord(_ entry: Customization.Entry<String>) {
    if entry.value.lowercased() != entry.subject.lowercased(), entry.value.isPartOfIdentifier {
      report(
        entry.pointer,
        "\"\(entry.value)\" is another word than \"\(entry.subject)\"; only capitals may differ; "
          + "to write another word, use \"wordReplacements\""
      )
    } else {
      checkUse(entry)
    }
  }

  /// Checks an entry of the section `wordReplacements`.
  private mutating func checkWordReplacement(_ entry: Customization.Entry<String>) {
    if entry.value.lowercased() == entry.subject.lowercased() {
      report(
        entry.pointer,
        "\"\(entry.value)\" is the same word as \"\(entry.subject)\"; its capitals belong under \"words\""
      )
    } else if customization.wordEntries.contains(where: { $0.subject.lowercased() == entry.subject.lowercased() }) {
      report(
        entry.pointer,
        "the word \"\(entry.subject)\" also has an entry under \"words\"; keep one of the two entries"
      )
    } else {
      checkUse(entry)
    }
  }

  /// Reports a spelling that cannot be a part of a Swift identifier, and a word that no name of the schema has.
  private mutating func checkUse(_ entry: Customization.Entry<String>) {
    if !entry.value.isPartOfIdentifier {
      report(entry.pointer, "\"\(entry.value)\" is not a word of a Swift identifier; use letters and digits only")
    } else if !wordsInUse.contains(entry.subject.lowercased()) {
      let near = suggestion(for: entry.subject.lowercased(), among: wordsInUse)
      report(
        entry.pointer,
        "no name in the schema has the word \"\(entry.subject)\", so this entry has no effect\(near)",
        isUnused: true
      )
    }
  }

  /// - Parameter isUnused: Whether the entry at `pointer` fits nothing in the schema, and can be removed.
  mutating func report(_ pointer: String, _ message: String, isUnused: Bool = false) {
    if isLenient { return }
    diagnostics.append(.error(customization.path, pointer, message, isUnusedEntry: isUnused))
  }
}

extension String {
  /// Whether the text may stand inside a Swift identifier: letters and digits only.
  fileprivate var isPartOfIdentifier: Bool {
    unicodeScalars.allSatisfy(\.properties.isXIDContinue) && !contains("_")
  }
}
