import CodexWire

/// RawFile -> Customization: the file's form. Whether an entry hits anything is seen when it is applied.
struct CustomizationReader {
  private let path: String
  private var diagnostics: [Diagnostic] = []

  /// - Throws: `GeneratorError` for a file that is not JSON or not of this form.
  static func read(_ file: SourceFile) throws(GeneratorError) -> Customization {
    let json = try parseJSON(file)
    var reader = CustomizationReader(path: file.path)
    let customization = reader.customization(json)
    if !reader.diagnostics.isEmpty { throw GeneratorError(reader.diagnostics) }
    return customization
  }

  private init(path: String) { self.path = path }

  /// The members of the file, in the order of `customization(_:)`.
  private static let sections = ["$schema", "words", "types", "members", "enumAliases", "threeState", "responses"]

  private mutating func customization(_ json: JSONValue) -> Customization {
    var customization = Customization(path: path)
    guard let sections = json.objectValue else {
      report("", "a customization should be a JSON object")
      return customization
    }
    for name in sections.keys.sorted() where !Self.sections.contains(name) {
      let near = nearestName(to: name, in: Self.sections).map { "; did you mean \"\($0)\"?" } ?? ""
      report("/\(JSONPointer.escape(name))", "there is no section \"\(name)\" in a customization\(near)")
    }
    customization.wordEntries = strings(sections["words"], at: "/words")
    for word in customization.wordEntries { customization.words[word.subject.lowercased()] = word.value }
    customization.typeNames = strings(sections["types"], at: "/types")
    customization.memberNames = strings(sections["members"], at: "/members")
    customization.responses = strings(sections["responses"], at: "/responses")
    customization.threeState = names(sections["threeState"], at: "/threeState")
    for entry in members(sections["enumAliases"], at: "/enumAliases") {
      let aliases = strings(entry.value, at: entry.pointer)
      let table = Dictionary(aliases.map { ($0.subject, $0.value) }, uniquingKeysWith: { first, _ in first })
      customization.enumAliases.append(.init(subject: entry.subject, value: table, pointer: entry.pointer))
    }
    return customization
  }

  private mutating func members(_ json: JSONValue?, at pointer: String) -> [Customization.Entry<JSONValue>] {
    guard let json else { return [] }
    guard let members = json.objectValue else {
      report(pointer, "this section should be an object")
      return []
    }
    return members.sorted { $0.key < $1.key }
      .map { .init(subject: $0.key, value: $0.value, pointer: "\(pointer)/\(JSONPointer.escape($0.key))") }
  }

  private mutating func strings(_ json: JSONValue?, at pointer: String) -> [Customization.Entry<String>] {
    members(json, at: pointer).compactMap { entry in
      if let text = entry.value.stringValue, !text.isEmpty {
        return .init(subject: entry.subject, value: text, pointer: entry.pointer)
      }
      report(entry.pointer, "this should be a string that is not empty")
      return nil
    }
  }

  private mutating func names(_ json: JSONValue?, at pointer: String) -> [Customization.Entry<Void>] {
    guard let json else { return [] }
    guard let elements = json.arrayValue else {
      report(pointer, "this section should be an array of names")
      return []
    }
    return elements.enumerated().compactMap { index, element in
      if let text = element.stringValue { return .init(subject: text, value: (), pointer: "\(pointer)/\(index)") }
      report("\(pointer)/\(index)", "this should be a string")
      return nil
    }
  }

  private mutating func report(_ pointer: String, _ message: String) {
    diagnostics.append(.error(path, pointer, message))
  }
}
