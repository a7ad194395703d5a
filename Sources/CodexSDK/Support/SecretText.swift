import CodexWire

/// Removes the secrets of a child process from a text that the process wrote, such as its standard error.
///
/// What is removed: the values of environment variables and of arguments `NAME=VALUE` whose names are names of secrets, a token
/// of at least six characters after the word `Bearer`, the password in a URL, and texts that have the form of an API key of
/// OpenAI, GitHub or AWS. The text may still contain a secret of another form, for example one that the process read from a file.
struct SecretText: Sendable {
  /// Values with fewer characters are not removed: they are also parts of harmless words.
  private static let minimumLength = 6

  /// The values that are removed. A value that contains another value comes first, so that it is removed as a whole.
  private let values: [String]

  init(environment: [String: String], arguments: [String] = []) {
    var values = environment.filter { Redaction.isSecretName($0.key) }.map(\.value)
    values += arguments.compactMap { argument in
      let parts = argument.split(separator: "=", maxSplits: 1)
      return parts.count == 2 && Redaction.isSecretName(String(parts[0])) ? String(parts[1]) : nil
    }
    self.init(values: values)
  }

  /// - Parameter values: The secrets.
  init(values: [String]) {
    var values = values
    // The program may print the single lines of a value, such as those of a private key in PEM form.
    values += values.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
    // A quoted value, as in TOML, may be printed without its quotes.
    values += values.map { $0.trimmingQuotes }
    self.values = Set(values.filter { $0.unicodeScalars.count >= Self.minimumLength })
      .sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// The number of bytes of the longest value that is removed.
  var longestValue: Int { values.first?.utf8.count ?? 0 }

  /// The text with `<redacted>` in place of each secret.
  func redacted(_ text: String) -> String {
    var text = text
    for value in values { text = text.replacing(value, with: Redaction.placeholder) }
    text = text.replacing(Self.afterBearer) { "\($0.output.1)\(Redaction.placeholder)" }
    text = text.replacing(Self.passwordInURL) { "\($0.output.1)\(Redaction.placeholder)@" }
    return text.replacing(Self.key, with: Redaction.placeholder)
  }

  // Regular expressions are not `Sendable`, so they are made for each use. The text is short, and is made once per connection.
  private static var afterBearer: Regex<(Substring, Substring)> { /((?i:bearer)[ \t]+)[A-Za-z0-9._~+\/=\-]{6,}/ }
  private static var passwordInURL: Regex<(Substring, Substring)> { /(:\/\/[^\/\s:@]*:)[^\/\s@]+@/ }
  private static var key: Regex<Substring> {
    /\b(?:sk-[A-Za-z0-9_\-]{16,}|gh[a-z]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|A[KS]IA[A-Z0-9]{16})/
  }

  /// The arguments of a command for a description. The name of an option and of a setting is kept, and its value is replaced: in
  /// `-c key=value` the value, in `--token value` the argument after the option. Other arguments, such as the name of a
  /// subcommand, are kept.
  static func redacted(arguments: [String]) -> [String] {
    var followsOption = false
    return arguments.map { argument in
      defer { followsOption = argument.hasPrefix("-") && !argument.contains("=") }
      if let equals = argument.firstIndex(of: "=") { return argument[...equals] + Redaction.placeholder }
      if argument.hasPrefix("-") { return argument }
      return followsOption ? Redaction.placeholder : argument.replacing(key, with: Redaction.placeholder)
    }
  }

  /// The dictionary for a description: the names are kept, and every value is replaced.
  static func redacted(values: [String: String]) -> [String: String] { values.mapValues { _ in Redaction.placeholder } }
}

extension String {
  fileprivate var trimmingQuotes: String {
    guard count > 2, let first, first == last, first == "\"" || first == "'" else { return self }
    return String(dropFirst().dropLast())
  }
}
