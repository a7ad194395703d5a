#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

/// Several changes of files in one folder, of which either all are made or none.
///
/// The new contents are written into a `StagingFolder` first. A process that is killed while it writes them therefore leaves the
/// files of the folder as they were. A process that is killed while it replaces files leaves both new and old files, and a
/// journal with which the next run completes the changes.
struct FileTransaction {
  /// Where a transaction makes its changes, and how its error messages name the command.
  struct Context {
    /// The folder whose files are changed. It is created if it does not exist.
    var folder: Location
    /// The name of the subcommand to run again, for error messages.
    var command: String
    /// The option that gives another folder, for error messages.
    var option: String
    /// The signals that stop the transaction before the first file is replaced.
    var interrupts: Interrupts?
  }

  /// Runs `body`, which stages new files and then replaces the old files by them. Undoes all changes if `body` throws.
  ///
  /// - Throws: `Failure.interrupted` if a signal was received before the first file was replaced.
  static func run(
    _ context: Context,
    _ body: (inout FileTransaction) throws(Failure) -> Void
  ) throws(Failure) {
    var transaction = FileTransaction(context)
    do throws(Failure) {
      // An existing folder was locked by the caller, before it compared the files.
      let isNew = !Files.isFolder(context.folder.path)
      try transaction.createFolder(context.folder)
      let lock = isNew ? try FolderLock.acquire(context.folder, context.interrupts) : nil
      defer { withExtendedLifetime(lock) {} }
      try transaction.createStagingFolder()
      try body(&transaction)
    } catch {
      let notUndone = transaction.rollBack()
      if error == .interrupted, notUndone.isEmpty { throw error }
      throw Failure(error.lines + (notUndone.isEmpty ? [Failure.nothingChanged] : notUndone))
    }
    // If the folder cannot be removed, all files are as they should be. The next run removes the folder.
    try? transaction.staging.remove()
  }

  private struct Step {
    var location: Location
    var undo: () throws -> Void
  }

  private let context: Context
  private let staging: StagingFolder
  private var steps: [Step] = []
  /// The number of the file with the new contents, by the path of the file that it will replace.
  private var staged: [String: Int] = [:]

  private init(_ context: Context) {
    self.context = context
    staging = StagingFolder(in: context.folder)
  }

  private mutating func createStagingFolder() throws(Failure) {
    let staging = staging
    guard staging.leftover == nil else {
      throw .file(
        staging.location,
        "another run of codexgen is writing to this folder; wait until it ends, and try again"
      )
    }
    // The step to undo is added before the attempt, so that nothing is left even if the folder is created in part.
    steps.append(Step(location: staging.location) { try staging.remove() })
    try perform("the folder cannot be created", staging.location) { try staging.create() }
  }

  /// Writes new contents to a file in the staging folder.
  mutating func stage(_ new: Data, for location: Location) throws(Failure) {
    if context.interrupts?.received != nil { throw .interrupted }
    try checkIsNoFile(location.folder)
    let path = staging.path(ofFile: staged.count)
    staged[location.path] = staged.count
    try perform("the file cannot be written", location) { try Files.writeNew(new, to: path) }
  }

  /// Replaces the file by the file that `stage` wrote.
  ///
  /// - Parameter old: The contents to restore if a later change fails. `nil` if the file does not exist.
  mutating func moveIntoPlace(_ location: Location, old: Data?) throws(Failure) {
    guard let path = staged[location.path].map(staging.path) else { return }
    try createFolder(location.folder)
    try perform("the file cannot be written", location) { try Files.replace(location.path, with: path) }
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

  /// After this, a signal no longer stops the transaction, since it takes only a moment to complete it.
  ///
  /// - Parameter removed: The files that are removed after the staged files are in place.
  mutating func startReplacing(removing removed: [Location]) throws(Failure) {
    if context.interrupts?.received != nil { throw .interrupted }
    let staging = staging
    let prefix = context.folder.path.hasSuffix("/") ? context.folder.path : context.folder.path + "/"
    func relative(_ path: String) -> String { String(path.dropFirst(prefix.count)) }
    let entries =
      staged.sorted { $0.value < $1.value }.map {
        StagingFolder.JournalEntry.replace(path: relative($0.key), number: $0.value)
      } + removed.map { .remove(path: relative($0.path)) }
    try perform("the folder cannot be written", staging.location) { try staging.write(entries) }
  }

  /// Creates the folder, and each folder above it that does not exist.
  private mutating func createFolder(_ folder: Location) throws(Failure) {
    if Files.isFolder(folder.path) { return }
    try checkIsNoFile(folder)
    try createFolder(folder.folder)
    // If the path contains dots, such as `new/..`, the folder exists once the folder above it was created.
    if Files.isFolder(folder.path) { return }
    try perform("the folder cannot be created", folder) { try Files.createFolder(folder.path) }
    steps.append(Step(location: folder) { try Files.removeEmptyFolder(folder.path) })
  }

  /// Throws if a file is in the place of the folder, or of a folder above it.
  private func checkIsNoFile(_ folder: Location) throws(Failure) {
    if Files.isFolder(folder.path) { return }
    if Files.exists(folder.path) {
      let remedy = "move it away, or give another folder with '\(context.option) DIR'"
      throw .file(folder, "a file is in the place of the folder to write to; \(remedy)")
    }
    if folder.path != "/" { try checkIsNoFile(folder.folder) }
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
          "the previous contents cannot be restored (\(Files.reason(error))); run '\(context.command)' again"
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
#endif
