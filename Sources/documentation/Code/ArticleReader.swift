#if os(macOS) || os(Linux)
/// Finds the Swift code blocks of an article, and the comments that say how each is checked.
///
/// A comment is a line of its own before a block:
///
///     <!-- swift: with codex: Codex, thread: CodexThread -->   The values that this block and all later ones use.
///     <!-- swift: continues -->                                The block uses the declarations of the block before.
///     <!-- swift: ExperimentalAPI -->                          The block needs the package trait.
///     <!-- swift: manifest -->                                 The block is a package manifest.
///     <!-- swift: parse only, because REASON -->               The block needs a module that only other systems have.
///     <!-- swift: not compiled, because REASON -->             The block shows code that does not compile.
struct ArticleReader {
  /// A mistake in an article.
  struct Mistake: Error, Hashable, CustomStringConvertible {
    var file: String
    var line: Int
    var message: String

    var description: String { "\(file):\(line): error: \(message)" }
  }

  private enum Comment {
    case with([String])
    case continues
    case experimental
    case check(CodeBlock.Check)

    init?(_ text: String) {
      switch text {
      case "continues": self = .continues
      case "ExperimentalAPI": self = .experimental
      case "manifest": self = .check(.manifest)
      default:
        if let reason = text.after("parse only, because ") {
          self = .check(.parse(reason: reason))
        } else if let reason = text.after("not compiled, because ") {
          self = .check(.skip(reason: reason))
        } else if let list = text.after("with ") {
          self = .with(Self.parameters(list))
        } else {
          return nil
        }
      }
    }

    /// Divides a list of parameters at the commas that are in no brackets: the type of a closure can contain commas.
    private static func parameters(_ list: String) -> [String] {
      var depth = 0
      var parameters = [""]
      for character in list {
        if "([<".contains(character) { depth += 1 }
        if ")]>".contains(character), !parameters[parameters.count - 1].hasSuffix("-") { depth -= 1 }
        if character == ",", depth == 0 {
          parameters.append("")
        } else {
          parameters[parameters.count - 1].append(character)
        }
      }
      return parameters.map { $0.trimmingSpaces }.filter { !$0.isEmpty }
    }
  }

  private let file: String
  private var blocks: [CodeBlock] = []
  private var mistakes: [Mistake] = []
  private var parameters: [String] = []
  private var comments: [(line: Int, comment: Comment)] = []

  private init(file: String) { self.file = file }

  /// Reads an article.
  ///
  /// - Parameters:
  ///   - text: The text of the article.
  ///   - file: The path of the article, for messages.
  /// - Returns: The blocks in the order of the article, and the mistakes in comments.
  static func read(_ text: String, file: String) -> (blocks: [CodeBlock], mistakes: [Mistake]) {
    var reader = ArticleReader(file: file)
    reader.read(text)
    return (reader.blocks, reader.mistakes)
  }

  private mutating func read(_ text: String) {
    var fence: (marker: Substring, block: CodeBlock?, indentation: Int)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.drop { $0 == " " }
      if let open = fence {
        if content.hasPrefix(open.marker), content.allSatisfy({ $0 == "`" || $0 == " " }) {
          if let block = open.block { blocks.append(block) }
          fence = nil
        } else {
          fence?.block?.lines.append(String(line.dropIndentation(of: open.indentation)))
        }
      } else if content.hasPrefix("```") {
        let marker = content.prefix { $0 == "`" }
        let language = content.dropFirst(marker.count).trimmingSpaces
        let indentation = line.count - content.count
        fence = (marker, language == "swift" ? block(startingAt: index + 2) : nil, indentation)
        if language != "swift" { rejectComments() }
      } else if content.hasPrefix("<!-- swift:") {
        add(String(content), line: index + 1)
      } else if !content.isEmpty {
        rejectComments()
      }
    }
    if fence != nil { mistakes.append(Mistake(file: file, line: 1, message: "a code block has no end")) }
    rejectComments()
  }

  private mutating func add(_ text: String, line: Int) {
    guard let content = text.trimmingSpaces.after("<!-- swift:"), content.hasSuffix("-->") else {
      mistakes.append(Mistake(file: file, line: line, message: "the comment does not end with '-->' on the same line"))
      return
    }
    guard let comment = Comment(String(content.dropLast(3)).trimmingSpaces) else {
      let message = "the comment says nothing that 'documentation check-code' knows; see ArticleReader.swift"
      mistakes.append(Mistake(file: file, line: line, message: message))
      return
    }
    if case .with(let list) = comment {
      for parameter in list {
        parameters.removeAll { $0.name == parameter.name }
        parameters.append(parameter)
      }
    } else {
      comments.append((line, comment))
    }
  }

  /// A new block with what the comments before it say.
  private mutating func block(startingAt line: Int) -> CodeBlock {
    var block = CodeBlock(file: file, line: line, lines: [], parameters: parameters)
    for (_, comment) in comments {
      switch comment {
      case .with: break
      case .continues: block.continuesPrevious = true
      case .experimental: block.isExperimental = true
      case .check(let check): block.check = check
      }
    }
    comments = []
    if block.continuesPrevious, let previous = blocks.last {
      // Both are compiled together.
      block.check = previous.check
      block.isExperimental = previous.isExperimental
    }
    return block
  }

  private mutating func rejectComments() {
    for (line, _) in comments {
      mistakes.append(Mistake(file: file, line: line, message: "no Swift code block follows the comment"))
    }
    comments = []
  }
}

extension StringProtocol {
  var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// The text after a prefix. `nil` when the text does not begin with the prefix.
  fileprivate func after(_ prefix: String) -> String? { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil }

  /// The text without its first `count` spaces.
  fileprivate func dropIndentation(of count: Int) -> SubSequence {
    dropFirst(Swift.min(count, prefix { $0 == " " }.count))
  }
}

extension String {
  /// The name of a parameter: the text before the colon.
  fileprivate var name: Substring { prefix { $0 != ":" } }
}
#endif
