/// Replaces phrases in texts. Each text is read once, however many phrases there are.
struct PhraseReplacer {
  private struct Phrase {
    /// The phrase as the customization writes it.
    var text: String
    var bytes: [UInt8]
    var replacement: [UInt8]
  }

  /// The phrases by their first byte, the longest first. So of two phrases that start at the same place, the longer one is
  /// replaced.
  private var phrases: [UInt8: [Phrase]] = [:]
  /// The phrases that occurred in a text.
  private(set) var used: Set<String> = []

  /// - Parameter replacements: Pairs of a phrase, which is not empty, and its replacement.
  init(_ replacements: some Sequence<(String, String)>) {
    for (text, replacement) in replacements {
      let bytes = text.utf8.map(Self.withoutLineBreak)
      guard let first = bytes.first else { continue }
      phrases[first, default: []].append(Phrase(text: text, bytes: bytes, replacement: [UInt8](replacement.utf8)))
    }
    for first in phrases.keys { phrases[first]?.sort { ($1.bytes.count, $0.text) < ($0.bytes.count, $1.text) } }
  }

  /// The text with the replacements. A line break in the text equals a space in a phrase, since lines of a description break
  /// anywhere.
  mutating func replacing(in text: String) -> String {
    if phrases.isEmpty || text.isEmpty { return text }
    let bytes = [UInt8](text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var hasChanged = false
    var index = 0
    while index < bytes.count {
      if let phrase = phrase(at: index, in: bytes) {
        result += phrase.replacement
        index += phrase.bytes.count
        used.insert(phrase.text)
        hasChanged = true
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return hasChanged ? String(decoding: result, as: UTF8.self).trimmed : text
  }

  private func phrase(at index: Int, in bytes: [UInt8]) -> Phrase? {
    phrases[Self.withoutLineBreak(bytes[index])]?.first { phrase in
      guard phrase.bytes.count <= bytes.count - index else { return false }
      return phrase.bytes.indices.allSatisfy { phrase.bytes[$0] == Self.withoutLineBreak(bytes[index + $0]) }
    }
  }

  private static func withoutLineBreak(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte
  }
}
