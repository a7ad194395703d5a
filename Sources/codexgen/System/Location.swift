/// A file or folder: where it is, and how messages name it.
struct Location: Hashable {
  /// Absolute.
  let path: String
  /// Relative to the current folder when below it, else as the user gave it.
  let shown: String

  private init(path: String, shown: String) {
    self.path = path
    self.shown = shown
  }

  /// A path as the user gave it in the folder `current`, which is absolute.
  ///
  /// Dots are left to the file system: `link/../file` need not be `file`.
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

  /// What is at `path` below this folder.
  func appending(_ path: String) -> Location {
    Location(
      path: self.path.hasSuffix("/") ? self.path + path : self.path + "/" + path,
      shown: shown == "." ? path : shown.hasSuffix("/") ? shown + path : shown + "/" + path
    )
  }

  /// The folder this is in; the root is in itself.
  var folder: Location {
    Location(path: Self.folder(of: path), shown: shown.contains("/") ? Self.folder(of: shown) : Self.folder(of: path))
  }

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
