extension JSONValue {
  /// The value as JSON text, with sorted members and one member on each line, so that two reports can be compared line by
  /// line. Invisible characters are escaped, since the text is often printed to a terminal.
  var prettyText: String {
    let text = prettyText(indent: "")
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return text }
    // Outside of strings, JSON has no invisible characters other than the line ends between members.
    return text.unicodeScalars.map { scalar in
      guard scalar != "\n", scalar.isInvisible else { return String(scalar) }
      return scalar.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }.joined()
  }

  private func prettyText(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { inner + $0.prettyText(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.sorted { $0.key < $1.key }.map { key, value in
        "\(inner)\(JSONValue.string(key).text): \(value.prettyText(indent: inner))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return text
    }
  }
}
