/// Applies the sections `dates`, `durations`, `base64` and `plainValues`.
extension CustomizationApplier {
  /// Gives a property its representation.
  mutating func represent(_ entry: Customization.Entry<ValueRepresentation>) {
    changeProperty(entry, "has a representation") { applier, property in
      if let problem = property.problem(of: entry.value) {
        applier.report(entry.pointer, "\"\(entry.subject)\" cannot be a \(entry.value.swiftType), because \(problem)")
      } else if property.representation != nil {
        applier.report(entry.pointer, "\"\(entry.subject)\" is listed twice; keep one of the two entries")
      } else {
        property.representation = entry.value
      }
    }
  }

  /// Checks an entry of the section `plainValues`.
  mutating func checkPlainValue(_ entry: Customization.Entry<Void>) {
    changeProperty(entry, "has a representation") { applier, property in
      if property.representation != nil {
        applier.report(
          entry.pointer,
          "\"\(entry.subject)\" is also listed as a \(property.representation?.swiftType ?? ""); keep one of the two entries"
        )
      } else if property.likelyRepresentation == nil {
        applier.report(
          entry.pointer,
          "nothing about \"\(entry.subject)\" looks like a time or like bytes, so this entry has no effect",
          isUnused: true
        )
      }
    }
  }
}

extension ProtocolModel {
  /// Warns about properties whose names look like names of times or of bytes, and about which the customization says
  /// nothing. A release that adds such a property is noticed this way.
  mutating func warnAboutLikelyRepresentations(_ settings: RepresentationSettings) {
    // A customization without representations decides about no property, so there is nothing to complete.
    if settings.entries.isEmpty { return }
    let excused = Set(settings.plainValues.map(\.subject))
    let file = sources.last ?? ""
    for type in types.flatMap(\.flattened) {
      guard case .structure(let structure) = type.kind else { continue }
      for property in structure.properties where property.representation == nil {
        let path = "\(type.id.path).\(property.name)"
        guard !excused.contains(path), let likely = property.likelyRepresentation else { continue }
        let message =
          "the name of the property \"\(path)\" looks like \(likely); list the property in the customization, "
          + "under \"dates\", \"durations\" or \"base64\" or, if the value is a plain number or text, under \"plainValues\""
        warnings.append(Diagnostic(.warning, file: file, pointer: property.documentation.pointer, message: message))
      }
    }
  }
}

extension Property {
  /// Why the property cannot have a representation; `nil` when it can.
  fileprivate func problem(of representation: ValueRepresentation) -> String? {
    switch presence {
    case .required, .requiredNullable, .optional: break
    case .threeState, .flattened: return "it has three states or properties of its own"
    }
    guard case .scalar(let scalar) = type else { return "it is neither a number nor a text" }
    switch representation {
    case .date, .duration: return scalar.isInteger ? nil : "it is not an integer"
    case .data: return scalar == .string ? nil : "it is not a text"
    }
  }

  /// What the name and the type of the property look like; `nil` for a property that is a plain value.
  var likelyRepresentation: String? {
    guard case .scalar(let scalar) = type, presence != .flattened else { return nil }
    if scalar == .string { return name.lowercased().contains("base64") ? "bytes" : nil }
    guard scalar.isInteger else { return nil }
    return Self.endingsOfTimes.contains { name.hasSuffix($0) } ? "a time" : nil
  }

  private static let endingsOfTimes = [
    "At", "_at", "Ms", "_ms", "Millis", "_millis", "Sec", "_sec", "Secs", "_secs", "Seconds", "_seconds", "Min", "_min",
    "Mins", "_mins", "Minutes", "_minutes", "Timestamp", "_timestamp", "Timeout", "_timeout", "Duration", "_duration",
  ]
}
