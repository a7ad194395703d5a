/// JSON -> WrapperSettings: checks the form of the sections about the SDK's public functions.
struct WrapperSettingsReader {
  static let sections = [
    "presets", "adapters", "owners", "areas", "wrappers", "serverRequests", "notifications", "reads", "pages",
    "operations", "serverOperations", "limits",
  ]
  /// The sections that the section `experimental` may contain too.
  static let experimentalSections = [
    "presets", "areas", "wrappers", "serverRequests", "notifications", "reads", "pages", "operations",
    "serverOperations",
  ]
  static let presetMembers = ["parameter", "replaces", "hiddenIn", "documentation", "cases"]
  /// The members of a preset in the section `experimental`.
  static let experimentalPresetMembers = ["hiddenIn"]
  static let caseMembers = ["name", "documentation", "sets", "conflictsWith", "requires"]
  static let serverRequestMembers = ["handler", "refusal", "otherwise"]
  static let adapterMembers = ["parameter", "accepts", "documentation", "replaces", "methods"]
  static let wrapperMembers = [
    "name", "owner", "ownerReason", "returns", "documentation", "order", "overrides", "options", "discardable",
    "waitsForTurn", "hidden", "branches", "parameters", "defaults",
  ]

  private var json: JSONReader
  private let prefix: String

  /// - Parameters:
  ///   - sections: The members of the file, or of its section `experimental`.
  ///   - prefix: The pointer of `sections`.
  static func read(
    _ sections: JSONValue,
    at prefix: String,
    path: String
  ) -> (settings: WrapperSettings, diagnostics: [Diagnostic]) {
    var reader = WrapperSettingsReader(json: JSONReader(path: path), prefix: prefix)
    let settings = reader.settings(sections)
    return (settings, reader.json.diagnostics)
  }

  private var isExperimental: Bool { !prefix.isEmpty }

  private mutating func settings(_ sections: JSONValue) -> WrapperSettings {
    var settings = WrapperSettings()
    for (name, value, pointer) in json.members(sections["presets"], at: "\(prefix)/presets") {
      let preset = isExperimental ? addition(value, at: pointer) : preset(value, at: pointer)
      settings.presets.append(.init(subject: name, value: preset, pointer: pointer))
    }
    settings.areas = json.strings(sections["areas"], at: "\(prefix)/areas")
    for (name, value, pointer) in json.members(sections["wrappers"], at: "\(prefix)/wrappers") {
      let entries = json.elements(value, at: pointer).map { element, place in
        Customization.Entry(subject: name, value: wrapper(element, at: place), pointer: place)
      }
      settings.wrappers.append(.init(subject: name, value: entries, pointer: pointer))
    }
    for (name, value, pointer) in json.members(sections["serverRequests"], at: "\(prefix)/serverRequests") {
      let request = serverRequest(value, at: pointer)
      settings.serverRequests.append(.init(subject: name, value: request, pointer: pointer))
    }
    settings.notifications = json.notifications(sections["notifications"], at: "\(prefix)/notifications")
    settings.pages = json.pages(sections["pages"], at: "\(prefix)/pages")
    settings.reads = json.names(sections["reads"], at: "\(prefix)/reads")
    settings.operations = json.operations(sections["operations"], at: "\(prefix)/operations")
    settings.serverOperations = json.strings(sections["serverOperations"], at: "\(prefix)/serverOperations")
    if !isExperimental { settings.limits = json.limits(sections["limits"], at: "/limits") }
    if isExperimental { return settings }
    for (name, value, pointer) in json.members(sections["adapters"], at: "/adapters") {
      settings.adapters.append(.init(subject: name, value: adapter(value, at: pointer), pointer: pointer))
    }
    for (name, value, pointer) in json.members(sections["owners"], at: "/owners") {
      settings.owners.append(.init(subject: name, value: json.stringMembers(value, at: pointer), pointer: pointer))
    }
    return settings
  }

  private mutating func preset(_ value: JSONValue, at pointer: String) -> PresetSettings {
    json.checkNames(of: value, among: Self.presetMembers, at: pointer)
    return PresetSettings(
      parameter: json.string(value["parameter"], at: "\(pointer)/parameter") ?? "",
      replaces: json.names(value["replaces"], at: "\(pointer)/replaces"),
      hiddenIn: json.names(value["hiddenIn"], at: "\(pointer)/hiddenIn"),
      documentation: json.string(value["documentation"], at: "\(pointer)/documentation") ?? "",
      cases: json.elements(value["cases"], at: "\(pointer)/cases").map { element, place in
        json.checkNames(of: element, among: Self.caseMembers, at: place)
        return PresetSettings.Case(
          name: json.string(element["name"], at: "\(place)/name") ?? "",
          documentation: json.string(element["documentation"], at: "\(place)/documentation") ?? "",
          sets: json.members(element["sets"], at: "\(place)/sets")
            .map { .init(subject: $0.name, value: $0.value, pointer: $0.pointer) },
          conflictsWith: json.names(element["conflictsWith"], at: "\(place)/conflictsWith"),
          requires: json.optionalString(element["requires"], at: "\(place)/requires"),
          pointer: place
        )
      }
    )
  }

  /// The part of a preset in the section `experimental`.
  private mutating func addition(_ value: JSONValue, at pointer: String) -> PresetSettings {
    json.checkNames(of: value, among: Self.experimentalPresetMembers, at: pointer)
    let hiddenIn = json.names(value["hiddenIn"], at: "\(pointer)/hiddenIn")
    return PresetSettings(parameter: "", replaces: [], hiddenIn: hiddenIn, documentation: "", cases: [])
  }

  private mutating func serverRequest(_ value: JSONValue, at pointer: String) -> ServerRequestSettings {
    json.checkNames(of: value, among: Self.serverRequestMembers, at: pointer)
    let handler = json.optionalString(value["handler"], at: "\(pointer)/handler")
    let otherwise = json.optionalString(value["otherwise"], at: "\(pointer)/otherwise")
    if value.objectValue?.isEmpty == true { json.report(pointer, "this entry is empty") }
    if value["refusal"] != nil, otherwise != nil {
      json.report("\(pointer)/otherwise", "\"refusal\" already declares the response to a request without a handler")
    }
    return ServerRequestSettings(handler: handler, refusal: value["refusal"], otherwise: otherwise)
  }

  private mutating func adapter(_ value: JSONValue, at pointer: String) -> AdapterSettings {
    json.checkNames(of: value, among: Self.adapterMembers, at: pointer)
    return AdapterSettings(
      parameter: json.string(value["parameter"], at: "\(pointer)/parameter") ?? "",
      accepts: json.optionalString(value["accepts"], at: "\(pointer)/accepts"),
      documentation: json.string(value["documentation"], at: "\(pointer)/documentation") ?? "",
      replaces: json.names(value["replaces"], at: "\(pointer)/replaces"),
      methods: json.names(value["methods"], at: "\(pointer)/methods")
    )
  }

  private mutating func wrapper(_ value: JSONValue, at pointer: String) -> WrapperEntry {
    json.checkNames(of: value, among: Self.wrapperMembers, at: pointer)
    return WrapperEntry(
      name: json.optionalString(value["name"], at: "\(pointer)/name"),
      owner: json.optionalString(value["owner"], at: "\(pointer)/owner"),
      ownerReason: json.optionalString(value["ownerReason"], at: "\(pointer)/ownerReason"),
      returns: json.optionalString(value["returns"], at: "\(pointer)/returns"),
      documentation: json.optionalString(value["documentation"], at: "\(pointer)/documentation"),
      order: json.names(value["order"], at: "\(pointer)/order"),
      overrides: json.boolean(value["overrides"], at: "\(pointer)/overrides"),
      options: json.optionalString(value["options"], at: "\(pointer)/options"),
      discardable: json.boolean(value["discardable"], at: "\(pointer)/discardable"),
      waitsForTurn: json.boolean(value["waitsForTurn"], at: "\(pointer)/waitsForTurn"),
      hidden: json.names(value["hidden"], at: "\(pointer)/hidden"),
      branches: json.strings(value["branches"], at: "\(pointer)/branches"),
      parameters: json.strings(value["parameters"], at: "\(pointer)/parameters"),
      defaults: json.strings(value["defaults"], at: "\(pointer)/defaults")
    )
  }
}
