/// The elements of an HTML page, as a browser finds them: by the rules of the HTML standard for tags, attributes and the raw text of
/// `script`, `style` and `title`.
struct ParsedPage {
  struct Tag: Hashable {
    var name: String
    /// Pairs of a name and a value with the character references resolved.
    var attributes: [[String]]

    subscript(_ attribute: String) -> String? { attributes.first { $0[0] == attribute }?[1] }
  }

  private(set) var tags: [Tag] = []
  /// The names of the elements that are open at the end of the page. Empty for a page whose elements are closed in order.
  private(set) var open: [String] = []
  /// The tags that close no open element.
  private(set) var stray: [String] = []
  /// All texts outside of `script` and `style`, with the character references resolved.
  private(set) var text = ""

  private static let void: Set = ["meta", "input", "br", "img", "link"]
  private static let raw: Set = ["script", "style"]

  init(_ source: String) {
    var rest = Array(source.unicodeScalars)[...]
    while let scalar = rest.first {
      guard scalar == "<", let next = rest.dropFirst().first else {
        read(text: &rest)
        continue
      }
      switch next {
      case "!": rest = rest.drop { $0 != ">" }.dropFirst()
      case "/":
        let name = String(String.UnicodeScalarView(rest.dropFirst(2).prefix { $0 != ">" })).lowercased()
        if open.last == name { open.removeLast() } else { stray.append(name) }
        rest = rest.drop { $0 != ">" }.dropFirst()
      case "a"..."z", "A"..."Z": read(tag: &rest)
      default:
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
      }
    }
  }

  private mutating func read(text rest: inout ArraySlice<Unicode.Scalar>) {
    let part = rest.prefix { $0 != "<" }
    text += Self.resolved(part)
    rest = rest.dropFirst(max(part.count, 1))
  }

  private mutating func read(tag rest: inout ArraySlice<Unicode.Scalar>) {
    rest = rest.dropFirst()
    var tag = Tag(
      name: Self.take(&rest) { $0 != ">" && $0 != " " && $0 != "/" && $0 != "\n" }.lowercased(),
      attributes: []
    )
    while let scalar = rest.first, scalar != ">" {
      if scalar == " " || scalar == "\n" || scalar == "/" {
        rest = rest.dropFirst()
        continue
      }
      let name = Self.take(&rest) { $0 != "=" && $0 != ">" && $0 != " " }
      var value = ""
      if rest.first == "=" {
        rest = rest.dropFirst()
        if let quote = rest.first, quote == "\"" || quote == "'" {
          let part = rest.dropFirst().prefix { $0 != quote }
          value = Self.resolved(part)
          rest = rest.dropFirst(part.count + 2)
        } else {
          value = Self.take(&rest) { $0 != ">" && $0 != " " }
        }
      }
      tag.attributes.append([name, value])
    }
    rest = rest.dropFirst()
    tags.append(tag)
    if Self.void.contains(tag.name) { return }
    open.append(tag.name)
    guard Self.raw.contains(tag.name) else { return }
    let end = Array("</\(tag.name)".unicodeScalars)
    while !rest.isEmpty, !rest.starts(with: end) { rest = rest.dropFirst() }
  }

  private static func take(
    _ rest: inout ArraySlice<Unicode.Scalar>,
    _ isPart: (Unicode.Scalar) -> Bool
  ) -> String {
    let part = rest.prefix(while: isPart)
    rest = rest.dropFirst(part.count)
    return String(String.UnicodeScalarView(part))
  }

  private static func resolved(_ text: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    var bytes = Array(String(view).utf8)
    // Bytes, since a combining accent and the character before it are one character of a string.
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      bytes = bytes.replacing(Array(reference.utf8), with: Array(character.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ParsedPage {
  /// The names of the elements and of their attributes, without values: what the texts of a page must not change.
  var structure: [String] {
    tags.map { tag in ([tag.name] + tag.attributes.map { $0[0] }).joined(separator: " ") }
  }

  /// Whether the page shows a text, compared byte by byte.
  func shows(_ text: String) -> Bool { Array(self.text.utf8).contains(Array(text.utf8)) }

  var ids: [String] { tags.compactMap { $0["id"] } }

  /// The targets of the links inside of the page.
  var linkedIDs: Set<String> {
    Set(
      tags.compactMap { $0.name == "a" ? $0["href"] : nil }.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    )
  }

  /// What the page would load: the values of attributes that name another resource.
  var resources: [String] {
    tags.flatMap { tag in
      ["src", "srcset", "data", "action", "style", "poster"].compactMap { tag[$0] }
        + (tag.name == "link" || tag["href"]?.hasPrefix("#") == false ? [tag["href"] ?? ""] : [])
    }
  }
}
