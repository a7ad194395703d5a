import Foundation

/// Changes to files, with what it takes to undo them.
struct FileTransaction {
  /// Makes all changes of `body` or none.
  ///
  /// - Parameters:
  ///   - command: What to run again, for messages.
  ///   - option: With which another folder could be given, for messages.
  static func run(
    of command: String,
    into option: String,
    _ body: (inout FileTransaction) throws(Failure) -> Void
  ) throws(Failure) {
    var transaction = FileTransaction(command: command, option: option)
    do throws(Failure) {
      try body(&transaction)
    } catch {
      let notUndone = transaction.rollBack()
      throw Failure(error.lines + (notUndone.isEmpty ? [Failure.nothingChanged] : notUndone))
    }
  }

  private struct Step {
    var location: Location
    var undo: () throws -> Void
  }

  private let command: String
  private let option: String
  private var steps: [Step] = []
  /// Where the new contents wait, by the path that they are for.
  private var staged: [String: String] = [:]

  private init(command: String, option: String) {
    self.command = command
    self.option = option
  }

  /// Creates the folder and those above it, as far as they are missing.
  mutating func createFolder(_ folder: Location) throws(Failure) {
    if Files.isFolder(folder.path) { return }
    if Files.exists(folder.path) {
      let remedy = "move it away, or give another folder with '\(option) DIR'"
      throw .file(folder, "a file is in the place of a folder to write into; \(remedy)")
    }
    try createFolder(folder.folder)
    // With dots in its path the folder may be there by now: `new/..`, say.
    if Files.isFolder(folder.path) { return }
    try perform("the folder cannot be created", folder) { try Files.createFolder(folder.path) }
    steps.append(Step(location: folder) { try Files.removeEmptyFolder(folder.path) })
  }

  mutating func stage(_ new: Data, for location: Location) throws(Failure) {
    try createFolder(location.folder)
    // Hidden, and not ending in `.swift`: a build that runs meanwhile does not see it.
    let temporary = location.folder.path + "/.\(location.name).\(UUID().uuidString)"
    // Before the attempt, since a write that fails on a full disk leaves half a file.
    steps.append(
      Step(location: location) { if Files.exists(temporary) { try Files.remove(temporary) } }
    )
    staged[location.path] = temporary
    try perform("the file cannot be written", location) { try Files.writeNew(new, to: temporary) }
  }

  mutating func moveIntoPlace(_ location: Location, old: Data?) throws(Failure) {
    guard let temporary = staged[location.path] else { return }
    try perform("the file cannot be written", location) { try Files.replace(location.path, with: temporary) }
    steps.append(
      Step(location: location) {
        try Files.remove(location.path)
        if let old { try Files.writeNew(old, to: location.path) }
      }
    )
  }

  mutating func remove(_ location: Location, old: Data) throws(Failure) {
    try perform("the file cannot be removed", location) { try Files.remove(location.path) }
    steps.append(Step(location: location) { try Files.writeNew(old, to: location.path) })
  }

  /// Undoes everything, the last first. What could not be undone comes back as messages.
  private func rollBack() -> [String] {
    steps.reversed().flatMap { step in
      do {
        try step.undo()
        return [] as [String]
      } catch {
        let message =
          "what was there before cannot be restored (\(Files.reason(error))); run '\(command)' again"
        return Failure.file(step.location, message).lines
      }
    }
  }

  private func perform(_ problem: String, _ location: Location, _ action: () throws -> Void) throws(Failure) {
    do {
      try action()
    } catch {
      let remedy = "see that you may write there and that the disk has room"
      throw .file(location, "\(problem) (\(Files.reason(error))); \(remedy)")
    }
  }
}
