extension Wrapper.Parameter {
  /// Turns the parameter, an integer of the schema, into a `Duration`. A name that the wrapper's own entry declares stays.
  ///
  /// - Parameters:
  ///   - settings: The entry of the section `durations`.
  ///   - property: The property that the parameter sets. `WrapperBuilder.checkDurations()` reports properties of other types.
  ///   - isOverride: Whether the parameter is an `Override`.
  mutating func becomeDuration(_ settings: DurationSettings, of property: Property, isOverride: Bool) {
    guard property.isDurationCount else { return }
    durationUnit = settings.unit
    if name == property.swiftName { name = settings.parameter }
    setting = nil
    type = isOverride ? "Override<Duration>" : property.presence == .required ? "Duration" : "Duration?"
    documentation = Self.removing(settings.unit, from: documentation)
  }

  /// A text without the unit, which callers of the function do not see: `The timeout in milliseconds.` -> `The timeout.`
  private static func removing(_ unit: DurationUnit, from text: String) -> String {
    [", in \(unit.rawValue),", " (in \(unit.rawValue))", " in \(unit.rawValue)"]
      .reduce(text) { text, words in text.replacing(words, with: "") }
  }
}

extension Property {
  /// Whether the property is an integer, and null and absence of the property have no different meanings.
  fileprivate var isDurationCount: Bool {
    guard case .scalar(let scalar) = type, scalar.isInteger else { return false }
    return switch presence {
    case .required, .requiredNullable, .optional: true
    case .threeState, .flattened: false
    }
  }
}

extension WrapperBuilder {
  /// Reports entries of the section `durations` whose property no client method has, or which is no integer.
  mutating func checkDurations() {
    var properties: [String: [(method: Method, property: Property)]] = [:]
    for method in methods {
      guard let type = paramsType(of: method), let structure = type.structure else { continue }
      for property in structure.properties { properties[property.name, default: []].append((method, property)) }
    }
    for entry in settings.durations {
      if !entry.value.parameter.isIdentifier {
        report("\(entry.pointer)/parameter", "\"\(entry.value.parameter)\" is not a Swift identifier")
      }
      guard let found = properties[entry.subject] else {
        let message = "no method of the server has the property \"\(entry.subject)\", so this entry has no effect"
        report(entry.pointer, message + suggestion(for: entry.subject, among: properties.keys.sorted()))
        continue
      }
      for (method, property) in found where !property.isDurationCount {
        report(
          entry.pointer,
          "\"\(entry.subject)\" of \"\(method.name)\" cannot be a duration, since it is not an integer or has three states"
        )
      }
    }
  }
}

extension TypeDeclaration {
  fileprivate var structure: Structure? {
    if case .structure(let structure) = kind { structure } else { nil }
  }
}
