/// The sections `dates`, `durations` and `base64`: properties of the schema that have a better Swift type than that of their
/// JSON value.
struct RepresentationSettings: Sendable {
  /// The properties, as `TYPE.MEMBER`.
  var entries: [Customization.Entry<ValueRepresentation>] = []
  /// Properties whose names look like names of times or of bytes, although their values are plain numbers or texts.
  var plainValues: [Customization.Entry<Void>] = []

  /// The sections of the customization file.
  static let sections = ["dates", "durations", "base64", "plainValues"]
  /// The units of dates.
  static let dateUnits: [TimeUnit] = [.milliseconds, .seconds]
}

extension JSONReader {
  /// The representations in the sections of a customization file. An unknown unit is reported and left out.
  mutating func representations(_ sections: JSONValue, at prefix: String) -> RepresentationSettings {
    var settings = RepresentationSettings()
    settings.entries += units(sections["dates"], at: "\(prefix)/dates", among: RepresentationSettings.dateUnits) {
      .date($0)
    }
    settings.entries += units(sections["durations"], at: "\(prefix)/durations", among: TimeUnit.allCases) {
      .duration($0)
    }
    settings.entries += names(sections["base64"], at: "\(prefix)/base64").map {
      .init(subject: $0.subject, value: .data, pointer: $0.pointer)
    }
    settings.plainValues = names(sections["plainValues"], at: "\(prefix)/plainValues")
    return settings
  }

  private mutating func units(
    _ section: JSONValue?,
    at pointer: String,
    among units: [TimeUnit],
    _ representation: (TimeUnit) -> ValueRepresentation
  ) -> [Customization.Entry<ValueRepresentation>] {
    let lists = members(section, at: pointer)
    if let section { checkNames(of: section, among: units.map(\.rawValue), at: pointer) }
    return lists.flatMap { name, value, place -> [Customization.Entry<ValueRepresentation>] in
      guard let unit = units.first(where: { $0.rawValue == name }) else { return [] }
      return names(value, at: place).map {
        .init(subject: $0.subject, value: representation(unit), pointer: $0.pointer)
      }
    }
  }
}
