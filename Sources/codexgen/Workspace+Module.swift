import ProtocolGenerator

/// Reading what goes into a module of somebody's own.
extension Workspace {
  /// Reads the input files, those that the config names too.
  func input(_ options: OutputOptions) throws(Failure) -> GeneratorInput {
    guard let config = options.config else { return try input(options.inputs) }
    var inputs = options.inputs
    inputs.customization = .off
    var input = try self.input(inputs)
    guard case .file(let path) = config else {
      input.module = .defaults
      return input
    }
    let file = Location(path, in: currentFolder)
    let module = ModuleInput.settings(try source(file, missing: "check the path that follows '--config'"))
    if let name = try customizationFile(of: module) {
      let remedy = "'\(file.name)' names it as \"customization\"; put it there, or correct the name"
      input.customization = try source(file.folder.appending(name), missing: remedy)
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
    guard !Files.isFolder(location.path) else { throw .file(location, "this is a folder; a JSON file should be here") }
    return SourceFile(path: location.shown, bytes: [UInt8](try Files.read(location)))
  }
}
