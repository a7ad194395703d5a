extension SchemaDiff {
  /// The formats in which `codexgen diff` prints its result. The raw value is what users write after `--format`.
  ///
  /// To add a format, add a case here, and write its report in a file of its own in this folder.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case text
    case json
    case markdown
    case github
    case sarif
    case junit
    case html

    /// What the format is for, as a phrase for the command's help.
    public var purpose: String {
      switch self {
      case .text: "for a terminal"
      case .json: "for programs"
      case .markdown: "for the description of a pull request"
      case .github: "for annotations in a GitHub workflow"
      case .sarif: "for code scanning"
      case .junit: "for test reports"
      case .html: "for a browser, as one page"
      }
    }
  }

  /// The report of all changes in one of the formats, without a newline at its end.
  ///
  /// - Parameters:
  ///   - format: The format of the report.
  ///   - inColor: Whether the report may use the colors of a terminal. Only `Format.text` has colors.
  ///   - condition: Which changes are failures in `Format.junit`.
  ///   - includingSafe: Whether `Format.github` annotates safe changes too. The other formats always list them.
  public func report(
    as format: Format,
    inColor: Bool = false,
    includingSafe: Bool = true,
    failingOn condition: FailureCondition = .breaking
  ) -> String {
    switch format {
    case .text: printable.textReport(inColor: inColor)
    case .json: jsonReport
    case .markdown: printable.markdownReport
    case .github: printable.gitHubReport(includingSafe: includingSafe)
    case .sarif: sarifReport
    case .junit: printable.junitReport(failingOn: condition)
    case .html: htmlReport
    }
  }
}
