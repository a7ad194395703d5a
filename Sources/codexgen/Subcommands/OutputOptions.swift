#if os(macOS) || os(Linux)
import CommandLineSupport
import ProtocolGenerator

/// The options of `generate` and `check`.
struct OutputOptions: Hashable {
  var inputs = InputOptions()
  /// The module to generate code for. `nil` stands for this package's two modules.
  var module: ModuleOptions?
  /// The path of the output folder. `nil` stands for the package's own.
  var output: String?
}

/// The options that describe the module of a user's package, for which code is generated.
struct ModuleOptions: Hashable {
  /// The path of the settings file. `nil` for `--config none`: every setting has its default value.
  var config: String?
  /// The name of the target that is built, for error messages.
  var target: String?
  /// The modules that the target can import.
  var modules: [String]?
}

extension OutputOptions {
  static let outputOption = CommandOption.text(
    "--output",
    "DIR",
    default: "the package's Generated",
    help: "The folder to write to."
  )
  static let configOption = CommandOption.text(
    "--config",
    "FILE|none",
    help: """
      Generates one module for a package of your own, with the settings in FILE (codexgen.json); 'none' stands for the \
      default settings. This option needs a bundle and '--output'.
      """
  )
  static let targetOption = CommandOption.text(
    "--target",
    "NAME",
    help: """
      The name of the target that is built, for error messages. With this option, every file that the build plugin \
      announces is written, even a file without a declaration.
      """
  )
  static let modulesOption = CommandOption.text(
    "--modules",
    "NAME,NAME",
    help: "The modules that the target can import."
  )

  static let optionDescriptions =
    InputOptions.optionDescriptions + [
      outputOption.description, configOption.description, targetOption.description, modulesOption.description,
    ]

  /// One form for this package's two modules, and one for a module of a user's package.
  static let usage = [
    (InputOptions.optionDescriptions + [outputOption.description]).map(\.optional),
    [configOption.description.signature, outputOption.description.signature]
      + [InputOptions.stableOption.description.optional, InputOptions.experimentalOption.description.optional]
      + [targetOption.description.optional, modulesOption.description.optional],
  ]

  init(_ arguments: Arguments) throws(UsageError) {
    inputs = try InputOptions(arguments)
    output = try arguments.value(of: Self.outputOption)
    module = try Self.module(arguments, inputs, output)
  }

  private static func module(
    _ arguments: Arguments,
    _ inputs: InputOptions,
    _ output: String?
  ) throws(UsageError) -> ModuleOptions? {
    guard let config = try arguments.value(of: configOption) else {
      if let other = [targetOption, modulesOption].first(where: arguments.isGiven) {
        let remedy = "add '\(configOption.description.signature)'"
        throw arguments.failure("'\(other.name)' describes a module of your own; \(remedy)")
      }
      return nil
    }
    // The default bundles and the default folder belong to this package, and not to the user's module.
    if inputs.stable == nil, inputs.experimental == nil {
      let remedy = "add '--stable FILE', '--experimental FILE' or both"
      throw arguments.failure("'--config' generates a module of your own from a bundle of your own; \(remedy)")
    }
    if output == nil {
      throw arguments.failure("'--config' generates a module of your own; give its folder with '--output DIR'")
    }
    if inputs.customization != nil {
      let remedy = "leave '--customization' out, and name the file in the config, as \"customization\""
      throw arguments.failure("the config says which customization to use; \(remedy)")
    }
    return ModuleOptions(
      config: config == "none" ? nil : config,
      target: try arguments.value(of: targetOption),
      modules: try arguments.value(of: modulesOption)?.split(separator: ",").map(String.init)
    )
  }
}

extension Session {
  /// Generates the code. Warnings are printed.
  ///
  /// - Returns: The generated code, and the folder for it.
  func generate(_ options: OutputOptions) throws(Failure) -> (Generation, Location) {
    let folder = try workspace.outputFolder(options.output)
    let input = try workspace.input(options)
    let generation: Generation
    do {
      generation = try engine.generate(input)
    } catch {
      throw Failure(error, in: input.files)
    }
    Diagnostic.texts(generation.warnings, in: input.files).forEach(err)
    return (generation, folder)
  }

  /// Completes what a run of codexgen that was killed has begun in a folder, and removes what it has left.
  func completeKilledRun(in folder: Location) throws(Failure) {
    var places = [StagingFolder(in: folder), StagingFolder(beside: folder)]
    // A run of 'upgrade' changes files of the whole package.
    if let package = workspace.package, folder.folder.path == package.path { places.append(StagingFolder(in: package)) }
    for staging in places {
      do {
        try staging.complete()
      } catch {
        throw .file(
          staging.location,
          "a run of codexgen that was killed has left this folder, which cannot be removed (\(Files.reason(error))); remove it"
        )
      }
    }
  }

  /// Runs `body`, which changes files of a folder. No other run of codexgen changes files of the folder at the same time. What a
  /// run that was killed has begun in the folder is completed first. A signal stops `body` only before it replaces the first file.
  func changing<Result>(
    _ folder: Location,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    interrupts?.listen()
    let lock = try FolderLock.acquire(folder, interrupts)
    defer { withExtendedLifetime(lock) {} }
    try completeKilledRun(in: folder)
    let result = try body()
    interrupts?.stopListening()
    return result
  }
}
#endif
