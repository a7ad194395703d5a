#if os(macOS) || os(Linux)
import Foundation

/// A folder in which codexgen writes new files before they replace the old files of a target folder.
///
/// The name of the folder does not depend on the run: so the next run finds what a run has left that was killed. The name starts
/// with a dot, so that SwiftPM ignores the folder.
struct StagingFolder: Hashable {
  static let name = ".codexgen-staging"

  let location: Location
  let target: Location

  /// The folder inside of the target folder, from which files are moved into the target folder one by one.
  init(in target: Location) {
    location = target.appending(Self.name)
    self.target = target
  }

  /// The folder beside the target folder, which takes the place of the target folder in one step.
  init(beside target: Location) {
    location = target.folder.appending("\(Self.name)-\(target.name)")
    self.target = target
  }

  /// What a run of codexgen that was killed has left.
  enum Leftover: Hashable {
    /// The target folder has only old files or only new files.
    case staged
    /// The run was replacing files one by one. The target folder may have both new and old files.
    case replacing
  }

  /// `nil` if no run was killed, which is the usual case.
  var leftover: Leftover? {
    guard Files.kind(location.path) != nil else { return nil }
    return Files.exists(journal) ? .replacing : .staged
  }

  /// The folder that a killed run has left, inside of the target folder or beside it. `nil` if there is none.
  static func leftover(of target: Location) -> StagingFolder? {
    [StagingFolder(in: target), StagingFolder(beside: target)].first { $0.leftover != nil }
  }

  /// Creates the folder.
  ///
  /// - Throws: An error of the system, also if the folder exists: another run of codexgen uses it at this moment.
  func create() throws { try Files.createFolder(location.path) }

  /// The path of the new file with a number, counted from 0. The name does not end in `.swift`, so that nothing compiles it.
  func path(ofFile number: Int) -> String { location.appending("\(number).new").path }

  /// Removes the folder, if it exists.
  func remove() throws {
    if Files.kind(location.path) != nil { try Files.remove(location.path) }
  }

  // MARK: The journal

  /// A change of a file of the target folder.
  enum JournalEntry: Hashable, Codable {
    /// The new file with a number replaces a file.
    case replace(path: String, number: Int)
    case remove(path: String)
  }

  /// The file with the changes that are made one by one. The file exists while they are made.
  private var journal: String { location.appending("journal.json").path }

  /// Writes down which changes follow, so that a later run can complete them. The journal appears in one step.
  func write(_ entries: [JournalEntry]) throws {
    let draft = location.appending("journal.draft").path
    try Files.writeNew(try JSONEncoder().encode(entries), to: draft)
    try Files.replace(journal, with: draft)
  }

  /// Makes the changes of the journal that a killed run has not made, if there is a journal, and removes the folder.
  func complete() throws {
    if leftover == .replacing {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: journal))
      for entry in try JSONDecoder().decode([JournalEntry].self, from: bytes) { try complete(entry) }
    }
    try remove()
  }

  private func complete(_ entry: JournalEntry) throws {
    switch entry {
    case .replace(let path, let number):
      let new = self.path(ofFile: number)
      // A file that is no longer here was moved before the run was killed.
      guard Files.kind(new) == .file, let file = inTarget(path) else { return }
      try FileManager.default.createDirectory(atPath: file.folder.path, withIntermediateDirectories: true)
      try Files.replace(file.path, with: new)
    case .remove(let path):
      if let file = inTarget(path), Files.kind(file.path) == .file { try Files.remove(file.path) }
    }
  }

  /// The file of the target folder with a relative path. `nil` for a path that leads out of the folder, which codexgen never
  /// writes into a journal.
  private func inTarget(_ path: String) -> Location? {
    path.hasPrefix("/") || path.split(separator: "/").contains("..") ? nil : target.appending(path)
  }
}
#endif
