import Foundation

/// Values that break readers: what mutations put into valid messages.
enum HostileValues {
  static let literals = [
    "0", "-0", "1", "-1", "1.0", "-1.0", "0e5", "1e2", "1E+2", "0.1", "1e-400", "1e400", "1e18", "4294967296",
    "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "18446744073709551615", "18446744073709551616", "0.12345678901234567", "5e-324", "1.7976931348623157e308",
    "123456789012345678901234567890", "true", "false", "null",
  ]

  static let strings = [
    "", " ", "\"", "\\", "/", "\u{0}", "\u{1}", "\u{7F}", "\t", "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}",
    "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{202E}", "\u{2066}", "*/", "/*", "//", "///", "\"\"\"", "\\(1)", "#\"", "`",
    "#if", "#endif", "é", "e\u{301}", "sort\u{212A}ey", "\u{1F468}\u{200D}\u{1F469}", "\u{10FFFF}", "😀", "Self",
    "self", "init", "class", "default", "Type", "Protocol", "_", "$0", "1", "../..", "a\u{0}b",
  ]

  /// Names of properties, methods, tags and enum values of the protocol, from the file that `FUZZ_NAMES` names.
  static let protocolNames: [String] = {
    guard let file = ProcessInfo.processInfo.environment["FUZZ_NAMES"],
      let text = try? String(contentsOfFile: file, encoding: .utf8)
    else { return ["id", "method", "params", "type"] }
    return text.split(separator: "\n").map(String.init)
  }()
}
