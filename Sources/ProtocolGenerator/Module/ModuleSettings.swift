import CodexWire

/// Code for a module of somebody's own, instead of this package's two: how it is generated, and who builds it.
public struct ModuleInput: Hashable, Sendable {
  /// `codexgen.json`; `nil` when nothing is said, so that every setting has its default.
  public var settings: SourceFile?
  /// `nil` when nobody says.
  public var target: Target?

  public init(settings: SourceFile? = nil, target: Target? = nil) {
    self.settings = settings
    self.target = target
  }

  /// The target of a package that the module is built as.
  public struct Target: Hashable, Sendable {
    public var name: String
    /// What it can import; `nil` when nobody says.
    public var modules: [String]?

    public init(name: String, modules: [String]? = nil) {
      self.name = name
      self.modules = modules
    }
  }

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

/// Who sees the generated code.
enum AccessLevel: String, Hashable, Sendable, CaseIterable {
  case `public`, package, `internal`

  /// What stands in front of a declaration, with the space.
  var modifier: String { self == .internal ? "" : rawValue + " " }
}
