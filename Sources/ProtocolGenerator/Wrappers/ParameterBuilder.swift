/// Builds the parameters of one wrapper: one for each property of the method's parameters that neither a preset, nor an
/// adapter, nor the owner provides.
struct ParameterBuilder {
  private let settings: WrapperSettings
  private let types: NamedTypes
  private let method: Method
  private let entry: WrapperEntry
  private let pointer: String
  private(set) var parameters: [Wrapper.Parameter] = []
  private(set) var filled: [Wrapper.Filled] = []
  private(set) var options: Wrapper.Options?
  private(set) var problems: [(pointer: String, message: String, isUnused: Bool)] = []

  init(
    settings: WrapperSettings,
    types: NamedTypes,
    method: Method,
    entry: Customization.Entry<WrapperEntry>
  ) {
    self.settings = settings
    self.types = types
    self.method = method
    self.entry = entry.value
    pointer = entry.pointer
  }

  /// Builds one parameter for the method's parameters as a whole, for types that are not structs.
  mutating func buildWhole() {
    if let params = method.params {
      var parameter = Wrapper.Parameter(
        label: "_",
        name: "params",
        type: types.spelling.text(params),
        source: .whole,
        documentation: "The parameters of the method."
      )
      if case .optional = params { parameter.defaultValue = .omission(.absent) }
      parameters = [parameter]
    }
    check(fields: [], having: [])
    arrange()
  }

  /// - Parameters:
  ///   - fills: The properties that the owner provides, each with the owner's member that has the value.
  ///   - newID: The property for which the SDK chooses a new ID, unless the owner provides the property.
  mutating func build(_ structure: Structure, fills: [String: String], newID: String? = nil) {
    var replaced: Set<String> = []
    for adapter in settings.adapters where adapter.value.methods.names().contains(method.name) {
      replaced.formUnion(adapter.value.replaces.names())
      parameters.append(self.adapter(adapter))
    }
    let adapted = replaced
    var presets: [Wrapper.Parameter] = []
    for preset in settings.presets {
      let fields = structure.properties.filter { preset.value.replaces.names().contains($0.name) }
      if fields.isEmpty { continue }
      replaced.formUnion(preset.value.replaces.names())
      if preset.value.hiddenIn.names().contains(method.name) { continue }
      let availability: Availability = fields.allSatisfy { $0.availability == .experimental } ? .experimental : .always
      presets.append(self.preset(preset, availability: availability))
    }
    var shown: [String] = []
    for property in structure.allProperties {
      if let member = fills[property.name] {
        filled.append(.init(property: property.swiftName, value: .ownerMember(member)))
      } else if property.name == newID {
        filled.append(.init(property: property.swiftName, value: .newID))
      } else if replaced.contains(property.name) {
        fill(property, isSetLater: adapted.contains(property.name), pointer)
      } else if let hidden = entry.hidden.entry(property.name) {
        fill(property, isSetLater: false, hidden.pointer)
        shown.append(property.name)
      } else {
        parameters.append(parameter(property))
        shown.append(property.name)
      }
    }
    let firstOptional = parameters.firstIndex { $0.defaultValue != nil } ?? parameters.count
    parameters.insert(contentsOf: presets, at: firstOptional)
    check(fields: structure.allProperties.map(\.name), having: shown)
    arrange()
  }

  // MARK: Parameters

  private mutating func parameter(_ property: Property) -> Wrapper.Parameter {
    let isOverride = entry.overrides == true && property.presence == .optional
    var parameter = Wrapper.Parameter(
      name: property.swiftName,
      type: isOverride ? "Override<\(types.spelling.text(property.type))>" : types.spelling.text(property),
      source: .property(property.swiftName, isOverride: isOverride),
      documentation: property.documentation.summary,
      availability: property.availability
    )
    parameter.defaultValue = isOverride ? .inherit : property.omission.map { .omission($0) }
    if let representation = property.representation {
      parameter.represent(representation, of: property, isOverride: isOverride)
    } else if let branch = entry.branches.entry(property.name) {
      take(branch, of: property, isOverride: isOverride, for: &parameter)
    }
    if let name = entry.parameters.entry(property.name)?.value {
      let parts = name.split(separator: " ").map(String.init)
      parameter.name = parts.last ?? name
      parameter.label = parts.count > 1 ? parts.first : nil
    }
    if isOverride, parameter.conversion == nil { parameter.setting = property.type }
    return parameter
  }

  /// Makes the parameter the value of one branch of a union.
  private mutating func take(
    _ entry: Customization.Entry<String>,
    of property: Property,
    isOverride: Bool,
    for parameter: inout Wrapper.Parameter
  ) {
    guard case .named(let id) = property.type.unwrapped, let type = types[id], case .union(let union) = type.kind else {
      let message = "the property \"\(property.name)\" of \"\(method.name)\" is not a union"
      return report(entry.pointer, message, isUnused: true)
    }
    guard let branch = union.branches.first(where: { $0.swiftName == entry.value }), let payload = branch.payload else {
      let near = suggestion(for: entry.value, among: union.branches.map(\.swiftName))
      let message = "\(types.spelling.path(of: id)) has no case \"\(entry.value)\" with a value"
      return report(entry.pointer, message + near)
    }
    parameter.setType(types.spelling.text(payload), of: property, isOverride: isOverride)
    parameter.conversion = .branch(type: types.spelling.path(of: id), name: branch.swiftName)
  }

  private func preset(_ preset: Customization.Entry<PresetSettings>, availability: Availability) -> Wrapper.Parameter {
    let name = preset.value.parameter
    let defaultCase = entry.defaults.entry(name)?.value
    // A function with a default case of its own has nothing to inherit.
    let isOverride = entry.overrides == true && defaultCase == nil
    let type = isOverride ? "Override<\(preset.subject)>" : defaultCase == nil ? preset.subject + "?" : preset.subject
    let inherited = isOverride ? Wrapper.Parameter.DefaultValue.inherit : .omission(.absent)
    return Wrapper.Parameter(
      name: name,
      type: type,
      source: .preset(preset.subject, isOptional: !isOverride && defaultCase == nil, isOverride: isOverride),
      defaultValue: defaultCase.map { .presetCase($0) } ?? inherited,
      documentation: preset.value.documentation.firstSentence,
      availability: availability
    )
  }

  private func adapter(_ adapter: Customization.Entry<AdapterSettings>) -> Wrapper.Parameter {
    Wrapper.Parameter(
      label: "_",
      name: adapter.value.parameter,
      type: adapter.value.accepts.map { "some \($0)" } ?? adapter.subject,
      source: .adapter,
      documentation: adapter.value.documentation.firstSentence
    )
  }

  // MARK: What has no parameter

  /// Provides a value for a required property without a parameter: null, or an empty collection if an adapter sets the
  /// value later.
  private mutating func fill(_ property: Property, isSetLater: Bool, _ pointer: String) {
    guard property.mustBeGiven, !property.isAdditional else { return }
    switch (property.presence, property.type) {
    case (.requiredNullable, _): filled.append(.init(property: property.swiftName, value: .constant(.null)))
    case (_, .array) where isSetLater:
      filled.append(.init(property: property.swiftName, value: .constant(.array([]))))
    case (_, .dictionary) where isSetLater:
      filled.append(.init(property: property.swiftName, value: .constant(.dictionary([]))))
    default:
      report(pointer, "the property \"\(property.name)\" of \"\(method.name)\" is required, so it cannot be hidden")
    }
  }

  // MARK: Checks

  /// - Parameters:
  /// - fields: The names of all properties of the method's parameters.
  /// - shown: The names of the properties that neither the owner, nor a preset, nor an adapter provides.
  private mutating func check(fields: [String], having shown: [String]) {
    let entries =
      entry.hidden.map { ($0.subject, $0.pointer) } + entry.branches.map { ($0.subject, $0.pointer) }
      + entry.parameters.map { ($0.subject, $0.pointer) }
    for (field, pointer) in entries {
      if !fields.contains(field) {
        let message = "\"\(method.name)\" has no property \"\(field)\"" + suggestion(for: field, among: fields)
        report(pointer, message, isUnused: true)
      } else if !shown.contains(field) {
        let message = "the property \"\(field)\" of \"\(method.name)\" has no parameter, so this entry has no effect"
        report(pointer, message, isUnused: true)
      }
    }
    for name in entry.parameters where entry.hidden.entry(name.subject) != nil {
      let message = "the property \"\(name.subject)\" is hidden, so this entry has no effect"
      report(name.pointer, message, isUnused: true)
    }
    for entry in entry.defaults {
      guard let preset = settings.presets.first(where: { $0.value.parameter == entry.subject }),
        parameters.contains(where: { $0.name == entry.subject })
      else {
        let message = "\"\(method.name)\" has no preset with the parameter \"\(entry.subject)\""
        report(entry.pointer, message, isUnused: true)
        continue
      }
      let cases = preset.value.cases.map(\.name)
      if !cases.contains(entry.value) {
        report(
          entry.pointer,
          "the preset \"\(preset.subject)\" has no case \"\(entry.value)\"" + suggestion(for: entry.value, among: cases)
        )
      }
    }
    var seen: Set<String> = []
    for parameter in parameters where !seen.insert(parameter.name).inserted {
      let message = "the wrapper of \"\(method.name)\" would have two parameters \(parameter.name); rename one"
      report(pointer, "\(message) in \"parameters\"")
    }
  }

  /// Puts the parameters that the customization orders first. The other parameters keep their order.
  private mutating func arrange() {
    let names = parameters.map(\.name)
    for name in entry.order where !names.contains(name.subject) {
      let message = "the wrapper of \"\(method.name)\" has no parameter \"\(name.subject)\" to put in order"
      report(name.pointer, message + suggestion(for: name.subject, among: names), isUnused: true)
    }
    let order = entry.order.names()
    let first = order.compactMap { name in parameters.first { $0.name == name } }
    let others = parameters.filter { !order.contains($0.name) }
    parameters = first + others
    if let name = entry.options { moveToOptions(name, others) }
  }

  /// Replaces the parameters that are neither required, nor in order, nor of a preset by one parameter for an option
  /// struct.
  private mutating func moveToOptions(_ name: String, _ others: [Wrapper.Parameter]) {
    let moved = others.filter { if case .property = $0.source { $0.defaultValue != nil } else { false } }
    if moved.isEmpty { return }
    parameters.removeAll { parameter in moved.contains { $0.name == parameter.name } }
    if parameters.contains(where: { $0.name == "options" }) {
      report(
        pointer,
        "the wrapper of \"\(method.name)\" has a parameter options already, so it cannot have an option struct"
      )
    }
    parameters.append(
      Wrapper.Parameter(
        name: "options",
        type: name,
        source: .options,
        defaultValue: .options(name),
        documentation: "The settings that few programs need."
      )
    )
    options = Wrapper.Options(name: name, parameters: moved)
  }

  /// - Parameter isUnused: Whether the entry at `pointer` fits nothing in the schema, and can be removed.
  private mutating func report(_ pointer: String, _ message: String, isUnused: Bool = false) {
    problems.append((pointer: pointer, message: message, isUnused: isUnused))
  }
}

extension Documentation {
  /// The first paragraph and the reason of a deprecation, for the documentation of a parameter.
  var summary: String {
    let paragraph = text.textLines.prefix { !$0.isEmpty }
    return [paragraph.joined(separator: " "), deprecation?.deprecationSentence ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
