import CodexWire

extension ModuleInput {
  /// The customization that the settings name, as they write it: a path from their folder.
  ///
  /// - Throws: `GeneratorError` for settings that are wrong.
  public func customizationFile() throws(GeneratorError) -> String? {
    if case .file(let path)? = try ModuleSettings.read(self).customization { path } else { nil }
  }
}

/// What `codexgen.json` says.
struct ModuleSettings: Sendable {
  var path = ""
  var access = AccessLevel.internal
  var customization: CustomizationSource?
  /// Which definitions are kept; `nil` for all, or for those that the methods reach when these are chosen.
  var types: [Name]?
  /// Which methods are kept; `nil` for all, or none when types are chosen.
  var methods: [Name]?
  var wrappers = Wrappers.none
  /// What the struct is called that the wrappers stand on.
  var api = "CodexAPI"

  typealias Name = Customization.Entry<Void>

  enum CustomizationSource: Sendable {
    case inline(JSONValue)
    /// A path from the settings' folder.
    case file(String)
  }

  /// Which methods have wrappers.
  enum Wrappers: Sendable {
    case none, all
    case named([Name])

    var isNone: Bool { if case .none = self { true } else { false } }
  }
}
