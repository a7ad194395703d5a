#if os(macOS) || os(Linux)
import ProtocolGenerator

/// Reads the input files of a module of a user's package.
extension Workspace {
  /// Reads the input files, including the settings file and the customization that it names.
  func input(_ options: OutputOptions) throws(Failure) -> GeneratorInput {
    var inputs = options.inputs
    guard let options = options.module else { return try input(inputs) }
    inputs.customization = .off
    var input = try input(inputs)
    var module = ModuleInput()
    if let path = options.config {
      let files = try moduleInput(path)
      module = files.module
      input.customization = files.customization
    }
    input.defaults = SDKDefaults.customization
    module.target = options.target.map { .init(name: $0, modules: options.modules) }
    input.module = module
    return input
  }

  /// Reads the settings of a module, and the customization that they name.
  func moduleInput(_ path: String) throws(Failure) -> (module: ModuleInput, customization: SourceFile?) {
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

  private func source(_ location: Location, missing remedy: String) throws(Failure) -> SourceFile {
    guard Files.exists(location.path) else { throw .file(location, "there is no such file; \(remedy)") }
    guard !Files.isFolder(location.path) else {
      throw .file(location, "this is a folder; a JSON file is expected here")
    }
    return try source(location)
  }
}
#endif
