/// Texts that would become code, or make the generated code invalid, if the generator wrote them as they are.
enum HostileTexts {
  /// A declaration that must not be among the declarations of the generated code.
  static let payload = "func injected() {}"

  /// Everything that ends a line, a comment, a literal or a block for the Swift compiler or for another tool.
  private static let ends = [
    "\n", "\r", "\r\n", "\n\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{0}", "\u{1B}[2J", "*/", "/*",
    "\"", "\"\"\"", "\\\"", "\\", "\\(", "\\(\"", "\"#", "`", "```", "}", "\n}\n", ")", "#if", "\n#if X\n",
    "\n#endif\n",
    "\n#sourceLocation()\n", "\u{202E}", "\u{2066}", "\u{200F}", "\u{FEFF}", "\u{7F}", "\t", "\n\n- ", "\n@deprecated ",
    "\n[UNSTABLE] ", "\n\u{301}", "%", "<img>", "- Parameter x: ", "😀", "", " ",
  ]

  /// Texts for descriptions and other prose.
  static let prose =
    ends.map { "before\($0)\(payload)\($0)after" } + ends.map { $0 + payload } + ends + ["// x", "/// x"]

  /// Texts for names: keywords, types of the standard library and of the runtime, members of generated types, invisible
  /// characters, and characters that cannot start a name.
  static let names =
    ends + ends.prefix(20).map { "a\($0)\(payload)" } + [
      "inout", "let", "in", "self", "Self", "init", "Type", "Protocol", "Any", "default", "class", "func", "actor",
      "async", "await", "import",
      "true", "nil", "_", "__", "$0", "1", "1.0", "2fa", "é", "\u{301}", "\u{301}a", "a\u{301}", "\u{202E}a",
      "a\u{202E}",
      "\u{200D}", "x\u{200D}y", "👩‍💻", "#else", "//", "\\(x)", "String", "Int", "Bool", "Double", "Codable", "Hashable",
      "Sendable", "Optional", "none", "some", "rawValue", "hashValue", "isRecognized", "unrecognized", "method",
      "params",
      "id", "type", "name", "Response", "response", "envelope", "中文", "ß", "ŉ", "ǆ", "ﬁ", "İ", "²", "Ⅷ", "٣",
      "x\u{E0100}",
      "x\u{FE0F}", "\u{3164}", "\u{B7}", "encode", "decode", "hash", "description", "value", "reader", "visitor",
      "branch",
      "json", "message", "other", "to", "from", "allCases", "Kind", "Payload", "Boxed", "Patch", "OpenEnum", "RPC",
      "NoParams", "ClientMethod", "a/b", "~", "~1", "a.b", "newValue", "get", "set", "error", "Error", "Void", "Never",
    ]
}
