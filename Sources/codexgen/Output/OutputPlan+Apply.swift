import Foundation

extension OutputPlan {
  /// Makes all changes or none. The new contents are written to temporary files first, which then replace the old files.
  ///
  /// - Parameters:
  ///   - command: The name of the subcommand to run again, for error messages.
  ///   - option: The option that gives another folder, for error messages.
  /// - Throws: `Failure` if a file is blocked, or if a change failed. No file is changed then, unless the message says
  ///   that a file could not be restored.
  func apply(
    of command: String = GenerateCommand.name,
    into option: String = OutputOptions.outputOption.name
  ) throws(Failure) {
    let obstacles = files.compactMap(Self.obstacle)
    if !obstacles.isEmpty { throw Failure(obstacles) }
    try FileTransaction.run(of: command, into: option) { transaction throws(Failure) in
      try transaction.createFolder(folder)
      for case (let location, .write(let new, _)) in changes { try transaction.stage(new, for: location) }
      for case (let location, .write(_, let old)) in changes { try transaction.moveIntoPlace(location, old: old) }
      for case (let location, .remove(let old)) in changes { try transaction.remove(location, old: old) }
    }
  }

  private var changes: [(Location, Change)] { files.map { ($0.location, $0.change) } }

  private static func obstacle(_ file: File) -> String? {
    guard case .blocked(_, let old) = file.change else { return nil }
    let what =
      old == nil
      ? "a folder is in the place of a generated file" : "codexgen did not write this file and does not overwrite it"
    return Failure.file(file.location, "\(what); move it away or delete it").lines[0]
  }
}
