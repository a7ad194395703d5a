import CodexWire

/// An entry of the section `durations`: an integer of the schema that wrapper functions take as a `Duration`.
struct DurationSettings: Sendable {
  /// The unit of the integer.
  var unit: DurationUnit
  /// The name of the parameter in wrapper functions.
  var parameter: String

  /// The names of an entry's properties in the customization file.
  static let members = ["unit", "parameter"]
}

/// The units of integers that stand for durations. The raw value is the name of the unit in the customization file.
enum DurationUnit: String, CaseIterable, Sendable {
  case milliseconds
  case seconds
}

extension JSONReader {
  /// The entries of the section `durations`. An entry without a known unit is reported and left out.
  mutating func durations(_ json: JSONValue?, at pointer: String) -> [Customization.Entry<DurationSettings>] {
    members(json, at: pointer).compactMap { name, value, place in
      checkNames(of: value, among: DurationSettings.members, at: place)
      let unit = string(value["unit"], at: "\(place)/unit")
      let parameter = string(value["parameter"], at: "\(place)/parameter")
      guard let unit, let parameter else { return nil }
      guard let unit = DurationUnit(rawValue: unit) else {
        let units = DurationUnit.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
        report("\(place)/unit", "\"\(unit)\" is not a unit of a duration; write \(units)")
        return nil
      }
      return .init(subject: name, value: DurationSettings(unit: unit, parameter: parameter), pointer: place)
    }
  }
}
