import Foundation
import ProtocolGenerator

/// What has to change in a folder so that it holds what it should. `generate` applies it and `check` prints it, so the two
/// cannot disagree.
struct OutputPlan: Hashable {
  struct File: Hashable {
    var location: Location
    var change: Change
  }

  enum Change: Hashable {
    /// The file is missing (`old` is `nil`) or differs.
    case write(new: Data, old: Data?)
    case unchanged
    /// The file was generated once and does not belong any more.
    case remove(old: Data)
    /// Something that codexgen did not write has the place of a generated file: a user's file, or a folder if `old`
    /// is `nil`. It is never overwritten.
    case blocked(new: Data, old: Data?)
  }

  var folder: Location
  /// Sorted by path.
  var files: [File]

  var isUpToDate: Bool { files.allSatisfy { $0.change == .unchanged } }
}

extension OutputPlan {
  /// The folders below the output folder where generated files that no longer belong are looked for.
  static let moduleFolders = ["CodexProtocol", "CodexSDK"]

  /// How the names of files begin that lie in the output folder itself, when one module is generated.
  static let moduleFiles = ["CodexProtocol.", "CodexWrappers."]

  /// Compares the generated files with what is in the folder.
  init(_ generated: [GeneratedFile], in folder: Location) throws(Failure) {
    if Files.exists(folder.path), !Files.isFolder(folder.path) {
      throw .file(folder, "this is not a folder, so no files can be written into it; give another with '--output DIR'")
    }
    var files: [File] = []
    for file in generated {
      let location = folder.appending(file.path)
      files.append(File(location: location, change: try Self.change(at: location, to: Data(file.contents.utf8))))
    }
    let planned = Set(files.map(\.location))
    for module in Self.moduleFolders {
      files += try Self.generatedFiles(in: folder.appending(module)).filter { !planned.contains($0.location) }
    }
    files += try Self.generatedModuleFiles(in: folder).filter { !planned.contains($0.location) }
    self.init(folder: folder, files: files.sorted { $0.location.path < $1.location.path })
  }

  private static func change(at location: Location, to new: Data) throws(Failure) -> Change {
    if Files.isFolder(location.path) { return .blocked(new: new, old: nil) }
    guard Files.exists(location.path) else { return .write(new: new, old: nil) }
    let old = try Files.read(location)
    if old == new { return .unchanged }
    return isGenerated(old) ? .write(new: new, old: old) : .blocked(new: new, old: old)
  }

  /// Every generated file in the folder and those below, as one to be removed. Links are not followed: what they lead
  /// to is not ours.
  private static func generatedFiles(in folder: Location) throws(Failure) -> [File] {
    guard Files.isFolder(folder.path) else { return [] }
    var files: [File] = []
    for name in try Files.names(in: folder) {
      let location = folder.appending(name)
      switch Files.kind(location.path) {
      case .folder: files += try generatedFiles(in: location)
      case .file: if let file = try generatedFile(location) { files.append(file) }
      default: break
      }
    }
    return files
  }

  /// The same for files of one module, which lie beside files of others.
  private static func generatedModuleFiles(in folder: Location) throws(Failure) -> [File] {
    guard Files.isFolder(folder.path) else { return [] }
    var files: [File] = []
    for name in try Files.names(in: folder) where moduleFiles.contains(where: name.hasPrefix) {
      let location = folder.appending(name)
      if Files.kind(location.path) == .file, let file = try generatedFile(location) { files.append(file) }
    }
    return files
  }

  /// A generated file as one to be removed; `nil` for somebody else's.
  private static func generatedFile(_ location: Location) throws(Failure) -> File? {
    guard location.name.hasSuffix(".swift") else { return nil }
    let old = try Files.read(location)
    return isGenerated(old) ? File(location: location, change: .remove(old: old)) : nil
  }

  private static func isGenerated(_ bytes: Data) -> Bool { bytes.starts(with: GeneratedFile.marker.utf8) }
}
