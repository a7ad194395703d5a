import Foundation

/// The folder in which codexgen writes new files before they replace the old files of a target folder.
///
/// The folder is inside of the target folder, so that a file can be moved from one to the other in one step. Its name does not
/// depend on the run: so the next run finds what a run has left that was killed. The name starts with a dot, so that SwiftPM
/// ignores the folder.
struct StagingFolder: Hashable {
  static let name = ".codexgen-staging"
  /// An empty file with this name exists while files are replaced.
  private static let replacingMark = "replacing"

  let location: Location

  init(in target: Location) { location = target.appending(Self.name) }

  /// What a run of codexgen that was killed has left.
  enum Leftover: Hashable {
    /// The run wrote new files, and replaced no file of the target folder.
    case staged
    /// The run was replacing files. The target folder may have both new and old files.
    case replacing
  }

  /// `nil` if no run was killed, which is the usual case.
  var leftover: Leftover? {
    guard Files.kind(location.path) != nil else { return nil }
    return Files.exists(location.appending(Self.replacingMark).path) ? .replacing : .staged
  }

  /// Creates the folder.
  ///
  /// - Throws: An error of the system, also if the folder exists: another run of codexgen uses it at this moment.
  func create() throws { try Files.createFolder(location.path) }

  /// The path of the new file with a number, counted from 0. The name does not end in `.swift`, so that nothing compiles it.
  func path(ofFile number: Int) -> String { location.appending("\(number).new").path }

  /// Notes that files are replaced from now on.
  func markAsReplacing() throws { try Files.writeNew(Data(), to: location.appending(Self.replacingMark).path) }

  /// Removes the folder, if it exists.
  func remove() throws {
    if Files.kind(location.path) != nil { try Files.remove(location.path) }
  }
}
