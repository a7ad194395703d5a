extension ProgramDescription {
  /// The completion script for zsh.
  var zshCompletions: String {
    var lines = [
      "#compdef \(name)",
      "# Completions of \(name) for zsh. To use them, write this script to a file _\(name) in a folder of $fpath.",
      "\(functionName)() {",
      "  local -a commands",
      "  commands=(",
    ]
    lines += completedCommands.map { "    \(shellWord("\($0.name):\(plain($0.summary))"))" }
    lines += [
      "  )",
      "  if (( CURRENT == 2 )); then",
      "    _describe 'command' commands",
      "    return",
      "  fi",
      "  local command=$words[2]",
      "  shift words; (( CURRENT-- ))",
      "  case $command in",
    ]
    for command in visibleCommands {
      var arguments = completedOptions(of: command).map(argument)
      if let operands = command.operands {
        let action = operands.words.map { "(\($0.joined(separator: " ")))" } ?? "_files"
        arguments.append("'*:argument:\(action)'")
      }
      lines.append("    \(command.name)) _arguments -S \\\n      " + arguments.joined(separator: " \\\n      ") + " ;;")
    }
    lines += ["    help) _describe 'command' commands ;;", "  esac", "}", "compdef \(functionName) \(name)"]
    return lines.joined(separator: "\n")
  }

  private func argument(_ option: OptionDescription) -> String {
    let action =
      switch option.completion {
      case .files: "_files"
      case .folders: "_files -/"
      case .words(let words): "(\(words.joined(separator: " ")))"
      case .none: " "
      }
    let value = option.valueName.map { ":\(plain($0)):\(action)" } ?? ""
    let name = option.isFlag ? option.name : option.name + "="
    return shellWord("\(name)[\(plain(option.help))]\(value)")
  }

  /// The text without the characters that have a meaning in a specification of zsh.
  private func plain(_ text: String) -> String {
    String(text.map { "[]:\\".contains($0) ? " " : $0 })
  }
}
