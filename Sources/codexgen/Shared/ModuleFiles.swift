#if os(macOS) || os(Linux)
/// Reads the files of a module of a user's package.
struct ModuleFiles {
  /// An absolute path.
  var currentFolder: String
  /// Prints a text that only `--verbose` shows.
  var tell: (String) -> Void = { _ in }

  /// Reads the settings of a module, and the customization that they name.
  ///
  /// - Parameter path: The path of `codexgen.json`.
  func settings(_ path: String) throws(Failure) -> (module: ModuleInput, customization: SourceFile?) {
    let file = Location(path, in: currentFolder)
    let module = ModuleInput(settings: try source(file, missing: "check the path that follows '--config'"))
    guard let name = try customizationFile(of: module) else { return (module, nil) }
    let remedy = "'\(file.name)' names it as \"customization\"; create that file, or correct its name"
    return (module, try source(file.folder.appending(name), missing: remedy))
  }

  private func customizationFile(of module: ModuleInput) throws(Failure) -> String? {
    do {
      return try module.customizationFile()
    } catch {
      throw Failure(error, in: [module.settings].compactMap(\.self))
    }
  }

  /// Reads a JSON file.
  ///
  /// - Parameter remedy: What to do if there is no such file.
  func source(_ location: Location, missing remedy: String) throws(Failure) -> SourceFile {
    guard Files.exists(location.path) else { throw .file(location, "there is no such file; \(remedy)") }
    guard !Files.isFolder(location.path) else {
      throw .file(location, "this is a folder; a JSON file is expected here")
    }
    let bytes = [UInt8](try Files.read(location))
    tell("codexgen: read \(location.shown) (\(count(bytes.count, "byte")))")
    return SourceFile(path: location.shown, bytes: bytes)
  }

  /// Throws if a run of `pin` was killed while it replaced the files of the folder.
  static func checkIsComplete(_ folder: Location) throws(Failure) {
    guard StagingFolder(in: folder).leftover == .replacing else { return }
    let problem = "a run of 'pin' was killed while it replaced the files of this folder, so they may be of two releases"
    throw .file(folder, "\(problem); run 'generate' or 'pin', which complete it")
  }
}

/// A number with its noun, such as `1 file` or `2 files`.
func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
#endif
