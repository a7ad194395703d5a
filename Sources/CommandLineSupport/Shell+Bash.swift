extension ProgramDescription {
  /// The completion script for bash 3.2 and newer.
  var bashCompletions: String {
    var lines = [
      "# Completions of \(name) for bash. To use them, add to ~/.bashrc: source <(\(name) completions bash)",
      "\(functionName)() {",
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"${COMP_WORDS[1]}\"",
      "  COMPREPLY=()",
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then",
      "    COMPREPLY=($(compgen -W \(shellWord((completedCommands.map(\.name) + ["--help", "--version"]).joined(separator: " "))) -- \"$current\"))",
      "    return",
      "  fi",
      "  case \"$command $previous\" in",
    ]
    for command in visibleCommands {
      for option in command.options where !option.isFlag {
        lines.append("    \(shellWord("\(command.name) \(option.name)"))) \(values(of: option)); return ;;")
      }
    }
    lines += ["  esac", "  case \"$command\" in"]
    for command in visibleCommands {
      let options = completedOptions(of: command).map(\.name).joined(separator: " ")
      lines.append(
        "    \(command.name)) COMPREPLY=($(compgen -W \(shellWord(options)) -- \"$current\"))\(operands(of: command)) ;;"
      )
    }
    let names = shellWord(completedCommands.map(\.name).joined(separator: " "))
    lines += [
      "    help) COMPREPLY=($(compgen -W \(names) -- \"$current\")) ;;",
      "  esac",
      "}",
      "complete -o filenames -F \(functionName) \(name)",
    ]
    return lines.joined(separator: "\n")
  }

  private func operands(of command: CommandDescription) -> String {
    guard let operands = command.operands else { return "" }
    let words = operands.words.map { "-W \(shellWord($0.joined(separator: " ")))" } ?? "-f"
    return "; [[ \"$current\" == -* ]] || COMPREPLY+=($(compgen \(words) -- \"$current\"))"
  }

  private func values(of option: OptionDescription) -> String {
    let words =
      switch option.completion {
      case .files: "-f"
      case .folders: "-d"
      case .words(let words): "-W \(shellWord(words.joined(separator: " ")))"
      case .none: ""
      }
    return words.isEmpty ? "COMPREPLY=()" : "COMPREPLY=($(compgen \(words) -- \"$current\"))"
  }
}
