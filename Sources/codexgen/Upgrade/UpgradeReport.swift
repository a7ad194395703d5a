#if os(macOS) || os(Linux)
import ProtocolGenerator

/// The texts about an upgrade, for the terminal and for the description of a pull request.
struct UpgradeReport {
  let upgrade: PackageUpgrade
  let invocation: Invocation

  /// The step that follows every upgrade, after those of the release.
  private static let lastStep = UpgradeStep(
    task: """
      Run 'swift build --build-tests', correct the code that is written by hand and uses what the release no longer has, and run \
      'swift test'.
      """
  )

  private var steps: [UpgradeStep] { upgrade.steps + [Self.lastStep] }

  private var title: String { "\(upgrade.old.map { "Codex \($0)" } ?? "no release") → Codex \(upgrade.new)" }

  private var changed: [OutputPlan.File] { upgrade.plan?.files.filter { $0.change != .unchanged } ?? [] }

  /// How many files are written and removed, such as `86 files written, 1 removed`.
  var counts: String {
    let removed = changed.filter { if case .remove = $0.change { true } else { false } }.count
    return "\(count(changed.count - removed, "file")) written, \(removed) removed"
  }

  // MARK: Terminal

  /// The entries that were removed, and what is left to do.
  var text: [String] {
    var lines: [String] = []
    if !upgrade.unused.isEmpty {
      lines += ["", "These entries of the customization fitted nothing in the new release, and were removed:"]
      lines += upgrade.unusedTexts.map { "  \($0)" }
    }
    lines += ["", "Left to do:"]
    for (index, step) in steps.enumerated() {
      lines += ["", "\(index + 1). \(invocation.adapting(step.task))"]
      if let file = step.file {
        lines.append("   \(step.entry == nil ? "File" : "Add to") \(file)" + (step.entry == nil ? "" : ":"))
      }
      lines += step.entry?.split(separator: "\n").map { "     \($0)" } ?? []
    }
    return lines
  }

  /// The messages for an upgrade that is not made.
  func refusal(_ refusal: PackageUpgrade.Refusal) -> [String] {
    var lines = upgrade.unusedTexts
    lines += Diagnostic.texts(refusal.errors, in: upgrade.inputFiles)
    let place = "the package was not moved to Codex \(upgrade.new)"
    if !refusal.errors.isEmpty {
      let problem = "\(count(refusal.errors.count, "error")) above must be corrected in the customization"
      let others =
        upgrade.unused.isEmpty ? "" : "; \(count(upgrade.unused.count, "other entry", "other entries")) fit nothing"
      lines.append("codexgen: error: \(place): \(problem)\(others)")
    } else {
      let entries = count(upgrade.unused.count, "entry of the customization fits", "entries of the customization fit")
      lines.append("codexgen: error: \(place): \(entries) nothing in this release")
    }
    if !upgrade.unused.isEmpty, !refusal.mayRemove {
      lines.append(
        "Correct an entry whose type, method or property has another name now. To remove all other entries in the same step, add "
          + "'\(UpgradeCommand.removeOption.name)'."
      )
    }
    return lines + [Failure.nothingChanged]
  }

  // MARK: Markdown

  /// The report for `--report`.
  var markdown: String {
    var parts = ["# \(title)"]
    if let refusal = upgrade.refusal {
      parts += ["**The upgrade was not made. Nothing was changed.**", Self.code(self.refusal(refusal))]
    } else {
      parts.append(counts + ".")
    }
    if upgrade.refusal == nil, !upgrade.unused.isEmpty {
      parts += ["## Entries of the customization that fitted nothing and were removed", Self.code(upgrade.unusedTexts)]
    }
    if upgrade.refusal == nil {
      parts.append("## Left to do")
      for (index, step) in steps.enumerated() {
        let file = step.file.map { " File: `\($0)`." } ?? ""
        parts.append("\(index + 1). \(invocation.adapting(step.task))\(file)")
        if let entry = step.entry {
          parts.append(
            Self.code(entry.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), indent: "   ")
          )
        }
      }
    }
    if let diff = upgrade.diff { parts += ["## What the release changes", diff.report(as: .markdown)] }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// A block of code. Its fence is longer than each fence in the lines.
  private static func code(_ lines: [String], indent: String = "") -> String {
    var fence = "```"
    while lines.contains(where: { $0.contains(fence) }) { fence += "`" }
    return ([fence] + lines + [fence]).map { indent + $0 }.joined(separator: "\n")
  }
}

/// `1 entry`, `2 entries`.
private func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
#endif
