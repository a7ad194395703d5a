#if os(macOS) || os(Linux)
import CommandLineSupport

/// The options that say which files to read.
struct InputOptions: Hashable {
  /// The path of the stable bundle. If neither bundle is given, those of the package are read.
  var stable: String?
  /// The path of the experimental bundle.
  var experimental: String?
  /// `nil` stands for the package's own customization.
  var customization: CustomizationOption?
}

/// The value of `--customization`.
enum CustomizationOption: Hashable {
  /// `--customization none`
  case off
  /// The path of a file.
  case file(String)
}

extension InputOptions {
  static let stableOption = CommandOption.text(
    "--stable",
    "FILE",
    default: "the package's schema/app-server.stable.json",
    help: "The JSON Schema bundle of the stable API; '-' stands for standard input."
  )
  static let experimentalOption = CommandOption.text(
    "--experimental",
    "FILE",
    default: "the package's schema/app-server.experimental.json",
    help: """
      The JSON Schema bundle of the experimental API, which includes the stable API; '-' stands for standard input. What is only in this bundle is \
      compiled only with the package trait ExperimentalAPI. If only one of the two bundles is given, only that bundle is \
      read, and nothing depends on the trait.
      """
  )
  static let customizationOption = CommandOption<CustomizationOption?>.custom(
    "--customization",
    "FILE|none",
    default: nil,
    "the package's schema/customization.json, if it exists",
    help: """
      The names, presets and functions that are chosen for the generated code. 'none' switches the customization off; for \
      a file of that name, write './none'.
      """
  ) { $0 == "none" ? .off : .file($0) }

  static let optionDescriptions = [
    stableOption.description, experimentalOption.description, customizationOption.description,
  ]

  static let packageNote = """
    "The package" is the nearest folder, from the current folder upwards, that contains a
    schema/app-server.stable.json.
    """

  init(_ arguments: Arguments) throws(UsageError) {
    stable = try arguments.value(of: Self.stableOption)
    experimental = try arguments.value(of: Self.experimentalOption)
    customization = try arguments.value(of: Self.customizationOption)
  }
}
#endif
