extension ModuleSettings {
  /// The names of all members of the file.
  static let members = [
    "$schema", "access", "customization", "types", "methods", "wrappers", "api", "namespace", "sdkDefaults",
  ]

  /// - Throws: `GeneratorError` for a file that is not JSON or does not have the form of the settings.
  static func read(_ input: ModuleInput) throws(GeneratorError) -> ModuleSettings {
    guard let file = input.settings else { return ModuleSettings() }
    var reader = ModuleSettingsReader(path: file.path)
    let settings = reader.settings(try file.json())
    reader.check(settings, input.target)
    if !reader.json.diagnostics.isEmpty { throw GeneratorError(reader.json.diagnostics) }
    return settings
  }
}

/// JSON -> ModuleSettings: checks the form of the file. `Selection` checks whether the names exist in the model.
private struct ModuleSettingsReader {
  private(set) var json: JSONReader

  init(path: String) { json = JSONReader(path: path) }

  mutating func settings(_ value: JSONValue) -> ModuleSettings {
    json.checkNames(of: value, among: ModuleSettings.members, at: "")
    var settings = ModuleSettings(path: json.path)
    settings.access = access(value["access"]) ?? settings.access
    settings.customization = customization(value["customization"])
    settings.types = value["types"].map { names($0, at: "/types") }
    settings.methods = value["methods"].map { names($0, at: "/methods") }
    settings.wrappers = wrappers(value["wrappers"])
    settings.api = typeName(value["api"], at: "/api") ?? settings.api
    settings.namespace = typeName(value["namespace"], at: "/namespace")
    settings.usesSDKDefaults = bool(value["sdkDefaults"], at: "/sdkDefaults") ?? settings.usesSDKDefaults
    if settings.namespace == settings.api {
      json.report("/namespace", "\"\(settings.api)\" is the struct that has the functions; use another name")
    }
    return settings
  }

  /// Reports a module that the generated code imports but the target does not depend on. The compiler would only say
  /// that the module does not exist.
  mutating func check(_ settings: ModuleSettings, _ target: ModuleInput.Target?) {
    let sdk = "CodexSDK"
    guard !settings.wrappers.isNone, let target, target.modules?.contains(sdk) == false else { return }
    let remedy = "add the product \(sdk) to the target's dependencies in Package.swift"
    json.report("/wrappers", "wrappers call \(sdk), which the target \"\(target.name)\" does not depend on; \(remedy)")
  }

  private mutating func access(_ value: JSONValue?) -> AccessLevel? {
    guard let text = json.optionalString(value, at: "/access") else { return nil }
    let known = AccessLevel.allCases.map(\.rawValue)
    let level = AccessLevel(rawValue: text)
    if level == nil {
      let list = known.map { "\"\($0)\"" }.joined(separator: ", ")
      json.report(
        "/access",
        "there is no access level \"\(text)\"; the levels are \(list)\(suggestion(for: text, among: known))"
      )
    }
    return level
  }

  private mutating func customization(_ value: JSONValue?) -> ModuleSettings.CustomizationSource? {
    let place = "/customization"
    switch value {
    case nil: return nil
    case .object?: return value.map { .inline($0) }
    case .string?:
      guard let path = json.string(value, at: place) else { return nil }
      // The build only notices changes of files beside the settings.
      if path.hasPrefix("/") || path.split(separator: "/").contains("..") {
        json.report(place, "\"\(path)\" is not in this file's folder; put the customization beside this file")
      }
      return .file(path)
    default:
      json.report(place, "this should be the name of a file beside this one, or an object with the file's contents")
      return nil
    }
  }

  private mutating func wrappers(_ value: JSONValue?) -> ModuleSettings.Wrappers {
    switch value {
    case nil, .bool(false)?: return .none
    case .bool(true)?: return .all
    case .array?: return .named(names(value, at: "/wrappers"))
    default:
      json.report("/wrappers", "this should be true, false or an array with the names of methods")
      return .none
    }
  }

  private mutating func bool(_ value: JSONValue?, at pointer: String) -> Bool? {
    switch value {
    case nil: return nil
    case .bool(let value)?: return value
    default:
      json.report(pointer, "this should be true or false")
      return nil
    }
  }

  /// The name of a type that the generated code declares.
  private mutating func typeName(_ value: JSONValue?, at pointer: String) -> String? {
    guard let name = json.optionalString(value, at: pointer) else { return nil }
    if !name.isIdentifier || SwiftKeyword.reserved.contains(name) || SwiftKeyword.noTypes.contains(name) {
      json.report(pointer, "\"\(name)\" cannot name a type in Swift")
    } else if name == WrapperSettings.rootType {
      json.report(pointer, "\"\(name)\" is the type of the connection, which belongs to the SDK; use another name")
    }
    return name
  }

  private mutating func names(_ value: JSONValue?, at pointer: String) -> [ModuleSettings.Name] {
    let names = json.names(value, at: pointer)
    for name in names where name.subject.dropLast().contains("*") {
      let remedy = "write a name, or the start of names followed by a *"
      json.report(name.pointer, "\"\(name.subject)\" has a * that is not at its end; \(remedy)")
    }
    return names
  }
}
