/// Splits names of the wire into words, and joins words the way Swift names are written.
struct Words: Sendable {
  /// Lowercase words with the spelling that Swift's conventions, or the customization, give them.
  private var spellings: [String: String]

  /// Acronyms that any protocol has. Swift writes them in one case: `threadID`, `URLRequest`.
  private static let acronyms = [
    "API", "CPU", "CSV", "DB", "GPU", "HTML", "HTTP", "HTTPS", "ID", "IO", "IP", "JSON", "OS", "PDF", "RPC", "SDK", "SQL",
    "SSE",
    "SSH", "TCP", "TLS", "TTL", "UDP", "UI", "URI", "URL", "UTF", "UUID", "XML",
  ]

  /// - Parameter custom: lowercase words and how they are written.
  init(_ custom: [String: String] = [:]) {
    spellings = [:]
    for acronym in Self.acronyms {
      spellings[acronym.lowercased()] = acronym
      spellings[acronym.lowercased() + "s"] = acronym + "s"
    }
    // Both are the plural of nothing here: "os" and "ios" are words of their own.
    spellings["ios"] = "iOS"
    spellings.merge(custom, uniquingKeysWith: { _, custom in custom })
  }

  /// `threadId` -> `ThreadID`
  func upperCamelCase(_ name: String) -> String { split(name).map(spelled).joined() }

  /// `ThreadId`, `thread_id`, `thread/id` -> `threadID`
  func lowerCamelCase(_ name: String) -> String {
    let words = split(name)
    guard let first = words.first else { return "" }
    return lowercasedStart(spelled(first)) + words.dropFirst().map(spelled).joined()
  }

  /// `openai/form` -> `openai Slash form`: for names that differ only in what separates their words.
  func separatorsAsWords(_ name: String) -> String {
    let names: [Character: String] = [
      "/": "Slash", "-": "Dash", "_": "Underscore", ".": "Dot", ":": "Colon", " ": "Space", "+": "Plus", "#": "Hash",
      "@": "At", "$": "Dollar", "*": "Star", "&": "And", "=": "Equal", "<": "Less", ">": "Greater", "!": "Not",
    ]
    return name.reduce(into: "") { text, character in
      text += names[character].map { " \($0) " } ?? String(character)
    }
  }

  /// The words of a name: cut at everything that is no letter or digit, and where the case changes.
  func split(_ name: String) -> [String] {
    // A name without lowercase letters is a constant: NOT_AVAILABLE is "not available", not an acronym.
    let isConstant = !name.contains(where: \.isLowercase)
    let characters = Array(isConstant && name.count > 1 ? name.lowercased() : name)
    var words: [String] = []
    var word = ""
    func isUpper(_ index: Int) -> Bool { characters.indices.contains(index) && characters[index].isUppercase }
    func isLower(_ index: Int) -> Bool { characters.indices.contains(index) && characters[index].isLowercase }
    for (index, character) in characters.enumerated() {
      guard character.isLetter || character.isNumber else {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      let startsWord = character.isUppercase && (!isUpper(index - 1) || isLower(index + 1))
      if startsWord, !word.isEmpty {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    if !word.isEmpty { words.append(word) }
    return joinedSpellings(words)
  }

  /// Words that were cut in the middle of a known one: `O`, `Auth` -> `OAuth`.
  private func joinedSpellings(_ words: [String]) -> [String] {
    var result: [String] = []
    for word in words {
      if let last = result.last, let spelling = spellings[(last + word).lowercased()] {
        result[result.count - 1] = spelling
      } else {
        result.append(word)
      }
    }
    return result
  }

  private func spelled(_ word: String) -> String {
    spellings[word.lowercased()] ?? word.prefix(1).uppercased() + word.dropFirst()
  }

  /// The word as the first of a lowerCamelCase name: its leading capitals become small, all of an acronym's.
  private func lowercasedStart(_ word: String) -> String {
    if !word.contains(where: \.isLowercase) { return word.lowercased() }
    let capitals = word.prefix { $0.isUppercase }
    return capitals.lowercased() + word.dropFirst(capitals.count)
  }
}
