/// Splits the names of the schema into words, and joins words into Swift names.
struct Words: Sendable {
  /// The spelling of words in Swift names, by the word in small letters: the acronyms below and the words of the customization.
  private var spellings: [String: String]
  /// The length, in UTF-8, of the longest word in `spellings`.
  private let longest: Int

  /// Acronyms that occur in many protocols. Swift names write all letters of an acronym in one case: `threadID`, `URLRequest`.
  private static let acronyms = [
    "API", "CPU", "CSV", "DB", "GPU", "HTML", "HTTP", "HTTPS", "ID", "IO", "IP", "JSON", "OS", "PDF", "RPC", "SDK",
    "SHA",
    "SQL",
    "SSE", "SSH", "TCP", "TLS", "TTL", "UDP", "UI", "URI", "URL", "UTF", "UUID", "XML",
  ]

  /// - Parameter custom: The spelling of more words, by the word in small letters. Such a spelling may be another word.
  init(_ custom: [String: String] = [:]) {
    spellings = [:]
    for acronym in Self.acronyms {
      spellings[acronym.lowercased()] = acronym
      spellings[acronym.lowercased() + "s"] = acronym + "s"
    }
    spellings.merge(
      ["ios": "iOS", "ipv4": "IPv4", "ipv6": "IPv6", "oauth": "OAuth"],
      uniquingKeysWith: { _, new in new }
    )
    spellings.merge(custom, uniquingKeysWith: { _, custom in custom })
    longest = spellings.keys.map(\.utf8.count).max() ?? 0
  }

  /// The name of a type: `threadId` -> `ThreadID`.
  func upperCamelCase(_ name: String) -> String {
    let words = split(name)
    // The first letter is a capital even where the word itself begins with a small letter, such as `iOS`.
    return words.first.map { joined(spelled($0).capitalizedFirst, words.dropFirst()) } ?? ""
  }

  /// The name of a property, case or function: `ThreadId`, `thread_id` and `thread/id` become `threadID`.
  func lowerCamelCase(_ name: String) -> String {
    let words = split(name)
    guard let first = words.first else { return "" }
    return joined(lowercasedStart(spelled(first)), words.dropFirst())
  }

  /// Joins words. `Dot` separates two words of digits, since `1.0` would otherwise have the same name as `10`.
  private func joined(_ start: String, _ words: ArraySlice<String>) -> String {
    words.reduce(into: start) { name, word in
      if let last = name.utf8.last, let first = word.utf8.first, isDigit(last), isDigit(first) { name += "Dot" }
      name += spelled(word)
    }
  }

  /// A name with words in place of its separators: `openai/form` -> `openai Slash form`. The result tells names apart that
  /// differ only in the separators of their words.
  func spellingOutSeparators(_ name: String) -> String {
    let names: [Character: String] = [
      "/": "Slash", "-": "Dash", "_": "Underscore", ".": "Dot", ":": "Colon", " ": "Space", "+": "Plus", "#": "Hash",
      "@": "At", "$": "Dollar", "*": "Star", "&": "And", "=": "Equal", "<": "Less", ">": "Greater", "!": "Not",
    ]
    return name.reduce(into: "") { text, character in text += names[character].map { " \($0) " } ?? String(character) }
  }

  func hasWords(_ name: String) -> Bool { !split(name).isEmpty }

  /// The words of a name. A word ends at a character that is neither letter nor digit, and where the case changes.
  func split(_ name: String) -> [String] {
    var scalars = Array(name.unicodeScalars)
    // A name without small letters is a constant whose words are no acronyms: NOT_AVAILABLE is "not available".
    if scalars.count > 1, !scalars.contains(where: \.isLower) { scalars = Array(name.lowercased().unicodeScalars) }
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func endWord() {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for (index, scalar) in scalars.enumerated() {
      // A mark without a letter before it cannot start a Swift name.
      guard scalar.isWordPart, scalar.canStartWord || !word.isEmpty else {
        endWord()
        continue
      }
      if scalar.isUpper {
        let followsUpper = index > 0 && scalars[index - 1].isUpper
        let precedesLower = index + 1 < scalars.count && scalars[index + 1].isLower
        if !followsUpper || precedesLower { endWord() }
      }
      word.append(scalar)
    }
    endWord()
    return joinedSpellings(words)
  }

  /// Joins neighbours that together are a known word, which the change of case has split: `O`, `Auth` -> `OAuth`.
  private func joinedSpellings(_ words: [String]) -> [String] {
    var result: [String] = []
    for word in words {
      if let last = result.last, last.utf8.count + word.utf8.count <= longest,
        let spelling = spellings[(last + word).lowercased()]
      {
        result[result.count - 1] = spelling
      } else {
        result.append(word)
      }
    }
    return result
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func spelled(_ word: String) -> String {
    let key = word.lowercased()
    if let spelling = spellings[key] { return spelling }
    // An acronym with a number at its end keeps the spelling of the acronym: UTF8, SHA256.
    guard let last = key.utf8.last, isDigit(last) else { return word.capitalizedFirst }
    let letters = key.prefix { !$0.isNumber }
    if letters.count < key.count, let spelling = spellings[String(letters)] {
      return spelling + key.dropFirst(letters.count)
    }
    return word.capitalizedFirst
  }

  /// The word as the first word of a lowerCamelCase name: its leading capitals become small letters. In an acronym, these are
  /// all letters.
  private func lowercasedStart(_ word: String) -> String {
    if !word.contains(where: \.isLowercase) { return word.lowercased() }
    let capitals = word.prefix { $0.isUppercase }
    return capitals.lowercased() + word.dropFirst(capitals.count)
  }
}

extension Unicode.Scalar {
  fileprivate var isUpper: Bool { isASCII ? ("A"..."Z").contains(self) : properties.isUppercase }
  fileprivate var isLower: Bool { isASCII ? ("a"..."z").contains(self) : properties.isLowercase }

  /// Whether the character belongs to a word: a letter, a digit, or a mark that modifies one.
  fileprivate var isWordPart: Bool {
    isASCII ? isUpper || isLower || ("0"..."9").contains(self) : isIdentifierPart
  }

  /// Whether a word can start with the character: a letter or a digit.
  fileprivate var canStartWord: Bool { isASCII || properties.isXIDStart || properties.numericType != nil }
}
