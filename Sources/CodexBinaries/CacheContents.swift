#if os(macOS) || os(Linux)
import Foundation

/// The releases in the cache folder, for a command that shows and removes them.
package struct CacheContents {
  /// A release, or the rest of a download that was killed.
  package struct Entry: Hashable, Sendable {
    /// The version, or the name of the folder for the rest of a download.
    package var name: String
    /// The size of all files, in bytes.
    package var size: Int
    /// Whether the entry is a complete release.
    package var isRelease: Bool
  }

  package let folder: String

  /// - Parameter folder: The folder of all releases, from `BinaryCache.folder(environment:)`.
  package init(folder: String) { self.folder = folder }

  /// The entries, sorted by name. Files that this package does not write are left out.
  package var entries: [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      guard FileStatus(folder + "/" + name)?.isFolder == true else { return nil }
      let isRelease = ReleaseName(name) != nil
      // A download uses a folder whose name is a dot, the version, a dash and an identifier.
      guard isRelease || name.hasPrefix(".") else { return nil }
      return Entry(name: name, size: Self.size(ofFolder: folder + "/" + name), isRelease: isRelease)
    }
  }

  /// The size of all files in a folder and in the folders below it, in bytes.
  static func size(ofFolder folder: String) -> Int {
    guard let files = FileManager.default.enumerator(atPath: folder) else { return 0 }
    var size = 0
    for case let file as String in files { size += FileStatus(folder + "/" + file)?.fileSize ?? 0 }
    return size
  }

  /// Removes an entry. Programs of the release that run at the moment continue to run.
  package func remove(_ entry: Entry) throws {
    try FileManager.default.removeItem(atPath: folder + "/" + entry.name)
  }
}
#endif
