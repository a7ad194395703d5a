#if os(macOS) || os(Linux)
/// A Swift code block of an article.
struct CodeBlock: Hashable {
  /// What is done with the block.
  enum Check: Hashable {
    /// The compiler compiles the block with the modules of this package.
    case compile
    /// The compiler compiles the block as a package manifest.
    case manifest
    /// The compiler only parses the block, for this reason.
    case parse(reason: String)
    /// The compiler does not see the block, for this reason.
    case skip(reason: String)
  }

  /// The path of the article.
  var file: String
  /// The number of the block's first line of code.
  var line: Int
  /// The lines of code, without the indentation that the whole block has.
  var lines: [String]
  var check = Check.compile
  /// Whether the block needs the package trait `ExperimentalAPI`.
  var isExperimental = false
  /// Whether the block uses the declarations and values of the block before.
  var continuesPrevious = false
  /// The names and types of the values that the block uses and does not declare: `codex: Codex`.
  var parameters: [String] = []
}
#endif
