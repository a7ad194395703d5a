import Foundation

/// The folders of a target and the folders whose types each of them may use, compared with the target's sources.
public struct Architecture: Sendable {
  /// A folder of the target and the folders whose types it may use.
  public struct Folder: Sendable {
    /// The path of the folder below the target's folder. The files at the top of the target have the name `.`.
    public var name: String
    public var mayUse: [String]

    public init(_ name: String, mayUse: [String] = []) {
      self.name = name
      self.mayUse = mayUse
    }
  }

  private let root: URL
  private let folders: [Folder]

  /// - Parameters:
  ///   - root: The folder of the target.
  ///   - folders: The target's folders, where each uses only folders that stand before it.
  public init(root: URL, folders: [Folder]) {
    self.root = root
    self.folders = folders
  }

  /// One sentence for each place in which the sources and the list of folders disagree, sorted.
  ///
  /// - Throws: What Foundation throws for a file that cannot be read.
  public func violations() throws -> [String] {
    let files = try readFiles()
    return (orderViolations() + folderViolations(files) + useViolations(files)).sorted()
  }

  // MARK: Reading

  private struct SourceFile {
    var path: String
    var folder: String
    var names: SourceNames
  }

  private func readFiles() throws -> [SourceFile] {
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      return SourceFile(path: path, folder: folder(of: path), names: SourceNames(of: text))
    }
  }

  /// The listed folder with the longest path that contains the file; a folder that is not listed goes by its first part.
  private func folder(of path: String) -> String {
    let listed = folders.map(\.name).filter { path.hasPrefix($0 + "/") }
    if let longest = listed.max(by: { $0.count < $1.count }) { return longest }
    let parts = path.split(separator: "/")
    return parts.count > 1 ? String(parts[0]) : "."
  }

  // MARK: Comparing

  /// Folders that use a folder which does not stand before them: only such a list can have a circle.
  private func orderViolations() -> [String] {
    var before: Set<String> = []
    var violations: [String] = []
    for folder in folders {
      for used in folder.mayUse where !before.contains(used) {
        violations.append("The folder \(folder.name) may use \(used), which does not stand before it in the list.")
      }
      before.insert(folder.name)
    }
    return violations
  }

  private func folderViolations(_ files: [SourceFile]) -> [String] {
    let listed = Set(folders.map(\.name))
    let found = Set(files.map(\.folder))
    return found.subtracting(listed).map { "The folder \($0) is not in the list." }
      + listed.subtracting(found).map { "The folder \($0) is in the list but has no Swift file." }
  }

  private func useViolations(_ files: [SourceFile]) -> [String] {
    var owners: [String: Set<String>] = [:]
    var own: [String: Set<String>] = [:]
    for file in files {
      for name in file.names.declared { owners[name, default: []].insert(file.folder) }
      own[file.folder, default: []].formUnion(file.names.declared.union(file.names.local))
    }
    let allowed = Dictionary(uniqueKeysWithValues: folders.map { ($0.name, Set($0.mayUse)) })
    return files.flatMap { file in
      // A nested type hides a type of another folder that has the same name.
      file.names.used.subtracting(own[file.folder] ?? []).compactMap { name -> String? in
        guard let folders = owners[name], folders.isDisjoint(with: allowed[file.folder] ?? []) else { return nil }
        let places = folders.sorted().joined(separator: " and ")
        return "\(file.path) uses \(name) of \(places), which the folder \(file.folder) may not use."
      }
    }
  }
}
