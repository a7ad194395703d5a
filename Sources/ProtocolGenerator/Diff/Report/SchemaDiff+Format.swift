extension SchemaDiff {
  /// The formats in which `codexgen diff` prints its result. The raw value is what users write after `--format`.
  ///
  /// To add a format, add a case here, and write its report in a file of its own in this folder.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case text
    case json
    case markdown
    case github

    /// What the format is for, as a phrase for the command's help.
    public var purpose: String {
      switch self {
      case .text: "for a terminal"
      case .json: "for programs"
      case .markdown: "for the description of a pull request"
      case .github: "for annotations in a GitHub workflow"
      }
    }
  }

  /// The report of all changes in one of the formats, without a newline at its end.
  ///
  /// - Parameters:
  ///   - format: The format of the report.
  ///   - inColor: Whether the report may use the colors of a terminal. Only `Format.text` has colors.
  ///   - includingSafe: Whether `Format.github` annotates safe changes too. The other formats always list them.
  public func report(as format: Format, inColor: Bool = false, includingSafe: Bool = true) -> String {
    switch format {
    case .text: printable.textReport(inColor: inColor)
    case .json: jsonReport
    case .markdown: printable.markdownReport
    case .github: printable.gitHubReport(includingSafe: includingSafe)
    }
  }
}
