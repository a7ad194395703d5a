extension ProgramDescription {
  /// The help text of a command, or of the whole program if `command` is `nil`.
  package func help(_ command: CommandDescription?) -> String { command.map(help) ?? overview }

  /// The help text of the whole program: what the commands are.
  package var overview: String {
    let help = "Shows this text, or the help text of a command: \(name) help COMMAND"
    let rows = visibleCommands.map { ($0.name, $0.summary) } + [("help", help)]
    return HelpLayout.text(
      [
        discussion,
        HelpLayout.section("Usage", ["\(name) COMMAND [OPTION ...]"]),
        HelpLayout.table("Commands:", rows),
      ] + notes + [HelpLayout.section(examples.count == 1 ? "Example" : "Examples", examples)]
    )
  }

  private func help(_ command: CommandDescription) -> String {
    let usage = command.usage.flatMap { HelpLayout.wrapped(parts: $0, after: "\(name) \(command.name)") }
    let options = (command.options + commonOptions).map { option in
      (option.signature, option.help + (option.defaultText.map { " (default: \($0))" } ?? ""))
    }
    var paragraphs = [command.discussion, HelpLayout.section("Usage", usage)]
    if let operands = command.operands, !operands.forms.isEmpty {
      paragraphs.append(HelpLayout.table(operands.title, operands.forms))
    }
    paragraphs.append(HelpLayout.table("Options:", options + [("-h, --help", "Shows this text.")]))
    paragraphs += command.notes + notes
    paragraphs.append(HelpLayout.section(command.examples.count == 1 ? "Example" : "Examples", command.examples))
    return HelpLayout.text(paragraphs)
  }
}

/// Arranges the parts of a help text in lines of at most 100 columns.
enum HelpLayout {
  private static let width = 100
  /// How wide the first column of a table can be. A longer entry has its explanation on the lines that follow.
  private static let firstColumn = 28

  static func text(_ paragraphs: [String]) -> String {
    paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// A heading with indented lines; an empty text if there are no lines.
  static func section(_ heading: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : (["\(heading):"] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  /// A heading with two columns, of which the second is wrapped.
  static func table(_ heading: String, _ rows: [(String, String)]) -> String {
    let longest = rows.map(\.0.count).filter { $0 <= firstColumn }.max() ?? 0
    let indent = String(repeating: " ", count: 2 + longest + 3)
    let lines = rows.flatMap { first, second in
      var lines = wrapped(words: second.split(separator: " ").map(String.init), width: width - indent.count)
        .map { indent + $0 }
      let start = "  " + first
      if first.count <= longest, let explanation = lines.first {
        lines[0] = start + explanation.dropFirst(start.count)
      } else {
        lines.insert(start, at: 0)
      }
      return lines
    }
    return ([heading] + lines).joined(separator: "\n")
  }

  /// A usage line, continued below its first part where it is too long.
  static func wrapped(parts: [String], after start: String) -> [String] {
    let lines = wrapped(words: parts, width: width - start.count - 3)
    guard let first = lines.first else { return [start] }
    let indent = String(repeating: " ", count: start.count)
    return ["\(start) \(first)"] + lines.dropFirst().map { "\(indent) \($0)" }
  }

  private static func wrapped(words: [String], width: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
