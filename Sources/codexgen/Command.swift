import ProtocolGenerator

/// What the user asked for: the command line as a typed value. `CommandParser` makes it; nothing here touches a file.
enum Command: Hashable {
  case generate(OutputOptions)
  case check(OutputOptions)
  case inspect(InspectOptions)
  case diff(DiffOptions)
  /// The list of all rules that `diff` knows.
  case rules
  case pin(PinOptions)
  case help(CommandName?)
}

/// The commands that have options of their own.
enum CommandName: String, Hashable, CaseIterable {
  case generate, check, inspect, diff, pin
}

/// Which files to read, as the user gave them; `nil` stands for the package's own.
struct InputOptions: Hashable {
  var stable: String?
  var experimental: String?
  var customization: CustomizationOption?
}

enum CustomizationOption: Hashable {
  /// `--customization none`
  case off
  case file(String)
}

/// A module of somebody's own.
struct ModuleOptions: Hashable {
  /// `nil` for `--config none`: every setting has its default.
  var config: String?
  /// What messages call the target that is built.
  var target: String?
  /// What the target can import.
  var modules: [String]?
}

/// The options of `generate` and `check`.
struct OutputOptions: Hashable {
  var inputs = InputOptions()
  /// For a module of somebody's own; `nil` for this package's two.
  var module: ModuleOptions?
  var output: String?
}

struct InspectOptions: Hashable {
  var inputs = InputOptions()
  /// Types and methods to tell about; none means the whole model in numbers.
  var names: [String] = []
  var format = Inspection.Format.text
}

/// Every option.
enum OptionName: String, Hashable, CaseIterable {
  case stable = "--stable"
  case experimental = "--experimental"
  case customization = "--customization"
  case config = "--config"
  case target = "--target"
  case modules = "--modules"
  case output = "--output"
  case format = "--format"
  case failOn = "--fail-on"
  case scope = "--scope"
  case allow = "--allow"
  case stableOnly = "--stable-only"
  case reverse = "--reverse"
  case documentation = "--documentation"
  case rules = "--rules"
  case codex = "--codex"
  case release = "--release"
  case schema = "--schema"

  /// Whether it stands alone; all others are followed by a value.
  var isSwitch: Bool {
    switch self {
    case .stableOnly, .reverse, .documentation, .rules: true
    default: false
    }
  }
}

extension CommandName {
  var options: [OptionName] {
    switch self {
    case .generate, .check: [.stable, .experimental, .customization, .config, .target, .modules, .output]
    case .inspect: [.stable, .experimental, .customization, .format]
    case .diff:
      [.format, .failOn, .scope, .allow, .customization, .schema, .stableOnly, .reverse, .documentation, .rules]
    case .pin: [.codex, .release, .schema]
    }
  }

  var takesNames: Bool { self == .inspect || self == .diff }
}
