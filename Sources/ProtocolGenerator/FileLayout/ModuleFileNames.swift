/// The names of the files that are generated for a module of a user's package.
///
/// The build plugin announces these files to the build system before the generator runs, so the list does not depend on the
/// schema. A plugin cannot import a library, so the folder of the plugin has a symbolic link to the folder of this file. For
/// that reason, the files in this folder use nothing but the standard library and each other.
public enum ModuleFileNames {
  /// The start of the names of files with types and calls.
  static let typesPrefix = "CodexProtocol."
  /// The start of the names of files with functions.
  static let wrappersPrefix = "CodexWrappers."

  /// The starts of the names of all generated files.
  public static let prefixes = [typesPrefix, wrappersPrefix]

  /// The name of the file with the types and calls of a file group.
  static func types(_ group: String) -> String { "\(typesPrefix)\(group).swift" }

  /// The name of the file with the functions of a file group.
  static func wrappers(_ group: String) -> String { "\(wrappersPrefix)\(group).swift" }

  /// The files that do not belong to one file group, without prefix.
  static let namespace = "RPC"
  static let api = "API"
  static let areas = "APIAreas"
  static let presets = "Presets"

  /// The names of all files.
  static var all: [String] {
    let groups = FileLayout.groups.map(\.file)
    return (groups + [namespace]).map(types) + (groups + [api, areas, presets]).map(wrappers)
  }
}
