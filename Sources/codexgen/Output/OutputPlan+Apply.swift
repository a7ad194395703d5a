import Foundation

extension OutputPlan {
  /// Makes all changes or none: everything is written next to its place first, and only then moved there.
  ///
  /// - Parameters:
  ///   - command: What to run again, for messages.
  ///   - option: With which another folder could be given, for messages.
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
    let what = old == nil ? "a folder is in the place of a generated file" : "this file was not written by codexgen"
    return Failure.file(file.location, "\(what), and is not overwritten; move it away or delete it").lines[0]
  }
}
