/// Applies the section `documentation` to a model: replaces words of the schema's descriptions, and describes what has no
/// description. The model is read once.
struct DocumentationWriter {
  /// A problem of an entry.
  struct Problem {
    var pointer: String
    var message: String
  }

  private let settings: DocumentationSettings
  private var replacer: PhraseReplacer
  private var methods: Texts
  private var types: Texts
  private var members: Texts
  /// The names in the schema, for messages about entries that fit nothing.
  private var methodNames: Set<String> = []
  private var propertyNames: Set<String> = []
  private var memberNames: [String: [String]] = [:]

  /// - Parameter findsProblems: Whether problems are wanted. Each problem has a suggestion of the nearest name, and finding the nearest
  ///   names takes long when the customization was written for another release.
  /// - Returns: A problem for each entry that describes nothing.
  static func document(
    _ model: inout ProtocolModel,
    _ customization: Customization,
    findingProblems findsProblems: Bool
  ) -> [Problem] {
    if customization.documentation.isEmpty { return [] }
    var writer = DocumentationWriter(customization)
    for index in model.types.indices { writer.document(&model.types[index]) }
    return findsProblems ? writer.problems() : []
  }

  private init(_ customization: Customization) {
    settings = customization.documentation
    replacer = PhraseReplacer(settings.replacements.map { ($0.subject, $0.value) })
    methods = Texts(settings.methods)
    types = Texts(settings.types)
    members = Texts(settings.members)
    // A function's documentation in the section `wrappers` also describes the method.
    for wrapper in customization.wrappers.wrappers {
      guard let text = wrapper.value.lazy.compactMap(\.value.documentation).first else { continue }
      methods.addDefault(text.firstSentence, for: wrapper.subject)
    }
  }

  // MARK: Descriptions

  private mutating func document(_ type: inout TypeDeclaration) {
    for index in type.nested.indices { document(&type.nested[index]) }
    let path = type.id.path
    memberNames[path] = type.memberNames
    describe(&type.documentation, path, \.types)
    switch type.kind {
    case .structure(var structure):
      for index in structure.properties.indices {
        let name = structure.properties[index].name
        propertyNames.insert(name)
        describe(&structure.properties[index].documentation, "\(path).\(name)", \.members, otherwise: name)
      }
      type.kind = .structure(structure)
    case .openEnum(var values):
      for index in values.values.indices {
        describe(&values.values[index].documentation, "\(path).\(values.values[index].text)", \.members)
      }
      type.kind = .openEnum(values)
    case .union(var union):
      for index in union.branches.indices {
        describe(&union.branches[index].documentation, "\(path).\(union.branches[index].tag)", \.members)
        share(&union.branches[index], with: &type.nested)
      }
      type.kind = .union(union)
    case .messages(var messages):
      for index in messages.cases.indices {
        methodNames.insert(messages.cases[index].method)
        describe(&messages.cases[index].documentation, messages.cases[index].method, \.methods)
      }
      type.kind = .messages(messages)
    case .alias: break
    }
  }

  /// Gives a branch and the type of its values the same description, if only one of them has a description.
  private func share(_ branch: inout Branch, with nested: inout [TypeDeclaration]) {
    guard let id = branch.payload?.name, let index = nested.firstIndex(where: { $0.id == id }) else { return }
    if branch.documentation.text.isEmpty {
      branch.documentation.text = nested[index].documentation.text
    } else if nested[index].documentation.text.isEmpty {
      nested[index].documentation.text = branch.documentation.text
    }
  }

  /// - Parameter common: The subject of the entry that applies when `subject` has no entry.
  private mutating func describe(
    _ documentation: inout Documentation,
    _ subject: String,
    _ texts: WritableKeyPath<Self, Texts>,
    otherwise common: String? = nil
  ) {
    documentation.text = replacer.replacing(in: documentation.text)
    documentation.deprecation = documentation.deprecation.map { replacer.replacing(in: $0) }
    let isSilent = documentation.text.isEmpty
    var text = self[keyPath: texts].text(of: subject, isSilent: isSilent)
    if let common {
      if text == nil {
        text = self[keyPath: texts].text(of: common, isSilent: isSilent)
      } else {
        self[keyPath: texts].supersede(common)
      }
    }
    if isSilent, let text { documentation.customize(text) }
  }

  // MARK: Problems

  private func problems() -> [Problem] {
    methods.unused.map { problem($0, methods, unknown("method", $0.subject, methodNames)) }
      + types.unused.map { problem($0, types, unknown("type", $0.subject, memberNames.keys)) }
      + members.unused.map { problem($0, members, unknownMember($0.subject)) }
      + settings.replacements.filter { !replacer.used.contains($0.subject) }
      .map { Problem(pointer: $0.pointer, message: "no description of the schema contains these words") }
  }

  private func problem(_ entry: Customization.Entry<String>, _ texts: Texts, _ unknown: String) -> Problem {
    if texts.isSuperseded(entry.subject) {
      let message = "each property \"\(entry.subject)\" has an entry of its own, so this entry has no effect"
      return Problem(pointer: entry.pointer, message: message)
    }
    let message =
      texts.isDescribed(entry.subject)
      ? "the schema describes \"\(entry.subject)\" itself, so this entry has no effect; remove the entry, or list words of "
        + "the schema's description that should be different under \"replacements\"" : unknown
    return Problem(pointer: entry.pointer, message: message)
  }

  private func unknownMember(_ subject: String) -> String {
    // The path of a type contains no dot, but the names of values may.
    guard let dot = subject.firstIndex(of: ".") else { return unknown("property", subject, propertyNames) }
    let type = String(subject[..<dot])
    guard let known = memberNames[type] else { return unknown("type", type, memberNames.keys) }
    return unknown("member", String(subject[subject.index(after: dot)...]), known, of: " of \"\(type)\"")
  }

  private func unknown(
    _ what: String,
    _ name: String,
    _ known: some Sequence<String>,
    of owner: String = ""
  ) -> String {
    "there is no \(what) \"\(name)\"\(owner) in the schema, so this entry has no effect"
      + suggestion(for: name, among: known)
  }
}

/// The texts of one kind, and which of them were used.
private struct Texts {
  private let entries: [Customization.Entry<String>]
  private var texts: [String: String]
  private var used: Set<String> = []
  private var described: Set<String> = []
  private var superseded: Set<String> = []

  init(_ entries: [Customization.Entry<String>]) {
    self.entries = entries
    texts = Dictionary(entries.map { ($0.subject, $0.value) }) { _, last in last }
  }

  /// Adds a text that is not an entry, so nobody is told when the text is not used.
  mutating func addDefault(_ text: String, for subject: String) {
    if texts[subject] == nil { texts[subject] = text }
  }

  /// The text about a subject.
  ///
  /// - Parameter isSilent: Whether the subject has no description, so that the text is used.
  mutating func text(of subject: String, isSilent: Bool) -> String? {
    guard let text = texts[subject] else { return nil }
    if isSilent { used.insert(subject) } else { described.insert(subject) }
    return text
  }

  /// Notes that an entry about a single type stands in for the entry about all types.
  mutating func supersede(_ subject: String) { superseded.insert(subject) }

  /// Whether entries about single types stand in for the entry everywhere.
  func isSuperseded(_ subject: String) -> Bool {
    superseded.contains(subject) && !used.contains(subject) && !described.contains(subject)
  }

  var unused: [Customization.Entry<String>] { entries.filter { !used.contains($0.subject) } }

  /// Whether the schema describes the subject.
  func isDescribed(_ subject: String) -> Bool { described.contains(subject) }
}
