import Foundation

extension OutputPlan {
  /// Makes all changes or none: everything is written next to its place first, and only then moved there.
  func apply() throws(Failure) {
    let obstacles = files.compactMap(Self.obstacle)
    if !obstacles.isEmpty { throw Failure(obstacles) }
    var transaction = Transaction()
    do throws(Failure) {
      try transaction.createFolder(folder)
      for case (let location, .write(let new, _)) in changes { try transaction.stage(new, for: location) }
      for case (let location, .write(_, let old)) in changes { try transaction.moveIntoPlace(location, old: old) }
      for case (let location, .remove(let old)) in changes { try transaction.remove(location, old: old) }
    } catch {
      let notUndone = transaction.rollBack()
      throw Failure(error.lines + (notUndone.isEmpty ? ["codexgen: nothing was changed."] : notUndone))
    }
  }

  private var changes: [(Location, Change)] { files.map { ($0.location, $0.change) } }

  private static func obstacle(_ file: File) -> String? {
    guard case .blocked(_, let old) = file.change else { return nil }
    let what = old == nil ? "a folder is in the place of a generated file" : "this file was not written by codexgen"
    return Failure.file(file.location, "\(what), and is not overwritten; move it away or delete it").lines[0]
  }
}

/// Changes to files, with what it takes to undo them.
private struct Transaction {
  private struct Step {
    var location: Location
    var undo: () throws -> Void
  }

  private var steps: [Step] = []
  /// Where the new contents wait, by the path that they are for.
  private var staged: [String: String] = [:]

  /// Creates the folder and those above it, as far as they are missing.
  mutating func createFolder(_ folder: Location) throws(Failure) {
    if Files.isFolder(folder.path) { return }
    if Files.exists(folder.path) {
      let remedy = "move it away, or give another folder with '--output DIR'"
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
  func rollBack() -> [String] {
    steps.reversed().flatMap { step in
      do {
        try step.undo()
        return [] as [String]
      } catch {
        let message = "what was there before cannot be restored (\(Files.reason(error))); run 'generate' again"
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
