/// A shell for which a program can print a completion script.
package enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish
}

extension ProgramDescription {
  /// A script that completes the program's commands, its options and their values. It is made from the same description as
  /// the help text.
  package func completionScript(for shell: Shell) -> String {
    switch shell {
    case .bash: bashCompletions
    case .zsh: zshCompletions
    case .fish: fishCompletions
    }
  }

  /// The name of a function of a script: a name without dashes.
  var functionName: String { "_" + name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined() }

  /// The options that a completion script offers for a command.
  func completedOptions(of command: CommandDescription) -> [OptionDescription] {
    let help = OptionDescription(name: "--help", valueName: nil, help: "Shows the help text.", defaultText: nil)
    return command.options + commonOptions + [help]
  }

  /// The names of the commands, each with its summary.
  var completedCommands: [(name: String, summary: String)] {
    visibleCommands.map { ($0.name, $0.summary) } + [("help", "Shows the help text of a command.")]
  }
}

extension OptionDescription {
  /// What a completion script offers as the value of an option.
  enum Completion {
    case files, folders
    case words([String])
    /// The value is a text that only the user knows.
    case none
  }

  /// Follows from the placeholder: `FILE` and `PATH` are files, `DIR` is a folder, and lower-case words are the values themselves.
  var completion: Completion {
    let parts = (valueName ?? "").split(separator: "|").map(String.init)
    if parts.contains("FILE") || parts.contains("PATH") { return .files }
    if parts.contains("DIR") { return .folders }
    let words = parts.filter { $0 == $0.lowercased() }
    return words.isEmpty ? .none : .words(words)
  }
}

/// Quotes a text so that each of the three shells reads it as one word. An apostrophe becomes a typographic one, since the shells
/// escape apostrophes differently.
func shellWord(_ text: String) -> String { "'" + text.replacing("'", with: "’") + "'" }
