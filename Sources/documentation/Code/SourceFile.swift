#if os(macOS) || os(Linux)
/// A Swift file that contains a code block, and the blocks that continue it.
///
/// Declarations stand at the top level of the file. Statements stand in an async throwing function, whose parameters are the
/// values that the block uses. Each part begins with `#sourceLocation`, so that messages of the compiler name the article and its line.
struct SourceFile {
  /// The lines of a block that belong together: an import, a declaration, or statements.
  private struct Part {
    enum Kind { case `import`, declaration, statements }
    var kind: Kind
    var file: String
    var line: Int
    var lines: [String]

    var text: String {
      "#sourceLocation(file: \"\(file)\", line: \(line))\n" + lines.joined(separator: "\n") + "\n#sourceLocation()\n"
    }
  }

  private static let declarations: Set<Substring> = [
    "struct", "enum", "class", "actor", "extension", "protocol", "typealias", "func",
  ]
  private static let modifiers: Set<Substring> = ["final", "indirect", "nonisolated"]
  private static let accessLevels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]

  let text: String

  /// Makes a file.
  ///
  /// - Parameters:
  ///   - blocks: A block and the blocks that continue it.
  ///   - imports: The modules that every block may use without an import, because its parameters need them.
  ///   - hasParameters: Whether the blocks use the values of their parameters. A package manifest uses none.
  init(_ blocks: [CodeBlock], imports: [String], hasParameters: Bool = true) {
    let parts = blocks.flatMap(Self.parts)
    var text = imports.map { "import \($0)\n" }.joined()
    for part in parts where part.kind == .import { text += part.text }
    for part in parts where part.kind == .declaration { text += part.text }
    let statements = parts.filter { $0.kind == .statements }
    if !statements.isEmpty {
      var parameters: [String] = []
      for parameter in hasParameters ? blocks.flatMap(\.parameters) : [] where !parameters.contains(parameter) {
        parameters.append(parameter)
      }
      text += "private func block(\(parameters.joined(separator: ", "))) async throws {\n"
      for part in statements { text += part.text }
      text += "}\n"
    }
    self.text = text
  }

  /// Divides a block. A part begins with a line without indentation that does not only close brackets.
  private static func parts(of block: CodeBlock) -> [Part] {
    var parts: [Part] = []
    // Whether the last part has only comments and attributes, to which the next line belongs.
    var isOpen = false
    for (index, line) in block.lines.enumerated() {
      let begins = line.first.map { !$0.isWhitespace && !"})]".contains($0) } ?? false
      guard begins else {
        if let last = parts.indices.last { parts[last].lines.append(line) }
        continue
      }
      let (kind, text) = read(line)
      if isOpen, let last = parts.indices.last {
        parts[last].kind = kind ?? .statements
        parts[last].lines.append(text)
      } else {
        parts.append(Part(kind: kind ?? .statements, file: block.file, line: block.line + index, lines: [text]))
      }
      isOpen = kind == nil
    }
    return parts.reduce(into: []) { merged, part in
      // Statements stay together, because a line without indentation can be in the middle of a statement.
      if part.kind == .statements, let last = merged.indices.last, merged[last].kind == .statements {
        merged[last].lines += part.lines
      } else {
        merged.append(part)
      }
    }
  }

  /// The kind of part that a line begins, and the line as the file has it. A line that has only comments and attributes has no kind.
  ///
  /// Declarations become private, so that several blocks can declare the same name. `@main` is left out, because a module has only one.
  private static func read(_ line: String) -> (kind: Part.Kind?, text: String) {
    var done = ""
    var rest = line[...]
    var hasAccessLevel = false
    while true {
      let spaces = rest.prefix { $0 == " " }
      done += spaces
      rest = rest.dropFirst(spaces.count)
      if rest.isEmpty || rest.hasPrefix("//") { return (nil, done + rest) }
      if rest.hasPrefix("@") {
        let attribute = attribute(at: rest)
        done += attribute == "@main" ? "" : attribute
        rest = rest.dropFirst(attribute.count)
        continue
      }
      let word = rest.prefix { $0.isLetter }
      if accessLevels.contains(word) { hasAccessLevel = true }
      if accessLevels.contains(word) || modifiers.contains(word) {
        done += word
        rest = rest.dropFirst(word.count)
      } else if word == "import" {
        return (.import, done + rest)
      } else if declarations.contains(word) {
        let isPrivate = hasAccessLevel || word == "extension"
        return (.declaration, done + (isPrivate ? "" : "private ") + rest)
      } else {
        return (.statements, line)
      }
    }
  }

  /// An attribute with its arguments.
  private static func attribute(at text: Substring) -> Substring {
    let name = text.prefix(1) + text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = text.dropFirst(name.count)
    guard rest.hasPrefix("(") else { return name }
    var depth = 0
    for index in rest.indices {
      if rest[index] == "(" { depth += 1 }
      if rest[index] == ")" { depth -= 1 }
      if depth == 0 { return text[text.startIndex...index] }
    }
    return text
  }
}
#endif
