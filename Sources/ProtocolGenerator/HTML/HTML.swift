/// A part of an HTML page.
///
/// Only this type writes markup. The names of elements and attributes are literals of this program, and every other text is escaped, so
/// no text of a schema can become markup.
struct HTML: Sendable {
  /// The part as HTML source text.
  let markup: String

  private init(markup: String) { self.markup = markup }

  static let empty = HTML(markup: "")

  /// A text. Invisible characters become escapes, and line ends become spaces.
  static func text(_ text: String) -> HTML { HTML(markup: text.printable.htmlEscaped) }

  /// An element with its attributes and contents.
  static func element(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String?> = [:],
    _ contents: [HTML]
  ) -> HTML {
    var markup = opening(name, attributes)
    for part in contents { markup += part.markup }
    return HTML(markup: markup + "</\(name)>")
  }

  /// An element that contains a text only.
  static func element(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String?> = [:],
    _ text: String
  ) -> HTML {
    element(name, attributes, [.text(text)])
  }

  /// An element that never has contents, such as `input`.
  static func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:]) -> HTML {
    HTML(markup: opening(name, attributes))
  }

  /// The parts one after the other.
  static func group(_ parts: [HTML]) -> HTML { HTML(markup: parts.map(\.markup).joined()) }

  /// The parts with a line end after each, which keeps the source text of a page readable.
  static func lines(_ parts: [HTML]) -> HTML { HTML(markup: parts.map { $0.markup + "\n" }.joined()) }

  /// The opening tag. An attribute without a value is left out. An attribute with an empty value has its name only.
  private static func opening(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) -> String {
    var markup = "<\(name)"
    for (name, value) in attributes {
      guard let value else { continue }
      markup += value.isEmpty ? " \(name)" : " \(name)=\"\(value.printable.htmlEscaped)\""
    }
    return markup + ">"
  }
}

extension HTML {
  /// Prose in which backticks enclose code, as paragraphs. Blank lines separate the paragraphs.
  static func paragraphs(_ prose: String) -> [HTML] {
    var paragraphs: [[String]] = [[]]
    for line in prose.textLines {
      if line.trimmed.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1].append(line.trimmed) }
    }
    return paragraphs.filter { !$0.isEmpty }.map { .element("p", [:], self.prose(line: $0.joined(separator: " "))) }
  }

  /// A line of prose in which backticks enclose code.
  static func prose(line: String) -> [HTML] {
    // A backtick without a second one is a character of the text.
    let parts = line.replacing("``", with: "`").split(separator: "`", omittingEmptySubsequences: false)
    if parts.count % 2 == 0 { return [.text(line)] }
    return parts.enumerated().compactMap { index, part in
      if part.isEmpty { return nil }
      return index % 2 == 0 ? .text(String(part)) : .element("code", [:], String(part))
    }
  }
}

extension String {
  /// The text with the characters escaped that mean something in the contents or in a quoted attribute of an HTML element.
  fileprivate var htmlEscaped: String {
    // The characters are ASCII, so no byte of another character equals one of them, and a combining accent behind one of them
    // does not hide it.
    if utf8.allSatisfy({ !Self.escapes.keys.contains($0) }) { return self }
    var result: [UInt8] = []
    for byte in utf8 {
      if let escape = Self.escapes[byte] { result += escape } else { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let escapes: [UInt8: [UInt8]] = [
    UInt8(ascii: "&"): Array("&amp;".utf8),
    UInt8(ascii: "<"): Array("&lt;".utf8),
    UInt8(ascii: ">"): Array("&gt;".utf8),
    UInt8(ascii: "\""): Array("&quot;".utf8),
    UInt8(ascii: "'"): Array("&#39;".utf8),
  ]
}
