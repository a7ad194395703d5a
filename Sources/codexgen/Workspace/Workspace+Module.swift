import ProtocolGenerator

/// Reads the input files of a module of a user's package.
extension Workspace {
  /// Reads the input files, including the settings file and the customization that it names.
  func input(_ options: OutputOptions) throws(Failure) -> GeneratorInput {
    var inputs = options.inputs
    guard let options = options.module else { return try input(inputs) }
    inputs.customization = .off
    var input = try input(inputs)
    var module = ModuleInput(target: options.target.map { .init(name: $0, modules: options.modules) })
    if let path = options.config {
      let file = Location(path, in: currentFolder)
      module.settings = try source(file, missing: "check the path that follows '--config'")
      if let name = try customizationFile(of: module) {
        let remedy = "'\(file.name)' names it as \"customization\"; create that file, or correct its name"
        input.customization = try source(file.folder.appending(name), missing: remedy)
      }
    }
    input.module = module
    return input
  }

  private func customizationFile(of module: ModuleInput) throws(Failure) -> String? {
    do {
      return try module.customizationFile()
    } catch {
      throw Failure(error)
    }
  }

  private func source(_ location: Location, missing remedy: String) throws(Failure) -> SourceFile {
    guard Files.exists(location.path) else { throw .file(location, "there is no such file; \(remedy)") }
    guard !Files.isFolder(location.path) else {
      throw .file(location, "this is a folder; a JSON file is expected here")
    }
    return SourceFile(path: location.shown, bytes: [UInt8](try Files.read(location)))
  }
}
