/// For whom code is generated: who sees it, in which files it stands, and what its wrappers stand on.
enum OutputStyle: Sendable {
  /// This package's two modules, `CodexProtocol` and `CodexSDK`.
  case package
  /// One module of somebody's own. Its files lie in one folder, and their names stay out of the way of the module's own.
  case module(access: AccessLevel, api: String)

  var access: AccessLevel {
    switch self {
    case .package: .public
    case .module(let access, _): access
    }
  }

  /// The type that has the wrappers which need nothing but a connection, and the areas.
  var rootType: String {
    switch self {
    case .package: WrapperSettings.rootType
    case .module(_, let api): api
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

  /// A file's contents. One that declares nothing imports nothing in a module: it may not have all of our modules.
  func text(_ declarations: [Declaration], imports: [String], sources: [String]) -> String {
    switch self {
    case .package:
      return SwiftPrinter.print(
        header: GeneratedFile.header(sources: sources),
        imports: imports,
        declarations: declarations
      )
    case .module:
      return SwiftPrinter.print(
        header: GeneratedFile.moduleHeader(sources: sources),
        imports: declarations.isEmpty ? [] : imports,
        declarations: declarations
      )
    }
  }
}
