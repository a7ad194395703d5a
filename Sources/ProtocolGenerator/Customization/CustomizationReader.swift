/// SourceFile -> Customization: checks the form of the file. `CustomizationApplier` checks whether the entries fit the
/// schema.
struct CustomizationReader {
  private var json: JSONReader
  private var customization: Customization

  /// - Parameter includingExperimental: Whether the model has the experimental bundle, so that the entries of the
  ///   section `experimental` apply. Without the experimental bundle, their form is checked but they have no effect.
  /// - Throws: `GeneratorError` for a file that is not JSON or does not have the form of a customization.
  static func read(_ file: SourceFile, includingExperimental: Bool = true) throws(GeneratorError) -> Customization {
    let document = try file.json()
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

  /// The sections about the model. Both the file and its section `experimental` may contain them.
  static let modelSections =
    [
      "words", "wordReplacements", "types", "members", "knownValues", "enumAliases", "threeState", "additionalMembers",
      "secrets", "notSecrets", "responses", "documentation",
    ] + RepresentationSettings.sections

  /// All sections of the file.
  static let sections =
    ["$schema", "definitionTable"] + modelSections + ["experimental"] + WrapperSettingsReader.sections

  /// All sections inside of the section `experimental`.
  static let experimentalSections = modelSections + WrapperSettingsReader.experimentalSections

  /// Adds the entries of `sections` to the customization.
  private mutating func read(_ sections: JSONValue, at prefix: String) {
    let isRoot = prefix.isEmpty
    json.checkNames(of: sections, among: isRoot ? Self.sections : Self.experimentalSections, at: prefix)
    if isRoot {
      customization.hasDefinitionTable = json.boolean(sections["definitionTable"], at: "/definitionTable") ?? false
    }
    for word in json.strings(sections["words"], at: "\(prefix)/words") {
      customization.wordEntries.append(word)
      customization.words[word.subject.lowercased()] = word.value
    }
    for word in json.strings(sections["wordReplacements"], at: "\(prefix)/wordReplacements") {
      customization.wordReplacementEntries.append(word)
      customization.words[word.subject.lowercased()] = word.value
    }
    customization.typeNames += json.strings(sections["types"], at: "\(prefix)/types")
    customization.memberNames += json.strings(sections["members"], at: "\(prefix)/members")
    customization.responses += json.strings(sections["responses"], at: "\(prefix)/responses")
    customization.threeState += json.names(sections["threeState"], at: "\(prefix)/threeState")
    customization.additionalMembers += json.names(sections["additionalMembers"], at: "\(prefix)/additionalMembers")
    customization.secrets += json.names(sections["secrets"], at: "\(prefix)/secrets")
    customization.notSecrets += json.names(sections["notSecrets"], at: "\(prefix)/notSecrets")
    let representations = json.representations(sections, at: prefix)
    customization.representations.entries += representations.entries
    customization.representations.plainValues += representations.plainValues
    customization.documentation.add(json.documentation(sections["documentation"], at: "\(prefix)/documentation"))
    for (name, value, pointer) in json.members(sections["knownValues"], at: "\(prefix)/knownValues") {
      customization.knownValues.append(.init(subject: name, value: json.names(value, at: pointer), pointer: pointer))
    }
    for (name, value, pointer) in json.members(sections["enumAliases"], at: "\(prefix)/enumAliases") {
      let aliases = json.stringMembers(value, at: pointer)
      customization.enumAliases.append(.init(subject: name, value: aliases, pointer: pointer))
    }
    let (settings, diagnostics) = WrapperSettingsReader.read(sections, at: prefix, path: json.path)
    customization.wrappers.add(settings)
    json.add(diagnostics)
  }
}
