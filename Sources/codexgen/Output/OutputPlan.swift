#if os(macOS) || os(Linux)
import Foundation
import ProtocolGenerator

/// The changes that bring a folder up to date. `generate` applies the plan and `check` prints it, so the two always agree.
struct OutputPlan: Hashable {
  struct File: Hashable {
    var location: Location
    var change: Change
  }

  enum Change: Hashable {
    /// The file is missing (`old` is `nil`) or differs.
    case write(new: Data, old: Data?)
    case unchanged
    /// An earlier run of codexgen generated the file, and it is no longer needed.
    case remove(old: Data)
    /// A user's file is in the place of a generated file, or a folder if `old` is `nil`. Neither is ever overwritten.
    case blocked(new: Data, old: Data?)
  }

  var folder: Location
  /// Sorted by path.
  var files: [File]
  /// The folder that a run of codexgen that was killed has left. `generate` removes it before it plans the changes.
  var leftover: StagingFolder?

  var isUpToDate: Bool { leftover == nil && files.allSatisfy { $0.change == .unchanged } }
}

extension OutputPlan {
  /// The folders in the output folder that are searched for generated files that are no longer needed.
  static let moduleFolders = ["CodexProtocol", "CodexProtocolTests", "CodexSDK"]

  /// Compares the generated files with the files in the folder.
  ///
  /// - Throws: `Failure` if `folder` is not a folder, or if a file in it cannot be read.
  init(_ generated: [GeneratedFile], in folder: Location) throws(Failure) {
    if Files.exists(folder.path), !Files.isFolder(folder.path) {
      throw .file(
        folder,
        "this is not a folder, so no files can be written into it; give another folder with '--output DIR'"
      )
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
    self.init(
      folder: folder,
      files: files.sorted { $0.location.path < $1.location.path },
      leftover: StagingFolder.leftover(of: folder)
    )
  }

  private static func change(at location: Location, to new: Data) throws(Failure) -> Change {
    if Files.isFolder(location.path) { return .blocked(new: new, old: nil) }
    guard Files.exists(location.path) else { return .write(new: new, old: nil) }
    let old = try Files.read(location)
    if old == new { return .unchanged }
    return isGenerated(old) ? .write(new: new, old: old) : .blocked(new: new, old: old)
  }

  /// A change that removes each generated file in the folder and in the folders below it. Symbolic links are not followed,
  /// since they can lead to folders of other packages.
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

  /// A change that removes each generated file of a user's module. These files are directly in the output folder, beside
  /// files that codexgen did not write.
  private static func generatedModuleFiles(in folder: Location) throws(Failure) -> [File] {
    guard Files.isFolder(folder.path) else { return [] }
    var files: [File] = []
    for name in try Files.names(in: folder) where ModuleFileNames.prefixes.contains(where: name.hasPrefix) {
      let location = folder.appending(name)
      if Files.kind(location.path) == .file, let file = try generatedFile(location) { files.append(file) }
    }
    return files
  }

  /// A change that removes the file, or `nil` if codexgen did not write it.
  private static func generatedFile(_ location: Location) throws(Failure) -> File? {
    guard location.name.hasSuffix(".swift") else { return nil }
    let old = try Files.read(location)
    return isGenerated(old) ? File(location: location, change: .remove(old: old)) : nil
  }

  private static func isGenerated(_ bytes: Data) -> Bool { bytes.starts(with: GeneratedFile.marker.utf8) }
}
#endif
