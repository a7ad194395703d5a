#if os(macOS) || os(Linux)
/// The arguments of `codexgen-module`: the options of `codexgen generate` for a module, each with its value.
struct ModuleOptions: Hashable {
  /// The path of the settings. `nil` for `--config none`: every setting has its default value.
  var config: String?
  var stable: String?
  var experimental: String?
  /// The target that is built.
  var target: String
  /// The modules that the target can import. `nil` if they are not known.
  var modules: [String]?
  var output: String

  private static let names = ["--config", "--stable", "--experimental", "--target", "--modules", "--output"]

  /// - Throws: `Failure` for arguments that the build plugin never passes.
  init(_ arguments: [String]) throws(Failure) {
    var values: [String: String] = [:]
    for start in stride(from: 0, to: arguments.count, by: 2) {
      let name = arguments[start]
      guard Self.names.contains(name), start + 1 < arguments.count, values[name] == nil else {
        throw Self.failure("the argument '\(name.filter { !$0.isNewline })' is unknown, given twice or without a value")
      }
      values[name] = arguments[start + 1]
    }
    guard let target = values["--target"], let output = values["--output"], let config = values["--config"] else {
      throw Self.failure("'--config', '--target' and '--output' are needed")
    }
    self.config = config == "none" ? nil : config
    stable = values["--stable"]
    experimental = values["--experimental"]
    self.target = target
    modules = values["--modules"]?.split(separator: ",").map(String.init)
    self.output = output
    if stable == nil, experimental == nil { throw Self.failure("'--stable', '--experimental' or both are needed") }
  }

  private static func failure(_ problem: String) -> Failure {
    .general(
      "\(problem). The build plugin runs this program; to generate code without a build, use 'codexgen generate'"
    )
  }
}

extension ModuleOptions {
  /// Reads the input files.
  ///
  /// - Parameter currentFolder: An absolute path.
  func input(_ currentFolder: String) throws(Failure) -> GeneratorInput {
    let files = ModuleFiles(currentFolder: currentFolder)
    func bundle(_ path: String?, _ option: String) throws(Failure) -> SourceFile? {
      guard let path else { return nil }
      let location = Location(path, in: currentFolder)
      try ModuleFiles.checkIsComplete(location.folder)
      return try files.source(location, missing: "check the path that follows '\(option)'")
    }
    var input = GeneratorInput(
      stable: try bundle(stable, "--stable"),
      experimental: try bundle(experimental, "--experimental")
    )
    var module = ModuleInput()
    if let config { (module, input.customization) = try files.settings(config) }
    input.defaults = SDKDefaults.customization
    module.target = .init(name: target, modules: modules)
    input.module = module
    return input
  }
}
#endif
