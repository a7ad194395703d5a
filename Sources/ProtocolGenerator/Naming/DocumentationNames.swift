/// Writes the Swift names of properties in descriptions. Descriptions of a schema use the names in JSON, or the names of the
/// programming language that the schema was made from: `threadId` and `thread_id` for `threadID`.
///
/// A name is replaced where the description is about the type that has the property: in the descriptions of the type, its
/// properties and the method whose parameters it is. Only names that are no words of English are replaced.
struct DocumentationNames {
  /// Swift names by their other spellings, of the properties of each struct.
  private var names: [TypeID: [String: String]] = [:]

  static func spell(_ model: inout ProtocolModel) {
    var speller = DocumentationNames()
    for type in model.types { speller.collect(type) }
    for index in model.types.indices { speller.spell(&model.types[index]) }
    for index in model.methods.indices {
      if let names = speller.names(of: model.methods[index].params) {
        model.methods[index].documentation.spell(names)
      }
    }
  }

  private mutating func collect(_ type: TypeDeclaration) {
    for nested in type.nested { collect(nested) }
    guard case .structure(let structure) = type.kind else { return }
    var spellings: [String: String] = [:]
    for property in structure.properties where property.presence != .flattened {
      let snake = Self.snakeCase(property.name)
      if snake != property.name { spellings[snake] = property.swiftName.codeSpan }
      let isWord = property.name.allSatisfy(\.isLowercase)
      if !isWord, property.swiftName != property.name { spellings[property.name] = property.swiftName }
    }
    if !spellings.isEmpty { names[type.id] = spellings }
  }

  /// `thread_id` for `threadId`.
  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { result, character in
      if character.isUppercase { result += "_" }
      result += character.lowercased()
    }
  }

  private func names(of type: TypeReference?) -> [String: String]? { type?.name.flatMap { names[$0] } }

  private func spell(_ type: inout TypeDeclaration) {
    for index in type.nested.indices { spell(&type.nested[index]) }
    switch type.kind {
    case .structure(var structure):
      guard let names = names[type.id] else { return }
      type.documentation.spell(names)
      for index in structure.properties.indices { structure.properties[index].documentation.spell(names) }
      type.kind = .structure(structure)
    case .messages(var messages):
      for index in messages.cases.indices {
        if let names = names(of: messages.cases[index].params) { messages.cases[index].documentation.spell(names) }
      }
      type.kind = .messages(messages)
    case .openEnum, .union, .alias: break
    }
  }
}

extension Documentation {
  fileprivate mutating func spell(_ names: [String: String]) {
    text = text.spelling(names)
    deprecation = deprecation?.spelling(names)
  }
}

extension String {
  /// The text with other spellings of some of its words. In code spans, only words are replaced whose new spelling is no code
  /// span itself.
  fileprivate func spelling(_ names: [String: String]) -> String {
    var result = ""
    var word = ""
    var isCode = false
    var hasChanged = false
    func endWord(before next: Character?) {
      if let name = names[word], next != "\"", result.last != "\"", !(isCode && name.hasPrefix("`")) {
        result += name
        hasChanged = true
      } else {
        result += word
      }
      word = ""
    }
    for character in self {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      endWord(before: character)
      if character == "`" { isCode.toggle() }
      result.append(character)
    }
    endWord(before: nil)
    return hasChanged ? result : self
  }
}
