/// The parameters of one wrapper: the fields of the method's parameters, less what presets, adapters and the owner stand for.
struct ParameterBuilder {
  let settings: WrapperSettings
  let context: TranslationContext
  let method: Method
  let entry: WrapperEntry
  private(set) var parameters: [Wrapper.Parameter] = []
  private(set) var filled: [(property: String, value: Expression)] = []
  private(set) var problems: [String] = []

  init(
    settings: WrapperSettings,
    context: TranslationContext,
    method: Method,
    entry: Customization.Entry<WrapperEntry>
  ) {
    self.settings = settings
    self.context = context
    self.method = method
    self.entry = entry.value
  }

  /// - Parameter fills: Fields that the owner fills, and its members that do.
  mutating func build(_ structure: Structure, fills: [String: String]) {
    var replaced: Set<String> = []
    for adapter in settings.adapters where adapter.value.methods.contains(method.name) {
      replaced.formUnion(adapter.value.replaces)
      parameters.append(self.adapter(adapter))
    }
    var presets: [Wrapper.Parameter] = []
    for preset in settings.presets {
      let fields = structure.properties.filter { preset.value.replaces.contains($0.name) }
      if fields.isEmpty { continue }
      replaced.formUnion(preset.value.replaces)
      if preset.value.hiddenIn.contains(method.name) { continue }
      presets.append(
        self.preset(preset, gate: fields.allSatisfy { $0.gate == .experimental } ? .experimental : .always)
      )
    }
    for property in structure.properties {
      if let member = fills[property.name] {
        filled.append((property: property.swiftName, value: .name(member)))
      } else if replaced.contains(property.name) || entry.hidden.contains(property.name) {
        fill(property)
      } else {
        parameters.append(parameter(property))
      }
    }
    let firstOptional = parameters.firstIndex { $0.defaultValue != nil } ?? parameters.count
    parameters.insert(contentsOf: presets, at: firstOptional)
    check(structure, fills)
    arrange()
  }

  // MARK: Parameters

  private func parameter(_ property: Property) -> Wrapper.Parameter {
    let type = context.spelling(property.type)
    let isOverride = entry.overrides && property.presence == .optional
    var parameter = Wrapper.Parameter(
      name: property.swiftName,
      type: type,
      source: .property(property.swiftName, isOverride: isOverride),
      documentation: property.documentation.summary,
      gate: property.gate
    )
    switch property.presence {
    case .required, .flattened: break
    case .requiredNullable: parameter.type = type + "?"
    case .optional:
      parameter.type = isOverride ? "Override<\(type)>" : type + "?"
      parameter.defaultValue = isOverride ? .member(nil, "inherit") : .nil
    case .threeState:
      parameter.type = "Patch<\(type)>"
      parameter.defaultValue = .member(nil, "unchanged")
    }
    if let name = entry.parameters[property.name] {
      let parts = name.split(separator: " ").map(String.init)
      parameter.name = parts.last ?? name
      parameter.label = parts.count > 1 ? parts.first : nil
    }
    return parameter
  }

  private func preset(_ preset: Customization.Entry<PresetSettings>, gate: Gate) -> Wrapper.Parameter {
    let name = preset.value.parameter
    let defaultCase = entry.defaults[name]
    let isOverride = entry.overrides
    let type = isOverride ? "Override<\(preset.subject)>" : defaultCase == nil ? preset.subject + "?" : preset.subject
    let inherited: Expression = isOverride ? .member(nil, "inherit") : .nil
    return Wrapper.Parameter(
      name: name,
      type: type,
      source: .preset(preset.subject, isOptional: !isOverride && defaultCase == nil, isOverride: isOverride),
      defaultValue: defaultCase.map { .member(nil, $0) } ?? inherited,
      documentation: preset.value.documentation.firstSentence,
      gate: gate
    )
  }

  private func adapter(_ adapter: Customization.Entry<AdapterSettings>) -> Wrapper.Parameter {
    Wrapper.Parameter(
      label: "_",
      name: adapter.value.parameter,
      type: adapter.subject,
      source: .adapter,
      documentation: "What to say."
    )
  }

  // MARK: What has no parameter

  /// A required field without a parameter needs a value that can be replaced later.
  private mutating func fill(_ property: Property) {
    guard property.mustBeGiven else { return }
    switch (property.presence, property.type) {
    case (.requiredNullable, _): filled.append((property: property.swiftName, value: .nil))
    case (_, .array): filled.append((property: property.swiftName, value: .emptyArray))
    case (_, .dictionary): filled.append((property: property.swiftName, value: .emptyDictionary))
    default: problems.append("the field \"\(property.name)\" of \"\(method.name)\" is required, so it cannot be hidden")
    }
  }

  private mutating func check(_ structure: Structure, _ fills: [String: String]) {
    let fields = structure.properties.map(\.name)
    for field in entry.hidden + entry.parameters.keys.sorted() where !fields.contains(field) {
      problems.append("\"\(method.name)\" has no field \"\(field)\"" + near(field, fields))
    }
    for (name, value) in entry.defaults.sorted(by: { $0.key < $1.key }) {
      guard let preset = settings.presets.first(where: { $0.value.parameter == name }),
        parameters.contains(where: { $0.name == name })
      else {
        problems.append("\"\(method.name)\" has no preset with the parameter \"\(name)\"")
        continue
      }
      let cases = preset.value.cases.map(\.name)
      if !cases.contains(value) {
        problems.append("the preset \"\(preset.subject)\" has no case \"\(value)\"" + near(value, cases))
      }
    }
  }

  /// The declared order first; what it does not name follows as it was.
  private mutating func arrange() {
    let names = parameters.map(\.name)
    for name in entry.order where !names.contains(name) {
      problems.append(
        "the wrapper of \"\(method.name)\" has no parameter \"\(name)\" to put in order" + near(name, names)
      )
    }
    let first = entry.order.compactMap { name in parameters.first { $0.name == name } }
    parameters = first + parameters.filter { !entry.order.contains($0.name) }
  }

  private func near(_ name: String, _ known: [String]) -> String {
    nearestName(to: name, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }
}

extension Documentation {
  /// The first paragraph, for a list of parameters.
  var summary: String {
    let paragraph = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    let text = paragraph.joined(separator: " ")
    return text.isEmpty ? deprecation.map { "Deprecated. \($0.singleLine)" } ?? "" : text
  }
}

extension String {
  /// The text through its first full stop.
  var firstSentence: String {
    guard let end = indices.first(where: { self[$0...].hasPrefix(". ") }) else { return self }
    return self[..<end] + "."
  }
}
