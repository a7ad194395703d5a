#if os(macOS) || os(Linux)
import Foundation
import ProtocolGenerator

/// Reads the two releases that `diff` compares.
extension Workspace {
  func diffInputs(_ options: DiffOptions) throws(Failure) -> (old: GeneratorInput, new: GeneratorInput) {
    if options.old == .path(Self.dash), options.new == .path(Self.dash) {
      throw .usage("standard input has one release; give a file for the other one", command: DiffCommand.name)
    }
    var old = try bundles(of: options.old, options.schema)
    var new = try bundles(of: options.new, options.schema)
    if options.stableOnly {
      for (input, operand) in [(old, options.old), (new, options.new)] where input.stable == nil {
        throw .usage(
          "'\(operand.text)' has no stable bundle, which '--stable-only' compares",
          command: DiffCommand.name
        )
      }
      (old.experimental, new.experimental) = (nil, nil)
    }
    try checkKinds(old, new, options)
    if let config = options.config {
      let (module, customization) = try moduleInput(config)
      (old.module, new.module) = (module, module)
      (old.defaults, new.defaults) = (SDKDefaults.customization, SDKDefaults.customization)
      (old.customization, new.customization) = (customization, customization)
    } else {
      let customization = try customization(options.customization)
      (old.customization, new.customization) = (customization, customization)
    }
    return options.reverse ? (new, old) : (old, new)
  }

  /// Throws unless both releases have the same bundles. Otherwise, `diff` would report differences between the stable and the
  /// experimental API as changes of the release.
  private func checkKinds(_ old: GeneratorInput, _ new: GeneratorInput, _ options: DiffOptions) throws(Failure) {
    if (old.stable == nil) == (new.stable == nil), (old.experimental == nil) == (new.experimental == nil) { return }
    let remedy = "give two files, two folders with the same bundles, or '--stable-only'"
    throw .usage(
      "'\(options.old.text)' has \(kinds(old)) and '\(options.new.text)' has \(kinds(new)); \(remedy)",
      command: DiffCommand.name
    )
  }

  private func kinds(_ input: GeneratorInput) -> String {
    switch (input.stable, input.experimental) {
    case (_?, _?): "two bundles"
    case (_, nil): "one bundle"
    case (nil, _): "the experimental bundle only"
    }
  }

  private func bundles(of operand: ReleaseOperand, _ schema: String?) throws(Failure) -> GeneratorInput {
    switch operand {
    case .pin: return try pinned(schema)
    case .git(let commit): return try committed(commit, schema)
    case .path(Self.dash): return GeneratorInput(stable: try standardInputFile())
    case .path(let path):
      let location = Location(path, in: currentFolder)
      guard Files.exists(location.path) else {
        throw .file(location, "there is no such file or folder; give a file, a folder, 'pin' or 'git:COMMIT'")
      }
      if Files.isFolder(location.path) { return try folder(location) }
      return GeneratorInput(stable: try source(location))
    }
  }

  private func pinned(_ schema: String?) throws(Failure) -> GeneratorInput {
    if let schema { return try folder(location(schema)) }
    guard package != nil else { throw .general("there is no pinned schema: \(noPackage)") }
    return try input(InputOptions(customization: .off))
  }

  private func folder(_ folder: Location) throws(Failure) -> GeneratorInput {
    try checkIsComplete(folder)
    var input = GeneratorInput()
    for prefix in ["", "app-server."] {
      let stable = folder.appending("\(prefix)stable.json")
      let experimental = folder.appending("\(prefix)experimental.json")
      if input.stable == nil, Files.exists(stable.path) { input.stable = try source(stable) }
      if input.experimental == nil, Files.exists(experimental.path) { input.experimental = try source(experimental) }
    }
    if input.stable == nil, input.experimental == nil {
      let names = "'stable.json', 'experimental.json', 'app-server.stable.json' or 'app-server.experimental.json'"
      throw .file(folder, "there is no bundle in this folder; it should have \(names)")
    }
    let pin = folder.appending(SchemaFolder.pin)
    if Files.exists(pin.path) { input.pin = try source(pin) }
    return input
  }

  private func committed(_ commit: String, _ schema: String?) throws(Failure) -> GeneratorInput {
    guard let place = schema.map(location) ?? package else {
      throw .general("there is no pinned schema to look up in git: \(noPackage)")
    }
    let git = Git(folder: place.path)
    guard try git.hasCommit(commit) else {
      let remedy = "in a shallow clone, fetch more of the history, as 'fetch-depth: 2' does in a workflow"
      throw .general("there is no commit '\(commit)' in the repository of '\(place.shown)'; \(remedy)")
    }
    func source(_ path: String) throws(Failure) -> SourceFile? {
      try git.file(path, at: commit).map { SourceFile(path: "\(commit):\(path)", bytes: [UInt8]($0)) }
    }
    let stable = schema == nil ? Self.stable : SchemaFolder.stable
    let experimental = schema == nil ? Self.experimental : SchemaFolder.experimental
    let pin = schema == nil ? Self.pin : SchemaFolder.pin
    let input = GeneratorInput(
      stable: try source(stable),
      experimental: try source(experimental),
      pin: try source(pin)
    )
    if input.stable == nil, input.experimental == nil {
      let place = schema == nil ? "" : " in '\(place.shown)'"
      throw .general("the commit '\(commit)' has neither '\(stable)' nor '\(experimental)'\(place)")
    }
    return input
  }

  private func customization(_ option: CustomizationOption?) throws(Failure) -> SourceFile? {
    guard let file = customizationFile(option) else { return nil }
    guard Files.exists(file.path) else { throw .file(file, "there is no such file; see '--customization'") }
    return try source(file)
  }

  /// Reads the file that `--allow` names.
  func allowList(_ path: String) throws(Failure) -> SourceFile { try file(path, of: "--allow") }

  /// Reads the file that `--severities` names.
  func severityList(_ path: String) throws(Failure) -> SourceFile { try file(path, of: "--severities") }

  private func file(_ path: String, of option: String) throws(Failure) -> SourceFile {
    let location = Location(path, in: currentFolder)
    guard Files.exists(location.path) else {
      throw .file(location, "there is no such file; check the path that follows '\(option)'")
    }
    return try source(location)
  }
}
#endif
