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
    try ModuleFiles(currentFolder: currentFolder, tell: tell).settings(path)
  }
}
#endif
