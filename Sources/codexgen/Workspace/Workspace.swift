#if os(macOS) || os(Linux)
import Foundation
import ProtocolGenerator

/// The current folder, and the package that contains it, if there is one. Finds the default values of options that name
/// files and folders.
struct Workspace {
  private static let schema = "schema"
  static let stable = "\(schema)/\(SchemaFolder.stable)"
  static let experimental = "\(schema)/\(SchemaFolder.experimental)"
  private static let customization = "\(schema)/\(SchemaFolder.customization)"
  static let pin = "\(schema)/\(SchemaFolder.pin)"
  private static let history = "\(schema)/\(SchemaFolder.history)"
  private static let output = "Generated"

  /// An absolute path.
  let currentFolder: String
  let package: Location?
  /// Reads standard input to its end.
  private let standardInput: () throws -> Data
  /// Prints a text that only `--verbose` shows.
  let tell: (String) -> Void

  init(
    currentFolder: String,
    standardInput: @escaping () throws -> Data = { Data() },
    tell: @escaping (String) -> Void = { _ in }
  ) {
    self.currentFolder = currentFolder
    self.standardInput = standardInput
    self.tell = tell
    package = Self.package(around: currentFolder).map { Location($0, in: currentFolder) }
  }

  private static func package(around folder: String) -> String? {
    var folder = folder
    while !Files.exists(folder + "/" + stable) {
      if folder == "/" || !folder.hasPrefix("/") { return nil }
      folder = Location.folder(of: folder)
    }
    return folder
  }

  /// Reads the input files.
  ///
  /// - Throws: `Failure` with a message for each file that cannot be read.
  func input(_ options: InputOptions) throws(Failure) -> GeneratorInput {
    let files = try inputFiles(options)
    if options.stable == Self.dash, options.experimental == Self.dash {
      throw .general("standard input has one bundle; give a file for '--stable' or for '--experimental'")
    }
    for folder in Set(files.map(\.1.location.folder)) { try checkIsComplete(folder) }
    var input = GeneratorInput()
    var problems: [String] = []
    for (place, file) in files {
      do throws(Failure) {
        input[keyPath: place] = try read(file)
      } catch {
        problems += error.lines
      }
    }
    if !problems.isEmpty { throw Failure(problems) }
    return input
  }

  /// The folders of the input files, in which a run of 'pin' may have been killed.
  func inputFolders(_ options: InputOptions) throws(Failure) -> Set<Location> {
    Set(try inputFiles(options).filter { !$0.1.isStandardInput }.map(\.1.location.folder))
  }

  func outputFolder(_ option: String?) throws(Failure) -> Location {
    if let option { return location(option) }
    if let package { return package.appending(Self.output) }
    throw .general("there is no folder to write to: \(noPackage); give a folder with '--output DIR'")
  }

  /// The folder that `pin` writes to.
  ///
  /// - Parameter option: The value of `--schema`.
  func schemaFolder(_ option: String?) throws(Failure) -> Location {
    if let option { return location(option) }
    if let package { return package.appending(Self.schema) }
    throw .general("there is no folder to pin in: \(noPackage); give a folder with '--schema DIR'")
  }

  /// The program that `--codex` names, by its path or, if it has no folder, by its name in `PATH`.
  func program(_ given: String, _ environment: [String: String]) throws(Failure) -> Location {
    var program = location(given)
    if !given.contains("/"), !Files.exists(program.path) {
      let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
      let paths = folders.map { "\($0)/\(given)" }
      if let path = paths.first(where: { Files.isProgram($0) }) { program = location(path) }
    }
    guard Files.exists(program.path) else {
      throw .file(
        program,
        "there is no such file; '--codex' takes the path of a program, or the name of a program in 'PATH'"
      )
    }
    guard Files.isProgram(program.path) else {
      throw .file(program, "this is not an executable file; check the path that follows '--codex'")
    }
    return program
  }

  private struct InputFile {
    var location: Location
    /// The name of the option that gives the file, for error messages.
    var option: String
    var isDefault = false
    var isStandardInput = false
  }

  /// The path that stands for standard input.
  static let dash = "-"

  private func inputFile(_ path: String, _ option: String) -> InputFile {
    InputFile(location: location(path), option: option, isStandardInput: path == Self.dash)
  }

  /// The text that was sent to standard input.
  func standardInputFile() throws(Failure) -> SourceFile {
    tell("codexgen: reading standard input")
    do {
      return SourceFile(path: "standard input", bytes: [UInt8](try standardInput()))
    } catch {
      throw .general("standard input cannot be read (\(Files.reason(error)))")
    }
  }

  /// Reads a file that exists.
  func source(_ location: Location) throws(Failure) -> SourceFile {
    let bytes = [UInt8](try Files.read(location))
    tell("codexgen: read \(location.shown) (\(count(bytes.count, "byte")))")
    return SourceFile(path: location.shown, bytes: bytes)
  }

  private typealias InputFiles = [(WritableKeyPath<GeneratorInput, SourceFile?>, InputFile)]

  private func inputFiles(_ options: InputOptions) throws(Failure) -> InputFiles {
    var files: InputFiles = []
    if options.stable == nil, options.experimental == nil {
      guard let package else {
        let remedy = "run codexgen inside of its package, or give '--stable FILE', '--experimental FILE' or both"
        throw .general("there is no bundle to read: \(noPackage); \(remedy)")
      }
      files = [
        (
          \.stable,
          InputFile(location: package.appending(Self.stable), option: InputOptions.stableOption.name, isDefault: true)
        ),
        (
          \.experimental,
          InputFile(
            location: package.appending(Self.experimental),
            option: InputOptions.experimentalOption.name,
            isDefault: true
          )
        ),
      ]
      let others: InputFiles = [
        (
          \.pin,
          InputFile(location: package.appending(Self.pin), option: InputOptions.stableOption.name, isDefault: true)
        ),
        (
          \.history,
          InputFile(location: package.appending(Self.history), option: InputOptions.stableOption.name, isDefault: true)
        ),
      ]
      files += others.filter { Files.exists($0.1.location.path) }
    }
    if let stable = options.stable {
      files.append((\.stable, inputFile(stable, InputOptions.stableOption.name)))
    }
    if let experimental = options.experimental {
      files.append((\.experimental, inputFile(experimental, InputOptions.experimentalOption.name)))
    }
    if let customization = customizationFile(options.customization) {
      files.append((\.customization, InputFile(location: customization, option: InputOptions.customizationOption.name)))
    }
    return files
  }

  func customizationFile(_ option: CustomizationOption?) -> Location? {
    switch option {
    case .off: return nil
    case .file(let path): return location(path)
    case nil:
      guard let file = package?.appending(Self.customization), Files.exists(file.path) else { return nil }
      return file
    }
  }

  private func read(_ file: InputFile) throws(Failure) -> SourceFile {
    if file.isStandardInput { return try standardInputFile() }
    guard Files.exists(file.location.path) else {
      let remedy = file.isDefault ? "restore it, or give other bundles with" : "check the path that follows"
      let options = file.isDefault ? "'--stable FILE', '--experimental FILE' or both" : "'\(file.option)'"
      throw .file(file.location, "there is no such file; \(remedy) \(options)")
    }
    guard !Files.isFolder(file.location.path) else {
      throw .file(file.location, "this is a folder; '\(file.option)' takes a JSON file")
    }
    return try source(file.location)
  }

  /// Throws if a run of `pin` was killed while it replaced the files of the folder, or a run of `upgrade` while it replaced files of
  /// the package.
  func checkIsComplete(_ folder: Location) throws(Failure) {
    try ModuleFiles.checkIsComplete(folder)
    guard isInterrupted(folder) else { return }
    let problem = "a run of 'upgrade' was killed while it replaced files of this package"
    throw .file(folder, "\(problem), so they may be of two releases; run 'generate' or 'pin', which complete it")
  }

  /// Whether a run of `upgrade` was killed while it replaced files of the package, of which the folder is one.
  private func isInterrupted(_ folder: Location) -> Bool {
    guard let package, folder.folder.path == package.path else { return false }
    return StagingFolder(in: package).leftover == .replacing
  }

  /// Whether a run of `pin` or `upgrade` was killed while it replaced files of the folder.
  func isIncomplete(_ folder: Location) -> Bool {
    StagingFolder(in: folder).leftover == .replacing || isInterrupted(folder)
  }

  func location(_ given: String) -> Location { Location(given, in: currentFolder) }

  var noPackage: String { "neither '\(currentFolder)' nor any folder above it has a '\(Self.stable)'" }
}
#endif
