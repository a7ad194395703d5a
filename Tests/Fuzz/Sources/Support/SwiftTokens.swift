/// Cuts Swift source text into tokens, as far as it takes to tell code from comments and string literals.
///
/// It is not a parser: it finds what would end a comment or a string too early, and brackets without a partner.
struct SwiftTokens {
  /// Words and single punctuation characters, without comments and without the contents of literals.
  private(set) var code: [String] = []

  /// - Throws: `Finding` for a comment, a literal or a bracket that does not end.
  init(_ text: String) throws {
    scalars = Array(text.unicodeScalars)
    try scan()
    guard brackets.isEmpty else {
      throw Finding("A bracket '\(brackets.last ?? " ")' of the generated code is not closed.")
    }
  }

  private let scalars: [Unicode.Scalar]
  private var offset = 0
  private var brackets: [Unicode.Scalar] = []

  /// The characters that end a `//` comment and a line for the Swift compiler.
  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.value >= 0x80 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    offset + distance < scalars.count ? scalars[offset + distance] : nil
  }

  private func starts(with text: String) -> Bool {
    text.unicodeScalars.enumerated().allSatisfy { peek($0.offset) == $0.element }
  }

  private mutating func scan() throws {
    while let scalar = peek() {
      if starts(with: "//") {
        while let next = peek(), !Self.isLineEnd(next) { offset += 1 }
      } else if starts(with: "/*") {
        try skipBlockComment()
      } else if scalar == "\"" || scalar == "#" && (peek(1) == "\"" || starts(with: "##")) {
        try skipString()
      } else if scalar == "`" {
        try takeQuotedName()
      } else if Self.isWordPart(scalar) {
        takeWord()
      } else {
        if !scalar.properties.isWhitespace { try takePunctuation(scalar) }
        offset += 1
      }
    }
  }

  private mutating func takeWord() {
    var word = ""
    while let next = peek(), Self.isWordPart(next) {
      word.unicodeScalars.append(next)
      offset += 1
    }
    code.append(word)
  }

  private mutating func takeQuotedName() throws {
    var name = "`"
    offset += 1
    while let next = peek(), next != "`" {
      if Self.isLineEnd(next) { throw Finding("A name in backticks of the generated code has a line end.") }
      name.unicodeScalars.append(next)
      offset += 1
    }
    guard peek() == "`" else { throw Finding("A name in backticks of the generated code does not end.") }
    offset += 1
    code.append(name + "`")
  }

  private mutating func takePunctuation(_ scalar: Unicode.Scalar) throws {
    let partners: [Unicode.Scalar: Unicode.Scalar] = [")": "(", "]": "[", "}": "{"]
    if "([{".unicodeScalars.contains(scalar) { brackets.append(scalar) }
    if let partner = partners[scalar], brackets.popLast() != partner {
      throw Finding("A bracket '\(scalar)' of the generated code has no partner.")
    }
    code.append(String(scalar))
  }

  private mutating func skipBlockComment() throws {
    var depth = 0
    while peek() != nil {
      if starts(with: "/*") {
        depth += 1
        offset += 2
      } else if starts(with: "*/") {
        depth -= 1
        offset += 2
        if depth == 0 { return }
      } else {
        offset += 1
      }
    }
    throw Finding("A comment of the generated code does not end.")
  }

  private mutating func skipString() throws {
    var hashes = ""
    while peek() == "#" {
      hashes += "#"
      offset += 1
    }
    let isMultiline = starts(with: "\"\"\"")
    let end = (isMultiline ? "\"\"\"" : "\"") + hashes
    offset += isMultiline ? 3 : 1
    while let scalar = peek() {
      if starts(with: end) {
        offset += end.unicodeScalars.count
        code.append("\"\"")
        return
      }
      if !isMultiline, Self.isLineEnd(scalar) { throw Finding("A string of the generated code has a line end.") }
      if starts(with: "\\" + hashes) {
        offset += 1 + hashes.count
        // Generated code has no reason to compute a string: an interpolation is text that became code.
        if peek() == "(" { throw Finding("A string of the generated code has an interpolation.") }
      }
      offset += 1
    }
    throw Finding("A string of the generated code does not end.")
  }
}
