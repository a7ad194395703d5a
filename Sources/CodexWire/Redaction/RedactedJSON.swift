/// Replaces the secrets in a JSON text. The rest of the text stays as it is, byte for byte.
///
/// A secret is recognized by the name of the member whose value it is, or of a member that contains it:
/// - a name that the list contains: the whole value is replaced, whatever it is;
/// - another name that looks like the name of a secret (`Redaction.isSecretName`): every string in the value is
///   replaced. Numbers stay, because most numbers with such a name count tokens;
/// - the name of environment variables or HTTP headers with an object as the value: every string in the object is
///   replaced.
package struct RedactedJSON {
  /// What is replaced in the value of a member.
  private enum Rule {
    case nothing
    case strings
    case everything
  }

  /// An object or array that the scan is inside of.
  private struct Container {
    var isObject: Bool
    /// Whether every string in the container is replaced.
    var hidesStrings: Bool
  }

  private static let replacement = Array("\"\(Redaction.placeholder)\"".utf8)

  private let secretNames: Set<String>
  private let text: UnsafeRawBufferPointer
  private var offset = 0
  private var output: [UInt8] = []
  private var containers: [Container] = []

  /// - Parameters:
  ///   - text: A JSON text.
  ///   - secretNames: The names of members whose values are secrets.
  /// - Returns: The text without the secrets. `nil` when the text is not valid JSON, because in such a text the secrets
  ///   cannot be found.
  package static func redact(_ text: some Collection<UInt8>, secretNames: Set<String>) -> [UInt8]? {
    // The scan relies on valid JSON: there, quotation marks, braces and commas have only one meaning.
    guard (try? JSONValue(parsing: text)) != nil else { return nil }
    return Array(text).withUnsafeBytes { bytes in
      var redaction = Self(text: bytes, secretNames: secretNames)
      redaction.scan()
      return redaction.output
    }
  }

  private init(text: UnsafeRawBufferPointer, secretNames: Set<String>) {
    self.text = text
    self.secretNames = secretNames
    output.reserveCapacity(text.count)
  }

  private mutating func scan() {
    var isName = false
    var hidesStrings = false
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        isName = text[offset] == UInt8(ascii: "{")
        containers.append(Container(isObject: isName, hidesStrings: hidesStrings))
        copy(1)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        containers.removeLast()
        copy(1)
      case UInt8(ascii: ","):
        isName = containers.last?.isObject ?? false
        hidesStrings = containers.last?.hidesStrings ?? false
        copy(1)
      case UInt8(ascii: "\"") where isName:
        isName = false
        let name = copyName()
        switch rule(for: name) {
        case .nothing: hidesStrings = containers.last?.hidesStrings ?? false
        case .strings: hidesStrings = true
        case .everything: replaceValue()
        }
      case UInt8(ascii: "\""):
        let length = stringLength(at: offset)
        if hidesStrings { replace(length) } else { copy(length) }
      default: copy(1)
      }
    }
  }

  /// Copies the name at the offset, the colon, and the spaces around it.
  private mutating func copyName() -> String {
    let length = stringLength(at: offset)
    let quoted = text[offset..<offset + length]
    copy(length)
    while Self.isSpace(text[offset]) || text[offset] == UInt8(ascii: ":") { copy(1) }
    // A name may be written with escape sequences, such as "api\u004Bey".
    if quoted.contains(UInt8(ascii: "\\")), let name = (try? JSONValue(parsing: quoted))?.stringValue { return name }
    return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
  }

  /// What is replaced in the value at the offset.
  private func rule(for name: String) -> Rule {
    if secretNames.contains(name) { return .everything }
    if Redaction.isSecretName(name) { return .strings }
    return text[offset] == UInt8(ascii: "{") && Redaction.isNameOfSecretValues(name) ? .strings : .nothing
  }

  /// Replaces the value at the offset. The values `null`, `true` and `false` tell no secret.
  private mutating func replaceValue() {
    switch text[offset] {
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "f"): return
    case UInt8(ascii: "\""): replace(stringLength(at: offset))
    case UInt8(ascii: "{"), UInt8(ascii: "["): replace(containerLength(at: offset))
    default:
      var end = offset
      while end < text.count, !Self.endsNumber(text[end]) { end += 1 }
      replace(end - offset)
    }
  }

  private mutating func copy(_ count: Int) {
    output.append(contentsOf: text[offset..<offset + count])
    offset += count
  }

  private mutating func replace(_ count: Int) {
    output.append(contentsOf: Self.replacement)
    offset += count
  }

  /// The number of bytes of a string, with its quotation marks.
  private func stringLength(at start: Int) -> Int {
    var end = start + 1
    while text[end] != UInt8(ascii: "\"") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
    return end + 1 - start
  }

  /// The number of bytes of an object or array.
  private func containerLength(at start: Int) -> Int {
    var depth = 0
    var end = start
    repeat {
      switch text[end] {
      case UInt8(ascii: "\""):
        end += stringLength(at: end)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      end += 1
    } while depth > 0
    return end - start
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func endsNumber(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}
