import CodexWire

/// RawFile -> WrapperSettings: the form of the sections on the SDK's public face.
struct WrapperSettingsReader {
  static let sections = ["presets", "adapters", "owners", "areas", "wrappers"]

  private var json: JSONReader

  /// - Parameter sections: The file's members.
  static func read(_ sections: JSONValue, path: String) -> (settings: WrapperSettings, diagnostics: [Diagnostic]) {
    var reader = WrapperSettingsReader(json: JSONReader(path: path))
    let settings = reader.settings(sections)
    return (settings, reader.json.diagnostics)
  }

  private mutating func settings(_ sections: JSONValue) -> WrapperSettings {
    var settings = WrapperSettings()
    for (name, value, pointer) in json.members(sections["presets"], at: "/presets") {
      settings.presets.append(.init(subject: name, value: preset(value, at: pointer), pointer: pointer))
    }
    for (name, value, pointer) in json.members(sections["adapters"], at: "/adapters") {
      json.checkNames(of: value, among: ["parameter", "replaces", "methods"], at: pointer)
      let adapter = AdapterSettings(
        parameter: json.string(value["parameter"], at: "\(pointer)/parameter") ?? "",
        replaces: json.strings(value["replaces"], at: "\(pointer)/replaces"),
        methods: json.strings(value["methods"], at: "\(pointer)/methods")
      )
      settings.adapters.append(.init(subject: name, value: adapter, pointer: pointer))
    }
    for (name, value, pointer) in json.members(sections["owners"], at: "/owners") {
      settings.owners.append(.init(subject: name, value: json.stringMembers(value, at: pointer), pointer: pointer))
    }
    for (name, value, pointer) in json.members(sections["areas"], at: "/areas") {
      let area = json.string(value, at: pointer) ?? ""
      settings.areas.append(.init(subject: name, value: area, pointer: pointer))
    }
    for (name, value, pointer) in json.members(sections["wrappers"], at: "/wrappers") {
      let entries = json.elements(value, at: pointer).map { element, place in
        Customization.Entry(subject: name, value: wrapper(element, at: place), pointer: place)
      }
      settings.wrappers.append(.init(subject: name, value: entries, pointer: pointer))
    }
    return settings
  }

  private mutating func preset(_ value: JSONValue, at pointer: String) -> PresetSettings {
    json.checkNames(of: value, among: ["parameter", "replaces", "hiddenIn", "documentation", "cases"], at: pointer)
    return PresetSettings(
      parameter: json.string(value["parameter"], at: "\(pointer)/parameter") ?? "",
      replaces: json.strings(value["replaces"], at: "\(pointer)/replaces"),
      hiddenIn: json.strings(value["hiddenIn"], at: "\(pointer)/hiddenIn"),
      documentation: json.string(value["documentation"], at: "\(pointer)/documentation") ?? "",
      cases: json.elements(value["cases"], at: "\(pointer)/cases").map { element, place in
        json.checkNames(of: element, among: ["name", "documentation", "sets", "conflictsWith"], at: place)
        let sets = json.members(element["sets"], at: "\(place)/sets")
        return PresetSettings.Case(
          name: json.string(element["name"], at: "\(place)/name") ?? "",
          documentation: json.string(element["documentation"], at: "\(place)/documentation") ?? "",
          sets: Dictionary(sets.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
          conflictsWith: json.strings(element["conflictsWith"], at: "\(place)/conflictsWith"),
          pointer: place
        )
      }
    )
  }

  private mutating func wrapper(_ value: JSONValue, at pointer: String) -> WrapperEntry {
    let names = [
      "name", "owner", "returns", "documentation", "order", "overrides", "hidden", "parameters", "defaults",
    ]
    json.checkNames(of: value, among: names, at: pointer)
    func optional(_ name: String, _ json: inout JSONReader) -> String? {
      value[name].flatMap { json.string($0, at: "\(pointer)/\(name)") }
    }
    return WrapperEntry(
      name: optional("name", &json),
      owner: optional("owner", &json),
      returns: optional("returns", &json),
      documentation: optional("documentation", &json),
      order: json.strings(value["order"], at: "\(pointer)/order"),
      overrides: json.boolean(value["overrides"], at: "\(pointer)/overrides"),
      hidden: json.strings(value["hidden"], at: "\(pointer)/hidden"),
      parameters: json.stringMembers(value["parameters"], at: "\(pointer)/parameters"),
      defaults: json.stringMembers(value["defaults"], at: "\(pointer)/defaults")
    )
  }
}
