/// The decoder of a server's WebSocket frames: the events do not depend on how the bytes are cut into chunks, and they are
/// those of a simple decoder that has the whole input at once.
enum WebSocketTarget: FuzzTarget {
  static let name = "web-socket"
  private static let messageSizeLimit = 300

  static func seeds() throws -> [[UInt8]] {
    let long = [UInt8](repeating: 0x61, count: 200)
    return [
      frame(0x81, Array("hello".utf8)), frame(0x82, [0, 0xFF]), frame(0x89, [1]) + frame(0x8A, [2]),
      frame(0x01, [0xE2, 0x82]) + frame(0x89, []) + frame(0x80, [0xAC]), frame(0x81, long),
      frame(0x01, long) + frame(0x80, Array(long.prefix(100))), frame(0x88, [0x03, 0xE8] + Array("bye".utf8)),
      frame(0x88, []), frame(0x81, []) + frame(0x81, Array("{\"id\":1}".utf8)), [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0],
    ]
  }

  /// A frame of at most 65,535 bytes.
  private static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let length =
      payload.count < 126 ? [UInt8(payload.count)] : [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    return [first] + length + payload
  }

  private static let firstBytes: [UInt8] = [
    0x00, 0x80, 0x01, 0x81, 0x02, 0x82, 0x88, 0x89, 0x8A, 0x08, 0x83, 0xC1, 0xFF,
  ]
  private static let payloads: [[UInt8]] = [
    [], [0x61], [0xC3], [0xA9], [0xE2, 0x82], [0xAC], [0xED, 0xA0, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90],
    [0xC0, 0x80], [0x03, 0xE8], [0x03, 0xED], [0x0B, 0xB8, 0x61], [0x03, 0xE8, 0xFF],
    [UInt8](repeating: 0x62, count: 125), [UInt8](repeating: 0x63, count: 126), [UInt8](repeating: 0xC3, count: 140),
  ]

  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    var output = input
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...output.count, using: &random)
      let end = min(output.count, place + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: output.removeSubrange(place..<end)
      case 1: output.insert(contentsOf: Array(output[place..<end]), at: place)
      default:
        let first = firstBytes.randomElement(using: &random) ?? 0x81
        output += frame(first, payloads.randomElement(using: &random) ?? [])
      }
    }
    return output
  }

  static func check(_ input: [UInt8]) throws {
    let expected = ReferenceReader.read(input, messageSizeLimit: messageSizeLimit)
    for chunks in Chunks.cuts(of: input) {
      let read = Subjects.webSocketInput(of: chunks, messageSizeLimit: messageSizeLimit)
      guard read == expected else {
        throw Finding("Cut into \(chunks.count) chunks, the input is read as \(read), not as \(expected).")
      }
    }
  }
}

/// Reads WebSocket frames from the whole input at once, as RFC 6455 describes them.
private struct ReferenceReader {
  private var rest: ArraySlice<UInt8>
  private let messageSizeLimit: Int
  private var result = Subjects.WebSocketInput()
  /// The fragments of a message whose last fragment has not come.
  private var unfinished: (bytes: [UInt8], isText: Bool)?

  static func read(_ input: [UInt8], messageSizeLimit: Int) -> Subjects.WebSocketInput {
    var reader = ReferenceReader(rest: input[...], messageSizeLimit: messageSizeLimit)
    while reader.result.violation == nil, reader.readFrame() {}
    return reader.result
  }

  private init(rest: ArraySlice<UInt8>, messageSizeLimit: Int) {
    self.rest = rest
    self.messageSizeLimit = messageSizeLimit
  }

  private mutating func violate(_ code: Int) -> Bool {
    result.violation = code
    return false
  }

  /// - Returns: `false` at the end of the input or of the connection.
  private mutating func readFrame() -> Bool {
    guard rest.count >= 2 else { return false }
    let bytes = Array(rest.prefix(10))
    let (isFinal, opcode) = (bytes[0] & 0x80 != 0, bytes[0] & 0x0F)
    guard bytes[0] & 0x70 == 0, bytes[1] & 0x80 == 0, [0, 1, 2, 8, 9, 10].contains(opcode) else { return violate(1002) }
    if opcode >= 8, !isFinal || bytes[1] > 125 { return violate(1002) }
    if opcode < 8, (opcode == 0) == (unfinished == nil) { return violate(1002) }
    let size = bytes[1] == 127 ? 8 : bytes[1] == 126 ? 2 : 0
    guard bytes.count >= 2 + size else { return false }
    let length = size == 0 ? UInt64(bytes[1]) : bytes[2..<2 + size].reduce(0) { $0 << 8 | UInt64($1) }
    if size == 2, length < 126 { return violate(1002) }
    if size == 8, length < 0x1_0000 || length > UInt64(Int64.max) { return violate(1002) }
    rest = rest.dropFirst(2 + size)
    let payload = Array(rest.prefix(Int(clamping: length)))
    let isComplete = payload.count == Int(clamping: length)
    rest = rest.dropFirst(payload.count)
    return opcode >= 8
      ? isComplete && control(opcode, payload)
      : data(opcode, payload, length: Int(clamping: length), isComplete: isComplete, isFinal: isFinal)
  }

  private mutating func control(_ opcode: UInt8, _ payload: [UInt8]) -> Bool {
    switch opcode {
    case 9: result.events.append(.ping(payload))
    case 10: result.events.append(.pong(payload))
    default:
      guard payload.count != 1 else { return violate(1002) }
      guard payload.count > 1 else {
        result.events.append(.close(code: nil, reason: ""))
        return false
      }
      let code = Int(payload[0]) << 8 | Int(payload[1])
      guard [1000, 1001, 1002, 1003].contains(code) || (1007...1014).contains(code) || (3000...4999).contains(code)
      else { return violate(1002) }
      guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else { return violate(1007) }
      result.events.append(.close(code: code, reason: reason))
      return false
    }
    return true
  }

  private mutating func data(
    _ opcode: UInt8,
    _ payload: [UInt8],
    length: Int,
    isComplete: Bool,
    isFinal: Bool
  ) -> Bool {
    let before = unfinished?.bytes ?? []
    guard length <= messageSizeLimit - before.count else { return violate(1009) }
    let isText = unfinished?.isText ?? (opcode == 1)
    let bytes = before + payload
    if isText, !(isComplete && isFinal ? Self.isText(bytes) : Self.isBeginningOfText(bytes)) { return violate(1007) }
    guard isComplete else { return false }
    unfinished = isFinal ? nil : (bytes, isText)
    if isFinal { result.events.append(.message(bytes, isText: isText)) }
    return true
  }

  private static func isText(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// Whether bytes can be continued to valid UTF-8. One of these continuations completes each character.
  private static func isBeginningOfText(_ bytes: [UInt8]) -> Bool {
    let continuations: [[UInt8]] = [
      [], [0x80], [0xBF], [0x80, 0x80], [0xBF, 0x80], [0x80, 0x80, 0x80], [0xBF, 0x80, 0x80],
    ]
    return continuations.contains { isText(bytes + $0) }
  }
}
