/// Finds what generated code says too little about: methods, types, functions and parameters without a description, and
/// descriptions that are not meant for readers of the code.
struct DocumentationGaps {
  private let model: ProtocolModel
  private let wrappers: [Wrapper]
  private let context: TranslationContext
  private var gaps: Set<Diagnostic> = []
  private var entries: Set<Entry> = []

  /// An entry of the section `documentation` of the customization that closes a gap.
  struct Entry: Hashable {
    /// The part of the section: `methods`, `types` or `members`.
    var section: String
    var subject: String
  }

  /// - Returns: A diagnostic for each gap, sorted. It says which entry of the customization closes the gap.
  static func find(in model: ProtocolModel, _ wrappers: WrapperModel) -> [Diagnostic] {
    search(model, wrappers).gaps.sorted()
  }

  /// The entries that describe what has no description.
  static func missingEntries(in model: ProtocolModel, _ wrappers: WrapperModel) -> Set<Entry> {
    search(model, wrappers).entries
  }

  private static func search(_ model: ProtocolModel, _ wrappers: WrapperModel) -> DocumentationGaps {
    var finder = DocumentationGaps(
      model: model,
      wrappers: wrappers.wrappers,
      context: TranslationContext(model)
    )
    finder.find()
    return finder
  }

  private mutating func find() {
    for type in model.types.flatMap(\.flattened) {
      check(type)
      if case .messages(let messages) = type.kind { for message in messages.cases { check(message) } }
      check(proseOf: type)
    }
    for wrapper in wrappers { check(wrapper) }
  }

  // MARK: Silence

  private mutating func check(_ message: MessageCase) {
    if message.documentation.text.isEmpty {
      add("the method \"\(message.method)\" has no description", message.documentation, "methods", message.method)
    }
    checkProse(message.documentation, "the method \"\(message.method)\"")
  }

  private mutating func check(_ type: TypeDeclaration) {
    guard type.documentation.text.isEmpty, context.purpose(of: type.id) == nil else { return }
    add("the type \"\(type.id.path)\" has no description", type.documentation, "types", type.id.path)
  }

  private mutating func check(_ wrapper: Wrapper) {
    let function = wrapper.call
    if wrapper.documentation.text.isEmpty {
      add("the function \(function) has no description", wrapper.method.documentation, "methods", wrapper.method.name)
    }
    let type = wrapper.method.params?.name
    let properties = context.properties(of: wrapper)
    for parameter in wrapper.parameters + (wrapper.options?.parameters ?? []) {
      guard Self.saysNothing(parameter.documentation, about: parameter.name) else { continue }
      let property = properties.first { $0.swiftName == parameter.property }
      let subject = [type?.path, property?.name].compactMap(\.self).joined(separator: ".")
      let problem = "the parameter \"\(parameter.name)\" of the function \(function) has no description"
      add(problem, property?.documentation ?? wrapper.method.documentation, "members", subject)
    }
    check(properties, hiddenIn: wrapper)
  }

  /// Whether a text has at most one word beside articles, and the name has this word, too: "The text." about `text`.
  private static func saysNothing(_ text: String, about name: String) -> Bool {
    let name = name.lowercased()
    let words = text.lowercased().split { !$0.isLetter }.filter { !Self.fillers.contains(String($0)) }
    return words.count < 2 && words.allSatisfy { name.contains($0) }
  }

  private static let fillers: Set = ["a", "an", "the", "of", "this", "is", "s", "optional"]

  private mutating func add(_ problem: String, _ documentation: Documentation, _ section: String, _ subject: String) {
    entries.insert(Entry(section: section, subject: subject))
    report(
      "\(problem); add \"\(subject)\" to \"documentation\", \"\(section)\" in the customization",
      documentation.pointer
    )
  }

  private mutating func report(_ message: String, _ pointer: String) {
    gaps.insert(.error(model.sources.last ?? "", pointer, message))
  }

  // MARK: Words for other readers

  private mutating func check(proseOf type: TypeDeclaration) {
    let path = type.id.path
    checkProse(type.documentation, "the type \"\(path)\"")
    switch type.kind {
    case .structure(let structure):
      for property in structure.allProperties { checkProse(property.documentation, "\"\(path).\(property.name)\"") }
    case .openEnum(let values):
      for value in values.values { checkProse(value.documentation, "\"\(path).\(value.text)\"") }
    case .union(let union):
      for branch in union.branches { checkProse(branch.documentation, "\"\(path).\(branch.tag)\"") }
    case .messages, .alias: break
    }
  }

  private mutating func checkProse(_ documentation: Documentation, _ subject: String) {
    for text in [documentation.text, documentation.deprecation ?? ""] {
      guard let words = Self.foreignWords(in: text) else { continue }
      report(
        "the description of \(subject) contains \"\(words)\", which is not meant for readers of Swift code; add the words "
          + "to \"documentation\", \"replacements\" in the customization",
        documentation.pointer
      )
    }
  }

  /// Words of a description that are notes of the schema's authors for themselves, or names of another programming language.
  private static func foreignWords(in text: String) -> String? {
    if let note = notes.first(where: { text.contains($0) }) { return note }
    var isCode = false
    for part in text.split(separator: "`", omittingEmptySubsequences: false) {
      defer { isCode.toggle() }
      for word in part.split(whereSeparator: { $0.isWhitespace || "()[],;\"'".contains($0) }) {
        let word = word.last.map { ".:?!".contains($0) } == true ? word.dropLast() : word
        let isSnakeCase = word.contains("_") && !word.contains("/") && word.contains(where: \.isLowercase)
        if word.contains("::") || (isSnakeCase && !isCode) { return String(word) }
      }
    }
    return nil
  }

  private static let notes = [
    "NEW API", "DEPRECATED API", "DO NOT USE", "INTERNAL USE", "TODO", "FIXME", "NOTE(", "HACK",
  ]

  /// Reports a description of a function or of its parameters that mentions a property which the function does not have.
  private mutating func check(_ properties: [Property], hiddenIn wrapper: Wrapper) {
    let parameters = wrapper.parameters + (wrapper.options?.parameters ?? [])
    let shown = Set(parameters.map(\.name) + parameters.compactMap(\.property))
    let hidden = properties.filter { property in
      // A name such as `model` is also a word of English.
      !shown.contains(property.swiftName) && property.swiftName.contains(where: \.isUppercase)
    }
    if hidden.isEmpty { return }
    let names = Set(hidden.flatMap { [$0.swiftName, $0.name] })
    for (text, place) in [(wrapper.documentation.text, "")] + parameters.map({ ($0.documentation, $0.name) }) {
      let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      guard let name = words.first(where: names.contains) else { continue }
      let subject = place.isEmpty ? wrapper.call : "the parameter \"\(place)\" of \(wrapper.call)"
      report(
        "the description of \(subject) mentions \"\(name)\", which the function has no parameter for; change the words "
          + "under \"documentation\" in the customization",
        properties.first { $0.swiftName == place }?.documentation.pointer ?? wrapper.method.documentation.pointer
      )
    }
  }
}
