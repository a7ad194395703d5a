#if os(macOS) || os(Linux)
import CodexSDK

/// The lines of a conversation.
struct Transcript {
  var state: ThreadState
  /// Whether long outputs and diffs are shown completely.
  var isUnfolded: Bool
  var width: Int

  private static let foldedOutput = 4
  private static let foldedDiff = 12

  /// The last lines of the conversation.
  ///
  /// - Parameter count: How many lines are needed. The turns are laid out from the last one on, until there are enough.
  func lastLines(_ count: Int) -> [Line] {
    var blocks: [[Line]] = []
    var total = 0
    for turn in state.turns.reversed() where total < count {
      let lines = lines(of: turn)
      blocks.append(lines)
      total += lines.count
    }
    if total < count, state.hasEarlierTurns { blocks.append([Line("  ↑ PageUp reads earlier turns", .dim)]) }
    return blocks.reversed().flatMap(\.self)
  }

  private func lines(of turn: TurnState) -> [Line] {
    var lines = turn.items.flatMap { self.lines(of: $0, isGrowing: !$0.isCompleted && !turn.isEnded) + [Line("")] }
    if !turn.plan.isEmpty {
      lines += [Line("Plan", .bold)] + turn.plan.map(line(of:)) + [Line("")]
    }
    for review in turn.reviews where review.status != .inProgress {
      lines += block("⚖ \(review.status.rawValue): \(review.rationale ?? "")", .yellow)
    }
    switch turn.status {
    case .inProgress, .completed: break
    case .interrupted: lines += [Line("■ interrupted", .yellow), Line("")]
    default: lines += block("✗ \(turn.error?.message ?? turn.status.rawValue)", .red) + [Line("")]
    }
    return lines
  }

  private func line(of step: TurnPlanStep) -> Line {
    switch step.status {
    case .completed: Line("  ☑ \(step.step.printable)", .green)
    case .inProgress: Line("  ▶ \(step.step.printable)", .cyan)
    default: Line("  ☐ \(step.step.printable)")
    }
  }

  private func lines(of item: ItemState, isGrowing: Bool) -> [Line] {
    switch item.item {
    case .userMessage(let message):
      let text = message.content.map { if case .text(let text) = $0 { text.text } else { "[attachment]" } }
      return block("› " + text.joined(separator: "\n"), .bold)
    case .agentMessage(let message):
      return block((item.lacksBeginning ? "…" : "") + message.text + (isGrowing ? "▌" : ""))
    case .plan(let plan): return block(plan.text, .cyan)
    case .reasoning(let reasoning):
      return block("✻ " + ((reasoning.summary ?? []).last ?? "thinking"), .dim)
    case .commandExecution(let command): return lines(of: command)
    case .fileChange(let change): return change.changes.flatMap { lines(of: $0, change.status) }
    case .mcpToolCall(let call):
      return block("⚙ \(call.server).\(call.tool) \(call.status.rawValue) \(item.progress.last ?? "")", .cyan)
    case .dynamicToolCall(let call): return block("⚙ \(call.tool) \(call.status.rawValue)", .cyan)
    case .webSearch(let search): return block("⌕ \(search.query)", .cyan)
    case .contextCompaction: return [Line("— the conversation was summarized —", .dim)]
    default: return [Line("• another kind of item", .dim)]
    }
  }

  private func lines(of command: ThreadItem.CommandExecution) -> [Line] {
    let (mark, style): (String, Line.Style) =
      switch command.status {
      case .inProgress: ("…", .cyan)
      case .completed where command.exitCode ?? 0 == 0: ("✓", .green)
      case .declined: ("⊘ declined", .yellow)
      default: ("✗ exit \(command.exitCode ?? -1)", .red)
      }
    let output = (command.aggregatedOutput ?? "").trimmingSuffix("\n")
    let lines = output.isEmpty ? [] : output.wrapped(to: width - 4).map { Line("    " + $0, .dim) }
    return block("$ \(command.command) \(mark)", style) + folded(lines, to: Self.foldedOutput, keepsEnd: true)
  }

  private func lines(of change: FileUpdateChange, _ status: PatchApplyStatus) -> [Line] {
    let text = change.diff.trimmingSuffix("\n").printable.split(separator: "\n", omittingEmptySubsequences: false)
    let diff: [Line] = text.map { line in
      switch change.kind {
      case .add: Line("    +\(line)", .green)
      case .delete: Line("    -\(line)", .red)
      default:
        Line(
          "    \(line)",
          line.hasPrefix("+") ? .green : line.hasPrefix("-") ? .red : line.hasPrefix("@") ? .cyan : .dim
        )
      }
    }
    let counts = "+\(diff.count { $0.style == .green }) -\(diff.count { $0.style == .red })"
    return block("✎ \(change.path) (\(counts)) \(status.rawValue)", .bold) + folded(diff, to: Self.foldedDiff)
  }

  private func block(_ text: String, _ style: Line.Style = .plain) -> [Line] {
    text.wrapped(to: width).map { Line($0, style) }
  }

  /// The first or the last lines, and how many are hidden.
  private func folded(_ lines: [Line], to count: Int, keepsEnd: Bool = false) -> [Line] {
    guard !isUnfolded, lines.count > count + 1 else { return lines }
    let hint = Line("    … \(lines.count - count) more lines (Tab shows them)", .dim)
    return keepsEnd ? [hint] + lines.suffix(count) : lines.prefix(count) + [hint]
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    var text = self[...]
    while text.last == suffix { text.removeLast() }
    return String(text)
  }
}
#endif
