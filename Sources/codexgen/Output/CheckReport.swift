#if os(macOS) || os(Linux)
import Foundation

/// The output of `check`: each file that `generate` would change, and the command that updates them.
struct CheckReport: Hashable {
  var lines: [String]

  init(_ plan: OutputPlan, options: OutputOptions, invocation: Invocation = .swiftRun) {
    let stale = plan.files.filter { $0.change != .unchanged }
    let total = count(plan.files.count, "file")
    guard !plan.isUpToDate else {
      lines = ["codexgen: \(plan.folder.shown) is up to date: \(total)"]
      return
    }
    lines = plan.leftover.map { [Self.line($0)] } ?? []
    lines += stale.flatMap(Self.lines)
    lines.append(
      stale.isEmpty
        ? "codexgen: all files in \(plan.folder.shown) are up to date: \(total). To remove what is left, run:"
        : "codexgen: \(plan.folder.shown) is out of date: \(stale.count) of \(total). To update, run:"
    )
    lines.append("  " + updateCommand(options, invocation))
  }

  private static func line(_ leftover: StagingFolder) -> String {
    let problem =
      switch leftover.leftover {
      case .staged, nil: "a run of codexgen that was killed has left this folder; all files are of one run"
      case .replacing: "a run of codexgen that was killed has left this folder; it was replacing files"
      }
    return "\(leftover.location.shown): \(problem)"
  }

  private static func lines(_ file: OutputPlan.File) -> [String] {
    let path = file.location.shown
    switch file.change {
    case .unchanged:
      return []
    case .write(_, nil):
      return ["\(path): missing"]
    case .remove:
      return ["\(path): no longer needed; an earlier run of codexgen generated this file"]
    case .write(let new, let old?):
      return difference(path, old: old, new: new, note: "")
    case .blocked(_, nil):
      return ["\(path): differs; there is a folder in its place: move the folder away or delete it first"]
    case .blocked(let new, let old?):
      let note = "; codexgen did not write this file: move it away or delete it first"
      return difference(path, old: old, new: new, note: note)
    }
  }

  private static func difference(_ path: String, old: Data, new: Data, note: String) -> [String] {
    guard let difference = LineDifference(old: old, new: new) else { return ["\(path): differs\(note)"] }
    let end = "(the file ends before this line)"
    return [
      "\(path):\(difference.line): differs\(note)",
      "  is:        \(difference.old ?? end)",
      "  should be: \(difference.new ?? end)",
    ]
  }
}
#endif
