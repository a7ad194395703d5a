#if os(macOS) || os(Linux)
import CodexWire

/// The messages that a server sends in one turn, made from the first turn of a recorded session.
struct PreparedTurn {
  /// The result of `initialize`.
  let initialization: String
  /// The result of `thread/start`.
  let thread: String
  /// The number of notifications of the turn.
  let count: Int
  /// The result of `turn/start`.
  private(set) var start: [UInt8]
  /// The notifications that follow the response, each with a line break.
  private(set) var lines: [UInt8]

  private let placesInStart: [Int]
  private let placesInLines: [Int]
  private static let digits = 4

  init(session: RecordedSession, deltas count: Int) throws {
    initialization = try session.result(of: "initialize")
    thread = try session.result(of: "thread/start")
    start = Array(try session.result(of: "turn/start").utf8)
    guard let id = try? JSONValue(parsing: start)["turn"]?["id"]?.stringValue, id.utf8.count >= Self.digits else {
      throw Failure("the recorded session has no response to turn/start with the id of the turn")
    }
    // The notifications of this turn. All deltas are inserted at the place of the first delta of the session.
    let own = session.notifications.filter { Self.turnID(of: $0) == id }
    guard let first = own.firstIndex(where: { $0.method == MessageMaker.delta }) else {
      throw Failure("the first turn of the recorded session has no delta")
    }
    let deltas = try (0..<count).map { try MessageMaker.replacing("delta", in: own[first].text, with: "token \($0) ") }
    let rest = own[first...].filter { $0.method != MessageMaker.delta }
    let all = own[..<first].map(\.text) + deltas + rest.map(\.text)
    self.count = all.count
    lines = all.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    placesInStart = Self.ends(of: Array(id.utf8), in: start)
    placesInLines = Self.ends(of: Array(id.utf8), in: lines)
  }

  private static func turnID(of message: RecordedSession.Message) -> String? {
    let params = (try? JSONValue(parsing: Array(message.text.utf8)))?["params"]
    return (params?["turnId"] ?? params?["turn"]?["id"])?.stringValue
  }

  private static func ends(of id: [UInt8], in text: [UInt8]) -> [Int] {
    var ends: [Int] = []
    var start = 0
    while start + id.count <= text.count {
      if text[start] == id[0], text[start..<(start + id.count)].elementsEqual(id) {
        start += id.count
        ends.append(start)
      } else {
        start += 1
      }
    }
    return ends
  }

  /// Changes the id of the turn, since a server does not use an id twice.
  ///
  /// - Parameter number: Replaces the last four digits of the id.
  mutating func rename(_ number: Int) {
    var digits: [UInt8] = []
    var rest = number
    for _ in 0..<Self.digits {
      digits.insert(UInt8(ascii: "0") + UInt8(rest % 10), at: 0)
      rest /= 10
    }
    for end in placesInStart { Self.write(digits, before: end, to: &start) }
    for end in placesInLines { Self.write(digits, before: end, to: &lines) }
  }

  private static func write(_ digits: [UInt8], before end: Int, to text: inout [UInt8]) {
    for index in digits.indices { text[end - digits.count + index] = digits[index] }
  }
}
#endif
