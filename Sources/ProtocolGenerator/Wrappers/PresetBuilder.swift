import CodexWire

/// PresetSettings -> Preset: what each case sets on each type of parameters, checked against the schema.
struct PresetBuilder {
  let context: TranslationContext
  let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(context: TranslationContext, path: String) {
    self.context = context
    self.path = path
  }

  /// - Parameter params: The parameters of all client methods.
  mutating func preset(
    _ entry: Customization.Entry<PresetSettings>,
    among presets: [String],
    params: [TypeDeclaration]
  ) -> Preset {
    let settings = entry.value
    var preset = Preset(name: entry.subject, documentation: settings.documentation, cases: [])
    for settings in settings.cases {
      for name in settings.conflictsWith where !presets.contains(name) {
        report(settings.pointer, "there is no preset \"\(name)\" to conflict with" + near(name, presets))
      }
      preset.cases.append(
        Preset.Case(
          name: settings.name,
          documentation: settings.documentation,
          conflictsWith: settings.conflictsWith
        )
      )
    }
    let users = params.filter { Self.applies(settings, to: $0) }
    checkFields(entry, users)
    for type in users {
      let values = settings.cases.map { assignments($0, on: type) }
      preset.assignments.append((params: type.swiftName, gate: type.gate, values: values))
    }
    return preset
  }

  /// A preset belongs to the parameters that have a field it stands for.
  static func applies(_ settings: PresetSettings, to type: TypeDeclaration) -> Bool {
    guard case .structure(let structure) = type.shape else { return false }
    return structure.properties.contains { settings.replaces.contains($0.name) }
  }

  private mutating func checkFields(_ entry: Customization.Entry<PresetSettings>, _ users: [TypeDeclaration]) {
    let known = Set(users.flatMap(\.memberNames))
    if users.isEmpty {
      return report(entry.pointer, "no method has a field that the preset \"\(entry.subject)\" replaces")
    }
    for field in entry.value.replaces where !known.contains(field) {
      report(entry.pointer, "no method of this preset has the field \"\(field)\"" + near(field, known.sorted()))
    }
    for settings in entry.value.cases {
      for field in settings.sets.keys.sorted() where !known.contains(field) {
        report(settings.pointer, "no method of this preset has the field \"\(field)\"" + near(field, known.sorted()))
      }
    }
  }

  private mutating func assignments(_ settings: PresetSettings.Case, on type: TypeDeclaration) -> [Preset.Assignment] {
    guard case .structure(let structure) = type.shape else { return [] }
    var assignments: [Preset.Assignment] = []
    for (field, value) in settings.sets.sorted(by: { $0.key < $1.key }) {
      guard let property = structure.properties.first(where: { $0.name == field }) else { continue }
      do throws(ValueTranslator.Failure) {
        let expression = try ValueTranslator(context: context).expression(value, as: property.type)
        assignments.append(Preset.Assignment(property: property.swiftName, value: expression))
      } catch {
        let place = "\(settings.pointer)/sets/\(JSONPointer.escape(field))"
        report(place, "\(value.text) is no value for \"\(field)\" of \"\(type.id.path)\": \(error.reason)")
      }
    }
    if assignments.isEmpty {
      report(settings.pointer, "the case \"\(settings.name)\" sets nothing on \"\(type.id.path)\"")
    }
    return assignments
  }

  private func near(_ name: String, _ known: [String]) -> String {
    nearestName(to: name, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  private mutating func report(_ pointer: String, _ message: String) {
    let diagnostic = Diagnostic.error(path, pointer, message)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
