import Foundation

/// The header that the SDK's reader takes from a message against a strict reading of the whole message.
///
/// The header's scan does not validate, so a text that is not JSON may have any header. A message that is JSON must have
/// the header that its members say, or none when the members contradict each other or the ID is not valid.
enum MessageHeaderTarget: FuzzTarget {
  static let name = "message-header"

  static func seeds() throws -> [[UInt8]] {
    let messages = ["ServerNotification", "ServerRequest", "ClientRequest", "ClientNotification"]
    let inputs = try WireInput.seeds()
    let responses = inputs.filter { $0.definition.hasSuffix("Response") }.prefix(40)
    var seeds = inputs.filter { messages.contains($0.definition) }.map(\.json)
    for response in responses {
      var seed = Array(#"{"id":7,"result":"#.utf8)
      seed += response.json
      seed += Array("}".utf8)
      seeds.append(seed)
    }
    seeds.append(Array(#"{"id":"a","error":{"code":-32600,"message":"no"}}"#.utf8))
    return seeds
  }

  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    JSONTree(parsing: input)?.mutated(using: &random, strings: names).bytes(style: .random(using: &random))
  }

  static func crossed(_ first: [UInt8], _ second: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    guard let first = JSONTree(parsing: first), let second = JSONTree(parsing: second) else { return nil }
    return first.crossed(with: second, using: &random).bytes(style: .random(using: &random))
  }

  private static let names =
    HostileValues.strings
    + ["id", "method", "params", "result", "error", "threadId", "turnId", "turn", "requestId", "threadId\u{301}"]

  static func check(_ input: [UInt8]) throws {
    // The limit of an ID counts the bytes of its spelling, which the tree does not keep.
    guard input.count < 1024 || JSONTree(parsing: input)?.hasLongIdentifier != true else { return }
    let header = Subjects.header(of: input)
    guard let message = JSONTree(parsing: input) else { return }
    guard message.isObject else {
      if header != nil { throw Finding("A message that is no JSON object has a header.") }
      return
    }
    guard !isMalformed(message) else {
      if header != nil { throw Finding("A message with a doubled member or without a valid ID has a header.") }
      return
    }
    guard let header else { throw Finding("A message that is a JSON object has no header.") }
    try compare(header, message)
  }

  /// Whether a member that decides how the message is handled occurs twice, or the ID is neither an integer nor a short
  /// string.
  private static func isMalformed(_ message: JSONTree) -> Bool {
    func isDoubled(_ name: String, in object: JSONTree?) -> Bool { (object?.values(named: name).count ?? 0) > 1 }
    let params = message.values(named: "params").first
    let turn = params?.values(named: "turn").first
    let id = message.values(named: "id").first
    return ["id", "method", "params", "result", "error"].contains { isDoubled($0, in: message) }
      || ["threadId", "turnId", "requestId", "turn"].contains { isDoubled($0, in: params) } || isDoubled("id", in: turn)
      || id.map { !$0.isNull && !isIdentifier($0) } ?? false
  }

  private static func isIdentifier(_ value: JSONTree) -> Bool {
    switch value {
    // A longer string may have a valid, shorter spelling; see `check`.
    case .string: true
    case .literal(let text): Int64(text).map { "\($0)" == text } ?? false
    default: false
    }
  }

  private static func compare(_ header: Subjects.Header, _ message: JSONTree) throws {
    let params = message.values(named: "params").first
    let turn = params?.values(named: "turn").first
    let turnID = params?.values(named: "turnId").first?.text
    try expect(header.method, message.values(named: "method").first?.text, "method")
    try expect(header.threadID, params?.values(named: "threadId").first?.text, "params.threadId")
    try expect(header.turnID, turnID ?? turn?.values(named: "id").first?.text, "params.turnId")
    try expect(bytes: header.id, message.values(named: "id").first, "id")
    try expect(bytes: header.requestID, params?.values(named: "requestId").first, "params.requestId")
    guard header.hasResult == !message.values(named: "result").isEmpty else {
      throw Finding("The header is wrong about whether there is a member 'result'.")
    }
    guard header.hasError == !message.values(named: "error").isEmpty else {
      throw Finding("The header is wrong about whether there is a member 'error'.")
    }
  }

  private static func expect(_ found: String?, _ expected: String?, _ member: String) throws {
    let isSame = found.map { Array($0.utf8) } == expected.map { Array($0.utf8) }
    guard isSame else {
      throw Finding("The header has \(found ?? "nothing") for the member '\(member)', not \(expected ?? "nothing").")
    }
  }

  /// Compares an ID; null and a value that is no ID count as absent.
  private static func expect(bytes found: [UInt8]?, _ expected: JSONTree?, _ member: String) throws {
    let wanted = expected.flatMap { isIdentifier($0) ? $0 : nil }
    guard found.map({ JSONTree(parsing: $0) }) == wanted.map({ Optional($0) }) else {
      let text = found.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
      throw Finding("The header has \(text) for the member '\(member)', not \(wanted.map { "\($0)" } ?? "nothing").")
    }
  }
}

extension JSONTree {
  /// Whether an ID of the message may be longer than the SDK accepts.
  fileprivate var hasLongIdentifier: Bool {
    let ids = values(named: "id") + (values(named: "params").first?.values(named: "requestId") ?? [])
    return ids.contains { ($0.text?.utf8.count ?? 0) > 100 }
  }
}
