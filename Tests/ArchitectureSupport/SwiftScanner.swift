/// Splits Swift source text into the tokens that a search for type names needs: identifiers, braces and dots.
///
/// Comments and string literals give no tokens. The expressions that are interpolated into a string literal do.
struct SwiftScanner {
  enum Token: Equatable {
    case identifier(String)
    case openBrace, closeBrace, dot
    /// Any other character that is not white space.
    case other
  }

  private enum Mode {
    /// Swift code. `parentheses` counts those that are open, to find the end of an interpolation.
    case code(parentheses: Int)
    /// A string literal that ends with `terminator`. `pounds` is the number of `#` in its delimiters.
    case string(terminator: [UInt8], pounds: Int)
  }

  private let bytes: [UInt8]
  private var index = 0
  private var modes: [Mode] = [.code(parentheses: 0)]
  private var tokens: [Token] = []

  static func tokens(of text: String) -> [Token] {
    var scanner = SwiftScanner(bytes: Array(text.utf8))
    scanner.scan()
    return scanner.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func scan() {
    while index < bytes.count, let mode = modes.last {
      switch mode {
      case .code(let parentheses): scanCode(parentheses)
      case .string(let terminator, let pounds): scanString(terminator, pounds)
      }
    }
  }

  private mutating func scanCode(_ parentheses: Int) {
    if has("//") { return skipLine() }
    if has("/*") { return skipBlockComment() }
    if startString() { return }
    let byte = bytes[index]
    if Self.isIdentifierStart(byte) { return scanIdentifier() }
    index += 1
    switch byte {
    case UInt8(ascii: "{"): tokens.append(.openBrace)
    case UInt8(ascii: "}"): tokens.append(.closeBrace)
    case UInt8(ascii: "."): tokens.append(.dot)
    case UInt8(ascii: "("): setParentheses(parentheses + 1)
    case UInt8(ascii: ")"):
      if parentheses == 0, modes.count > 1 { modes.removeLast() } else { setParentheses(parentheses - 1) }
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): break
    default: tokens.append(.other)
    }
  }

  private mutating func setParentheses(_ count: Int) { modes[modes.count - 1] = .code(parentheses: count) }

  private mutating func scanString(_ terminator: [UInt8], _ pounds: Int) {
    let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: pounds)
    if has(escape + [UInt8(ascii: "(")]) {
      index += escape.count + 1
      modes.append(.code(parentheses: 0))
    } else if has(escape) {
      index += escape.count + 1
    } else if has(terminator) {
      index += terminator.count
      modes.removeLast()
      tokens.append(.other)
    } else {
      index += 1
    }
  }

  /// Enters a string literal if one starts here.
  private mutating func startString() -> Bool {
    var start = index
    while start < bytes.count, bytes[start] == UInt8(ascii: "#") { start += 1 }
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return false }
    let pounds = start - index
    index = start
    let quotes: [UInt8] = Array((has("\"\"\"") ? "\"\"\"" : "\"").utf8)
    index += quotes.count
    modes.append(.string(terminator: quotes + Array(repeating: UInt8(ascii: "#"), count: pounds), pounds: pounds))
    return true
  }

  private mutating func scanIdentifier() {
    let start = index
    while index < bytes.count, Self.isIdentifierStart(bytes[index]) || Self.isDigit(bytes[index]) { index += 1 }
    tokens.append(.identifier(String(decoding: bytes[start..<index], as: UTF8.self)))
  }

  private mutating func skipLine() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  /// Block comments nest.
  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if has("/*") {
        depth += 1
        index += 2
      } else if has("*/") {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
  }

  private func has(_ text: String) -> Bool { has(Array(text.utf8)) }

  private func has(_ text: [UInt8]) -> Bool { bytes[index...].starts(with: text) }

  private static func isIdentifierStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte >= 0x80
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
