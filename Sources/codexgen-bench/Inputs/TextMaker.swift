#if os(macOS) || os(Linux)
/// Makes texts like those of agents, tools and programs, as JSON strings with quotes. The texts are the same in each run.
struct TextMaker {
  private var state: UInt64 = 42

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    // A linear congruential generator with Knuth's constants. Only its high bits are random enough.
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return choices[Int(state >> 33) % choices.count]
  }

  mutating func prose(_ sentences: Int) -> String {
    string((0..<sentences).map { _ in pick(Self.sentences) }.joined(separator: " "))
  }

  mutating func command() -> String {
    string("/bin/bash -lc 'rg -n \"\(pick(Self.names))\" Sources | sed -n 1,\(pick([20, 40, 80]))p'")
  }

  mutating func output(_ lines: Int) -> String {
    string((0..<lines).map { "Sources/\(pick(Self.names)).swift:\($0):\t\(pick(Self.code))\n" }.joined())
  }

  mutating func diff(_ lines: Int) -> String {
    let changes = (0..<lines).map { _ in pick(["+", "-", " "]) + pick(Self.code) + "\n" }
    return string("@@ -1,\(lines) +1,\(lines) @@\n" + changes.joined())
  }

  /// The text as a JSON string, with the same escapes that the app-server uses.
  private func string(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += #"\""#
      case "\\": json += #"\\"#
      case "\n": json += #"\n"#
      case "\t": json += #"\t"#
      case "\u{1B}": json += #"\u001b"#
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  private static let names = ["Router", "Mailbox", "Decoder", "TurnLog", "Connection", "LineSplitter"]

  private static let sentences = [
    "I looked at the failing test first.",
    "The router drops a completion that arrives before its turn is claimed.",
    "`TurnMailbox.receive(_:)` returns what has to be called once the locks are released.",
    "That is why the \"early\" notification never reaches anybody.",
    "Next I run the tests again – all 412 pass.",
    "Größere Änderungen sind nicht nötig.",
    "The fix is small:\n\n```swift\nguard let held = state.held.first else { return nil }\n```\n",
    "See https://example.com/issues/1234 for the discussion → it is the same cause.",
  ]

  private static let code = [
    "    guard let mailbox = state.turns[key]?.mailbox else { return nil }",
    "  private let state = Locked(State())",
    "    // Nobody waits on it yet, so there is nobody to wake.",
    "    \u{1B}[31merror:\u{1B}[0m value of type 'Router' has no member \"claim\"",
    "    return text.split(separator: \"\\n\").map(String.init)",
    "}",
  ]
}
#endif
