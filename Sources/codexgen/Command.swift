/// What the user asked for: the command line as a typed value. `CommandParser` makes it; nothing here touches a file.
enum Command: Hashable {
  case generate(OutputOptions)
  case check(OutputOptions)
  case inspect(InspectOptions)
  case help(CommandName?)
}

/// The commands that have options of their own.
enum CommandName: String, Hashable, CaseIterable {
  case generate, check, inspect
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

/// The options of `generate` and `check`.
struct OutputOptions: Hashable {
  var inputs = InputOptions()
  var output: String?
}

struct InspectOptions: Hashable {
  var inputs = InputOptions()
  /// Types and methods to tell about; none means the whole model in numbers.
  var names: [String] = []
  var format = InspectFormat.text
}

enum InspectFormat: String, Hashable, CaseIterable {
  case text, json
}

/// Every option that takes a value.
enum OptionName: String, Hashable, CaseIterable {
  case stable = "--stable"
  case experimental = "--experimental"
  case customization = "--customization"
  case output = "--output"
  case format = "--format"
}

extension CommandName {
  var options: [OptionName] {
    switch self {
    case .generate, .check: [.stable, .experimental, .customization, .output]
    case .inspect: [.stable, .experimental, .customization, .format]
    }
  }

  var takesNames: Bool { self == .inspect }
}
