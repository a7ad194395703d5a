import Foundation

/// Several changes of files, of which either all are made or none.
struct FileTransaction {
  /// Runs `body`, and undoes its changes if it throws.
  ///
  /// - Parameters:
  ///   - command: The name of the subcommand to run again, for error messages.
  ///   - option: The option that gives another folder, for error messages.
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
  /// The path of the temporary file with the new contents, by the path of the file that it will replace.
  private var staged: [String: String] = [:]

  private init(command: String, option: String) {
    self.command = command
    self.option = option
  }

  /// Creates the folder, and each folder above it that does not exist.
  mutating func createFolder(_ folder: Location) throws(Failure) {
    if Files.isFolder(folder.path) { return }
    if Files.exists(folder.path) {
      let remedy = "move it away, or give another folder with '\(option) DIR'"
      throw .file(folder, "a file is in the place of the folder to write to; \(remedy)")
    }
    try createFolder(folder.folder)
    // If the path contains dots, such as `new/..`, the folder exists once the folder above it was created.
    if Files.isFolder(folder.path) { return }
    try perform("the folder cannot be created", folder) { try Files.createFolder(folder.path) }
    steps.append(Step(location: folder) { try Files.removeEmptyFolder(folder.path) })
  }

  /// Writes new contents to a temporary file beside the file that it will replace.
  mutating func stage(_ new: Data, for location: Location) throws(Failure) {
    try createFolder(location.folder)
    // The name is hidden and does not end in `.swift`, so that a build that runs at the same time ignores the file.
    let temporary = location.folder.path + "/.\(location.name).\(UUID().uuidString)"
    // The step to undo is added before the attempt: a write that fails because the disk is full leaves a part of the file.
    steps.append(
      Step(location: location) { if Files.exists(temporary) { try Files.remove(temporary) } }
    )
    staged[location.path] = temporary
    try perform("the file cannot be written", location) { try Files.writeNew(new, to: temporary) }
  }

  /// Replaces the file by the temporary file that `stage` wrote.
  ///
  /// - Parameter old: The contents to restore if a later change fails. `nil` if the file does not exist.
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

  /// - Parameter old: The contents to restore if a later change fails.
  mutating func remove(_ location: Location, old: Data) throws(Failure) {
    try perform("the file cannot be removed", location) { try Files.remove(location.path) }
    steps.append(Step(location: location) { try Files.writeNew(old, to: location.path) })
  }

  /// Undoes all changes, starting with the last one.
  ///
  /// - Returns: An error message for each change that could not be undone.
  private func rollBack() -> [String] {
    steps.reversed().flatMap { step in
      do {
        try step.undo()
        return [] as [String]
      } catch {
        let message =
          "the previous contents cannot be restored (\(Files.reason(error))); run '\(command)' again"
        return Failure.file(step.location, message).lines
      }
    }
  }

  private func perform(_ problem: String, _ location: Location, _ action: () throws -> Void) throws(Failure) {
    do {
      try action()
    } catch {
      let remedy = "check that you may write there and that there is free space on the disk"
      throw .file(location, "\(problem) (\(Files.reason(error))); \(remedy)")
    }
  }
}
