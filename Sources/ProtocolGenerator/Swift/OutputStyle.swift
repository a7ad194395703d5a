/// The purpose of the generated code, which determines its access level, its files and the type that has the wrappers.
enum OutputStyle: Sendable {
  /// The code is generated for the two modules of this package, `CodexProtocol` and `CodexSDK`.
  case package
  /// The code is generated for one module of another package. The names of the files have a prefix, so that they do not
  /// collide with the module's own files.
  ///
  /// - Parameter hasFixedFiles: Whether every file of `ModuleFileNames` is written, even a file without a declaration.
  case module(access: AccessLevel, api: String, hasFixedFiles: Bool)

  var access: AccessLevel {
    switch self {
    case .package: .public
    case .module(let access, _, _): access
    }
  }

  /// The type that has the areas, and the wrappers that need nothing but a connection.
  var rootType: String {
    switch self {
    case .package: WrapperSettings.rootType
    case .module(_, let api, _): api
    }
  }

  /// The expression for the connection inside of a member of the root type.
  var connection: String {
    switch self {
    case .package: "self"
    case .module: "codex"
    }
  }

  /// The path of the file with the types and calls of a file group.
  func typesFile(_ name: String) -> String {
    switch self {
    case .package: "CodexProtocol/\(name).swift"
    case .module: ModuleFileNames.types(name)
    }
  }

  /// The path of the file with the wrappers of a file group.
  func wrappersFile(_ area: String) -> String {
    switch self {
    case .package: "CodexSDK/\(area)Methods.swift"
    case .module: ModuleFileNames.wrappers(area)
    }
  }

  /// The path of a file with declarations that belong to no file group.
  func sharedWrappersFile(_ name: String) -> String {
    switch self {
    case .package: "CodexSDK/\(name).swift"
    case .module: ModuleFileNames.wrappers(name)
    }
  }

  /// The module that declares `Date` and `Data`. A file imports it when its declarations have these types.
  static let foundation = ImportSyntax(module: "Foundation")

  /// The modules that a file with types imports.
  static let typeImports = [ImportSyntax(module: "CodexWire", attribute: ImportSyntax.hooks)]

  /// The modules that a file with wrappers imports. Wrappers call the hooks of `CodexWire`, which convert durations, and of
  /// `CodexSDK`, which open threads and turns.
  var wrapperImports: [ImportSyntax] {
    switch self {
    case .package: [ImportSyntax(module: "CodexProtocol")] + Self.typeImports
    case .module: [ImportSyntax(module: "CodexSDK", attribute: ImportSyntax.hooks)] + Self.typeImports
    }
  }

  /// A file with `declarations`. `nil` when there are no declarations, unless the set of files is fixed.
  func file(_ path: String, _ declarations: [Declaration], imports: [ImportSyntax], sources: [String]) -> GeneratedFile?
  {
    if declarations.isEmpty, !hasFixedFiles { return nil }
    let text = SwiftPrinter.print(
      header: isPackage ? GeneratedFile.header(sources: sources) : GeneratedFile.moduleHeader(sources: sources),
      // A target whose code needs no module of this package may not depend on the module, so a file without
      // declarations imports none.
      imports: declarations.isEmpty ? [] : imports.map { withAccess($0, in: declarations) },
      declarations: declarations
    )
    return GeneratedFile(path: path, contents: text)
  }

  /// The import with the access level that the interface of the file needs. The targets of this package do not have the feature
  /// `InternalImportsByDefault`.
  private func withAccess(_ module: ImportSyntax, in declarations: [Declaration]) -> ImportSyntax {
    guard !isPackage, access != .internal else { return module }
    var module = module
    let names = InterfaceNames(of: declarations, access: access)
    let isIn = { (name: String) in RuntimeNames.module(module.module, declares: name) }
    module.isAccessExperimental = !names.always.contains(where: isIn)
    if !module.isAccessExperimental || names.experimental.contains(where: isIn) { module.access = access }
    return module
  }

  /// A type of CodexSDK in a documentation comment: a link in CodexSDK itself, since DocC resolves no links to other modules.
  func link(to type: String) -> String { isPackage ? "``\(type)``" : "`\(type)`" }

  private var isPackage: Bool { if case .package = self { true } else { false } }

  private var hasFixedFiles: Bool {
    if case .module(_, _, let hasFixedFiles) = self { hasFixedFiles } else { false }
  }
}
