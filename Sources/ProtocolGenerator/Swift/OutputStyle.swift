/// For whom code is generated: who sees it, in which files it stands, and what its wrappers stand on.
enum OutputStyle: Sendable {
  /// This package's two modules, `CodexProtocol` and `CodexSDK`.
  case package
  /// One module of somebody's own. Its files lie in one folder, and their names stay out of the way of the module's own.
  ///
  /// - Parameter hasFixedFiles: Whether every file of `ModuleFileNames` is written, even a file without a declaration.
  case module(access: AccessLevel, api: String, hasFixedFiles: Bool)

  var access: AccessLevel {
    switch self {
    case .package: .public
    case .module(let access, _, _): access
    }
  }

  /// The type that has the wrappers which need nothing but a connection, and the areas.
  var rootType: String {
    switch self {
    case .package: WrapperSettings.rootType
    case .module(_, let api, _): api
    }
  }

  /// How a member of the door reaches the connection.
  var connection: String {
    switch self {
    case .package: "self"
    case .module: "codex"
    }
  }

  /// The path of the file with the types and calls of an area.
  func typesFile(_ name: String) -> String {
    switch self {
    case .package: "CodexProtocol/\(name).swift"
    case .module: ModuleFileNames.types(name)
    }
  }

  /// The path of the file with the wrappers of an area.
  func wrappersFile(_ area: String) -> String {
    switch self {
    case .package: "CodexSDK/\(area)Methods.swift"
    case .module: ModuleFileNames.wrappers(area)
    }
  }

  /// The path of a file with what all wrappers share.
  func sharedWrappersFile(_ name: String) -> String {
    switch self {
    case .package: "CodexSDK/\(name).swift"
    case .module: ModuleFileNames.wrappers(name)
    }
  }

  /// What a file with wrappers imports.
  var wrapperImports: [String] {
    switch self {
    case .package: ["CodexProtocol", "CodexWire"]
    case .module: ["CodexSDK", "CodexWire"]
    }
  }

  /// A file with `declarations`; `nil` for a file without a declaration, which is written only where the set of files is
  /// fixed.
  func file(_ path: String, _ declarations: [Declaration], imports: [String], sources: [String]) -> GeneratedFile? {
    if declarations.isEmpty, !hasFixedFiles { return nil }
    let text = SwiftPrinter.print(
      header: isPackage ? GeneratedFile.header(sources: sources) : GeneratedFile.moduleHeader(sources: sources),
      // A module that uses nothing of a module of this package may not be able to import that module.
      imports: declarations.isEmpty ? [] : imports,
      declarations: declarations
    )
    return GeneratedFile(path: path, contents: text)
  }

  private var isPackage: Bool { if case .package = self { true } else { false } }

  private var hasFixedFiles: Bool {
    if case .module(_, _, let hasFixedFiles) = self { hasFixedFiles } else { false }
  }
}
