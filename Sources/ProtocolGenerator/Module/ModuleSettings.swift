extension ModuleInput {
  /// The path of the customization file, as the settings write it, relative to their folder; `nil` when the settings
  /// name no file.
  ///
  /// - Throws: `GeneratorError` for settings with errors.
  public func customizationFile() throws(GeneratorError) -> String? {
    if case .file(let path)? = try ModuleSettings.read(self).customization { path } else { nil }
  }
}

/// The contents of `codexgen.json`: what is generated for a module of another package.
struct ModuleSettings: Sendable {
  var path = ""
  var access = AccessLevel.internal
  var customization: CustomizationSource?
  /// The definitions to generate; `nil` for all definitions, or, if methods are chosen, for those that the methods
  /// need.
  var types: [Name]?
  /// The methods to generate; `nil` for all methods, or, if definitions are chosen, for none.
  var methods: [Name]?
  var wrappers = Wrappers.none
  /// The name of the struct that has the wrappers as members.
  var api = "CodexAPI"
  /// The name of the enum that contains the types and the calls. `nil` if they are declared at the top level of the module.
  var namespace: String?
  /// Whether the knowledge of the SDK's customization that is not about names applies to the module.
  var usesSDKDefaults = true

  /// Whether the settings name definitions, and neither methods nor functions.
  var selectsOnlyTypes: Bool { types != nil && methods == nil && wrappers.isNone }

  typealias Name = Customization.Entry<Void>

  enum CustomizationSource: Sendable {
    case inline(JSONValue)
    /// A path relative to the settings' folder.
    case file(String)
  }

  /// The methods that get wrappers.
  enum Wrappers: Sendable {
    case none, all
    case named([Name])

    var isNone: Bool { if case .none = self { true } else { false } }
  }
}
