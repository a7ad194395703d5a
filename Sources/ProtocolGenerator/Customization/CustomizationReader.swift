import CodexWire

/// RawFile -> Customization: the file's form. Whether an entry hits anything is seen when it is applied.
struct CustomizationReader {
  private var json: JSONReader
  private var customization: Customization

  /// - Parameter includingExperimental: Whether the model has the experimental bundle, so that the entries of the section
  ///   `experimental` apply. They are read in any case.
  /// - Throws: `GeneratorError` for a file that is not JSON or not of this form.
  static func read(_ file: SourceFile, includingExperimental: Bool = true) throws(GeneratorError) -> Customization {
    let document = try parseJSON(file)
    var reader = CustomizationReader(path: file.path)
    reader.read(document, at: "")
    if let experimental = document["experimental"] {
      var inner = CustomizationReader(path: file.path)
      inner.customization = includingExperimental ? reader.customization : inner.customization
      inner.read(experimental, at: "/experimental")
      reader.json.add(inner.json.diagnostics)
      if includingExperimental { reader.customization = inner.customization }
    }
    if !reader.json.diagnostics.isEmpty { throw GeneratorError(reader.json.diagnostics) }
    return reader.customization
  }

  private init(path: String) {
    json = JSONReader(path: path)
    customization = Customization(path: path)
  }

  /// What both the file and its section `experimental` may have.
  private static let sections = [
    "words", "types", "members", "enumAliases", "threeState", "additionalMembers", "responses",
  ]

  /// Adds the entries of `sections` to the customization.
  private mutating func read(_ sections: JSONValue, at prefix: String) {
    let isRoot = prefix.isEmpty
    let names = Self.sections + (isRoot ? ["$schema", "experimental"] + WrapperSettingsReader.sections : [])
    json.checkNames(of: sections, among: names, at: prefix)
    for word in strings(sections["words"], at: "\(prefix)/words") {
      customization.wordEntries.append(word)
      customization.words[word.subject.lowercased()] = word.value
    }
    customization.typeNames += strings(sections["types"], at: "\(prefix)/types")
    customization.memberNames += strings(sections["members"], at: "\(prefix)/members")
    customization.responses += strings(sections["responses"], at: "\(prefix)/responses")
    customization.threeState += self.names(sections["threeState"], at: "\(prefix)/threeState")
    customization.additionalMembers += self.names(sections["additionalMembers"], at: "\(prefix)/additionalMembers")
    for (name, value, pointer) in json.members(sections["enumAliases"], at: "\(prefix)/enumAliases") {
      let aliases = json.stringMembers(value, at: pointer)
      customization.enumAliases.append(.init(subject: name, value: aliases, pointer: pointer))
    }
    if isRoot {
      let (settings, diagnostics) = WrapperSettingsReader.read(sections, path: json.path)
      customization.wrappers = settings
      json.add(diagnostics)
    }
  }

  private mutating func strings(_ value: JSONValue?, at pointer: String) -> [Customization.Entry<String>] {
    json.members(value, at: pointer).compactMap { name, value, place in
      json.string(value, at: place).map { .init(subject: name, value: $0, pointer: place) }
    }
  }

  private mutating func names(_ value: JSONValue?, at pointer: String) -> [Customization.Entry<Void>] {
    json.elements(value, at: pointer).compactMap { value, place in
      json.string(value, at: place).map { .init(subject: $0, value: (), pointer: place) }
    }
  }
}
