#if os(macOS) || os(Linux)
import CodexSDK

/// What the screen shows. A screen is a value; `lines(width:height:)` only computes.
struct Screen {
  var state: ThreadState
  var input = ""
  var isUnfolded = false
  /// By how many lines the user has scrolled up.
  var scroll = 0
  /// A message of this program, such as an error.
  var message: String?

  func lines(width: Int, height: Int) -> [Line] {
    let bottom = approval(width) + [prompt(width), status(width)]
    let room = max(0, height - bottom.count)
    let transcript = Transcript(state: state, isUnfolded: isUnfolded, width: width)
    let all = transcript.lastLines(room + scroll)
    let end = max(min(all.count, room), all.count - scroll)
    let shown = all[max(0, end - room)..<min(end, all.count)]
    let padding = Array(repeating: Line(""), count: room - shown.count)
    return Array((padding + shown + bottom).suffix(height))
  }

  /// The first request that waits for the user.
  private func approval(_ width: Int) -> [Line] {
    guard let request = state.approvals.first else { return [] }
    let count = state.approvals.count
    var lines = [Line("╭─ The agent asks\(count > 1 ? " (1 of \(count))" : "")", .yellow)]
    lines += "May I \(request.question)".wrapped(to: width - 2).prefix(6).map { Line("│ " + $0, .bold) }
    if let reason = request.reason {
      lines += "because: \(reason)".wrapped(to: width - 2).prefix(3).map { Line("│ " + $0) }
    }
    let keys = request.choices.map { "[\($0.key)] \($0.title.cut(to: 40))" }.joined(separator: "   ")
    return lines + keys.wrapped(to: width - 3).map { Line("╰─ " + $0, .yellow) }
  }

  private func prompt(_ width: Int) -> Line {
    // The end of a long input is shown.
    var text = input.printable
    while text.columns > max(1, width - 4) { text.removeFirst() }
    return Line("> \(text)▏")
  }

  private func status(_ width: Int) -> Line {
    var parts: [String] = []
    if let message { parts.append(message.printable) }
    let isRunning = state.runningTurn != nil
    parts.append(isRunning ? "working, Ctrl-C interrupts" : "Enter sends, Ctrl-R threads, Ctrl-D quits")
    if let model = state.settings?.model { parts.append(model.printable) }
    parts.append(meter)
    if !state.isComplete { parts.append("reconnecting") }
    let text = " " + parts.filter { !$0.isEmpty }.joined(separator: " │ ")
    return Line(text.padding(to: width), .inverse)
  }

  /// How much of the model's context is used.
  private var meter: String {
    guard let usage = state.tokenUsage else { return "" }
    let used = max(0, usage.last.totalTokens)
    guard let window = usage.modelContextWindow, window > 0 else { return "\(used) tokens" }
    let share = min(1, Double(used) / Double(window))
    let filled = Int((share * 10).rounded(.up))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 10 - filled)
    return "\(bar) \(used) of \(window) tokens"
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }
}

/// A list of threads from which the user chooses.
struct ThreadChooser {
  var threads: [ThreadInfo]
  var selection = 0

  func lines(width: Int, height: Int) -> [Line] {
    var lines = [Line("Which thread? (arrows, Enter; Ctrl-D quits)", .bold), Line("")]
    lines.append(Line((selection == 0 ? "▶ " : "  ") + "a new thread", selection == 0 ? .inverse : .plain))
    for (index, thread) in threads.enumerated() {
      let isSelected = selection == index + 1
      let title = (thread.name ?? thread.preview).printable.split(separator: "\n").first.map(String.init) ?? thread.id
      lines.append(Line((isSelected ? "▶ " : "  ") + title.cut(to: width - 2), isSelected ? .inverse : .plain))
    }
    // The selected line stays visible.
    let first = max(0, min(selection + 3 - height + 1, lines.count - height))
    return Array(lines.dropFirst(first).prefix(height))
      + Array(repeating: Line(""), count: max(0, height - lines.count))
  }
}
#endif
