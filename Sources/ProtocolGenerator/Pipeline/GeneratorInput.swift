/// What the generator reads: one bundle or both bundles of a release, and the files beside them.
///
/// With both bundles, everything that only the experimental bundle declares is marked as experimental.
public struct GeneratorInput: Hashable, Sendable {
  /// The bundle of what every client may use.
  public var stable: SourceFile?
  /// The bundle of what clients may use that opt in to the experimental API.
  public var experimental: SourceFile?
  /// `customization.json`; `nil` for names and types as they follow from the schema alone.
  public var customization: SourceFile?
  /// `pin.json`: the Codex release of the bundles. The generated code compares it with the version of the server.
  public var pin: SourceFile?
  /// `history.json`: which release added each method. The generated code compares it with the version of the server.
  public var history: SourceFile?
  /// The module that the code is generated for; `nil` for the modules of this package.
  public var module: ModuleInput?
  /// The customization of the SDK. What it knows about the protocol beside names applies to a module, too.
  public var defaults: SourceFile?

  public init(
    stable: SourceFile? = nil,
    experimental: SourceFile? = nil,
    customization: SourceFile? = nil,
    pin: SourceFile? = nil,
    history: SourceFile? = nil,
    module: ModuleInput? = nil,
    defaults: SourceFile? = nil
  ) {
    self.stable = stable
    self.experimental = experimental
    self.customization = customization
    self.pin = pin
    self.history = history
    self.module = module
    self.defaults = defaults
  }

  var withoutDefaults: GeneratorInput {
    var input = self
    input.defaults = nil
    return input
  }
}

/// A module of another package that code is generated for: its settings, and the target that compiles it.
public struct ModuleInput: Hashable, Sendable {
  /// `codexgen.json`; `nil` for the default value of every setting.
  public var settings: SourceFile?
  /// The target that compiles the code; `nil` when the code is not generated during a build.
  public var target: Target?

  public init(settings: SourceFile? = nil, target: Target? = nil) {
    self.settings = settings
    self.target = target
  }

  /// Whether every file of `ModuleFileNames` is written, even a file without a declaration. During a build that is
  /// necessary, since a build plugin announces the output files before the generator runs.
  var hasFixedFiles: Bool { target != nil }

  /// The target of a package that compiles the generated code.
  public struct Target: Hashable, Sendable {
    public var name: String
    /// The modules that the target can import; `nil` when they are not known.
    public var modules: [String]?

    public init(name: String, modules: [String]? = nil) {
      self.name = name
      self.modules = modules
    }
  }
}

extension GeneratorInput {
  /// All files of the input.
  public var files: [SourceFile] {
    [stable, experimental, customization, pin, history, module?.settings].compactMap(\.self)
  }
}
