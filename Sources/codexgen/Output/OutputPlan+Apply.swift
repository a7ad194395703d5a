#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

extension OutputPlan {
  /// Makes all changes or none. The new contents are written to a `StagingFolder` first. If all files of the folder are
  /// generated, the whole folder is exchanged in one step. Otherwise, the files are replaced one by one.
  ///
  /// - Parameters:
  ///   - command: The name of the subcommand to run again, for error messages.
  ///   - option: The option that gives another folder, for error messages.
  ///   - isWhole: Whether the folder may be exchanged as a whole, if all files in it are generated.
  ///   - interrupts: The signals that stop the command before the first file is replaced.
  /// - Throws: `Failure` if a file is blocked, if a change failed, or if a signal was received. No file is changed then, unless
  ///   the message says that a file could not be restored.
  func apply(
    of command: String = GenerateCommand.name,
    into option: String = OutputOptions.outputOption.name,
    isWhole: Bool = true,
    interrupts: Interrupts? = nil
  ) throws(Failure) {
    let obstacles = files.compactMap(Self.obstacle)
    if !obstacles.isEmpty { throw Failure(obstacles) }
    if isUpToDate, Files.isFolder(folder.path) { return }
    if isWhole, try FolderExchange.apply(self, interrupts) { return }
    let context = FileTransaction.Context(folder: folder, command: command, option: option, interrupts: interrupts)
    try FileTransaction.run(context) { transaction throws(Failure) in
      for case (let location, .write(let new, _)) in changes { try transaction.stage(new, for: location) }
      let removed = changes.compactMap { location, change in if case .remove = change { location } else { nil } }
      try transaction.startReplacing(removing: removed)
      for case (let location, .write(_, let old)) in changes { try transaction.moveIntoPlace(location, old: old) }
      for case (let location, .remove(let old)) in changes { try transaction.remove(location, old: old) }
    }
  }

  /// A line for each file that is changed, which `--verbose` shows.
  var changeList: [String] {
    files.compactMap { file in
      switch file.change {
      case .write: "codexgen: wrote \(file.location.shown)"
      case .remove: "codexgen: removed \(file.location.shown)"
      case .unchanged, .blocked: nil
      }
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
#endif
