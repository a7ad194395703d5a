/// PresetSettings -> Preset: checks the values that each case sets, for the parameters of each method, against the
/// schema.
struct PresetBuilder {
  private let settings: WrapperSettings
  private let types: NamedTypes
  private let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(settings: WrapperSettings, types: NamedTypes, path: String) {
    self.settings = settings
    self.types = types
    self.path = path
  }

  /// - Parameter params: The parameters of all methods with wrappers.
  mutating func preset(_ entry: Customization.Entry<PresetSettings>, params: [TypeDeclaration]) -> Preset {
    var preset = Preset(name: entry.subject, documentation: entry.value.documentation, cases: [])
    guard !entry.value.cases.isEmpty else {
      // The section `experimental` contains only additions to a preset, so the preset itself is missing.
      report(entry.pointer, "there is no preset \"\(entry.subject)\" with cases")
      return preset
    }
    checkNames(entry)
    preset.cases = entry.value.cases.map {
      Preset.Case(
        name: $0.name,
        documentation: $0.documentation,
        conflictsWith: $0.conflictsWith.names(),
        requires: $0.requires
      )
    }
    let users = params.filter { Self.applies(entry.value, to: $0) }
    checkFields(entry, users)
    for type in users { preset.assignments.append(assignments(entry.value, on: type)) }
    return preset
  }

  /// Whether the parameters have at least one of the properties that the preset replaces.
  private static func applies(_ settings: PresetSettings, to type: TypeDeclaration) -> Bool {
    guard case .structure(let structure) = type.kind else { return false }
    return structure.properties.contains { settings.replaces.names().contains($0.name) }
  }

  // MARK: Checks

  private mutating func checkNames(_ entry: Customization.Entry<PresetSettings>) {
    if types.declarations.keys.contains(where: { types.spelling.path(of: $0) == entry.subject }) {
      report(entry.pointer, "the preset \"\(entry.subject)\" would have the name of a type of the protocol")
    }
    let others = settings.presets.map(\.subject).filter { $0 != entry.subject }
    var seen: Set<String> = []
    for preset in entry.value.cases {
      if !seen.insert(preset.name).inserted {
        report("\(preset.pointer)/name", "the preset \"\(entry.subject)\" has two cases \"\(preset.name)\"")
      }
      for other in preset.conflictsWith where !others.contains(other.subject) {
        let message = "there is no other preset \"\(other.subject)\" to conflict with"
        report(other.pointer, message + suggestion(for: other.subject, among: others))
      }
    }
  }

  private mutating func checkFields(_ entry: Customization.Entry<PresetSettings>, _ users: [TypeDeclaration]) {
    if users.isEmpty {
      return report(entry.pointer, "no method has a property that the preset \"\(entry.subject)\" replaces")
    }
    let known = Set(users.flatMap(\.memberNames))
    let fields =
      entry.value.replaces.map { ($0.subject, $0.pointer) }
      + entry.value.cases.flatMap(\.sets).map { ($0.subject, $0.pointer) }
    for (field, pointer) in fields where !known.contains(field) {
      report(
        pointer,
        "no method of the preset \"\(entry.subject)\" has the property \"\(field)\""
          + suggestion(for: field, among: known)
      )
    }
    let replaced = settings.presets.flatMap { $0.value.replaces.names() }
    for set in entry.value.cases.flatMap(\.sets) where known.contains(set.subject) && !replaced.contains(set.subject) {
      let message = "no preset replaces the property \"\(set.subject)\", so wrappers would have it beside the preset"
      report(set.pointer, message + "; name it in \"replaces\"")
    }
  }

  // MARK: Assignments

  private mutating func assignments(_ settings: PresetSettings, on type: TypeDeclaration) -> Preset.Application {
    let params = types.spelling.path(of: type.id)
    guard case .structure(let structure) = type.kind else { return .init(params: params) }
    let fields = structure.properties.filter { settings.replaces.names().contains($0.name) }
    let isExperimental = type.availability == .experimental || fields.allSatisfy { $0.availability == .experimental }
    var application = Preset.Application(params: params, availability: isExperimental ? .experimental : .always)
    for preset in settings.cases {
      let assignments = assignments(preset, structure, of: type)
      let stable = assignments.filter { isExperimental || $0.availability == .always }
      if assignments.isEmpty {
        report(preset.pointer, "the case \"\(preset.name)\" sets nothing on \"\(type.id.path)\"")
      } else if stable.isEmpty {
        let message =
          "the case \"\(preset.name)\" sets only experimental properties on \"\(type.id.path)\", so without the"
        report(preset.pointer, "\(message) experimental API it would do nothing there")
      }
      application.values.append(assignments)
    }
    return application
  }

  private mutating func assignments(
    _ preset: PresetSettings.Case,
    _ structure: Structure,
    of type: TypeDeclaration
  ) -> [Preset.Assignment] {
    preset.sets.compactMap { set in
      guard let property = structure.properties.first(where: { $0.name == set.subject }) else { return nil }
      let availability: Availability = type.availability == .experimental ? .experimental : property.availability
      do throws(ConstantBuilder.Failure) {
        let value = try ConstantBuilder(types: types, availability: availability).constant(
          set.value,
          for: property
        )
        let inner: Availability = type.availability == .experimental ? .always : property.availability
        return Preset.Assignment(property: property.swiftName, value: value, availability: inner)
      } catch {
        let place = "\"\(property.name)\" of \"\(type.id.path)\""
        report(set.pointer, "\(set.value.text) is not a value for \(place): \(error.reason)")
        return Preset.Assignment(property: property.swiftName, value: .null, availability: .always)
      }
    }
  }

  private mutating func report(_ pointer: String, _ message: String) {
    let diagnostic = Diagnostic.error(path, pointer, message)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
