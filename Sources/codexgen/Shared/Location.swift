#if os(macOS) || os(Linux)
/// The path of a file or folder, and how messages show it.
struct Location: Hashable {
  /// The absolute path.
  let path: String
  /// The path relative to the current folder, if it is inside of that folder. Otherwise, the path as the user gave it.
  let shown: String

  private init(path: String, shown: String) {
    self.path = path
    self.shown = shown
  }

  /// A path that the user gave.
  ///
  /// The parts `.` and `..` are not resolved: if `link` is a symbolic link, `link/../file` is not `file`.
  ///
  /// - Parameter current: The absolute path of the current folder.
  init(_ given: String, in current: String) {
    let given = Self.withoutTrailingSlashes(given)
    let prefix = current.hasSuffix("/") ? current : current + "/"
    if given.hasPrefix("/") {
      let below = given.hasPrefix(prefix) ? String(given.dropFirst(prefix.count)) : given
      self.init(path: given, shown: given == current || below.isEmpty ? "." : below)
    } else {
      var below = given[...]
      while below.hasPrefix("./") { below = below.dropFirst(2).drop { $0 == "/" } }
      self.init(path: prefix + given, shown: below.isEmpty ? "." : String(below))
    }
  }

  /// The location of a file in this folder.
  ///
  /// - Parameter path: The path relative to this folder.
  func appending(_ path: String) -> Location {
    Location(
      path: self.path.hasSuffix("/") ? self.path + path : self.path + "/" + path,
      shown: shown == "." ? path : shown.hasSuffix("/") ? shown + path : shown + "/" + path
    )
  }

  /// The folder that contains this file or folder. The root folder contains itself.
  var folder: Location {
    Location(path: Self.folder(of: path), shown: shown.contains("/") ? Self.folder(of: shown) : Self.folder(of: path))
  }

  /// The last part of the path.
  var name: String { String(path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]) }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
#endif
