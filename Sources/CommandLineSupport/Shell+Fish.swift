extension ProgramDescription {
  /// The completion script for fish.
  var fishCompletions: String {
    var lines = [
      "# Completions of \(name) for fish. To use them, run: \(name) completions fish > ~/.config/fish/completions/\(name).fish",
      "complete -c \(name) -f",
    ]
    for (command, summary) in completedCommands {
      lines.append("complete -c \(name) -n __fish_use_subcommand -a \(command) -d \(shellWord(summary))")
    }
    for command in visibleCommands {
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      for option in completedOptions(of: command) {
        let values =
          switch option.completion {
          case .files: " -r -F"
          case .folders: " -x -a '(__fish_complete_directories)'"
          case .words(let words): " -x -a \(shellWord(words.joined(separator: " ")))"
          case .none: option.isFlag ? "" : " -x"
          }
        let name = option.name.drop { $0 == "-" }
        lines.append("complete -c \(self.name) \(condition) -l \(name)\(values) -d \(shellWord(option.help))")
      }
      if let operands = command.operands {
        let values = operands.words.map { "-a \(shellWord($0.joined(separator: " ")))" } ?? "-F"
        lines.append("complete -c \(name) \(condition) \(values)")
      }
    }
    let names = completedCommands.map(\.name).joined(separator: " ")
    lines.append("complete -c \(name) -n '__fish_seen_subcommand_from help' -a \(shellWord(names))")
    return lines.joined(separator: "\n")
  }
}
