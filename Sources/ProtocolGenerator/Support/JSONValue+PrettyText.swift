import CodexWire

extension JSONValue {
  /// The value as JSON text, with sorted members and one member on each line, so that two reports can be compared line by
  /// line.
  var prettyText: String { prettyText(indent: "") }

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
