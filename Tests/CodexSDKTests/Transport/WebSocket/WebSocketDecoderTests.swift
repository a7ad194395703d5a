import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The WebSocket decoder` {
  @Test(arguments: [0, 1, 125, 126, 127, 0xFFFF, 0x1_0000, 300_000])
  func `decodes a message whose length needs 7, 16 or 64 bits`(count: Int) {
    let text = String(repeating: "a", count: count)
    #expect(Decoded(serverFrame(1, text.utf8)).events == [.text(text)])
  }

  @Test func `keeps the kind of a message`() {
    #expect(Decoded(serverFrame(2, [0xFF, 0x00])).events == [.binary([0xFF, 0x00])])
    #expect(Decoded(serverFrame(1, "é".utf8)).events == [.text("é")])
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func `decodes the same events however the bytes are divided`(size: Int) {
    let bytes =
      serverFrame(1, "Grüße, 🌍".utf8, isFinal: false) + serverFrame(9, [1, 2, 3]) + serverFrame(0, isFinal: false)
      + serverFrame(0, String(repeating: "ß", count: 500).utf8) + serverFrame(10) + serverFrame(2, Array(0...255))
      + serverFrame(8, bigEndian(UInt16(1001)) + "bye".utf8)

    let decoded = Decoded(bytes, inPartsOf: size)

    #expect(decoded.violation == nil)
    #expect(
      decoded.events == [
        .ping(Data([1, 2, 3])), .text("Grüße, 🌍" + String(repeating: "ß", count: 500)), .pong(Data()),
        .binary(Array(0...255)), .close(code: WebSocketCloseCode(rawValue: 1001), reason: "bye"),
      ]
    )
  }

  @Test func `ignores everything after a close frame`() {
    let decoded = Decoded(serverFrame(8) + serverFrame(1, "late".utf8) + serverFrame(3))
    #expect(decoded.events == [.close(code: nil, reason: "")])
    #expect(decoded.violation == nil)
  }

  @Test(arguments: [
    ("a reserved bit", serverFrame(1, reservedBits: 4)), ("a reserved opcode for data", serverFrame(3)),
    ("a reserved opcode for control", serverFrame(11)), ("a masked frame", serverFrame(1, isMasked: true)),
    ("a fragmented ping", serverFrame(9, isFinal: false)),
    ("a ping of 126 bytes", serverFrame(9, [UInt8](repeating: 0, count: 126))),
    ("a continuation of nothing", serverFrame(0)),
    ("a message within a message", serverFrame(1, isFinal: false) + serverFrame(1)),
    ("a length of 125 in 16 bits", [0x81, 126, 0, 125]),
    ("a length of 65535 in 64 bits", [0x81, 127] + bigEndian(UInt64(0xFFFF))),
    ("a length of more than 63 bits", [0x81, 127] + bigEndian(UInt64.max)), ("half a close code", serverFrame(8, [3])),
    ("the close code 1005", serverFrame(8, bigEndian(UInt16(1005)))),
    ("the close code 999", serverFrame(8, bigEndian(UInt16(999)))),
    ("the close code 2000", serverFrame(8, bigEndian(UInt16(2000)))),
    ("the close code 5000", serverFrame(8, bigEndian(UInt16(5000)))),
  ])
  func `refuses a violation of the protocol, and keeps the messages before it`(name: String, frame: [UInt8]) {
    for size in [1, .max] {
      let decoded = Decoded(serverFrame(1, "before".utf8) + frame, inPartsOf: size)
      #expect(decoded.events == [.text("before")], "\(name)")
      #expect(decoded.violation?.code == .protocolError, "\(name)")
    }
  }

  @Test func `refuses a frame by its first two bytes, before its payload arrives`() {
    #expect(Decoded([0x81 | 0x40, 127]).violation?.code == .protocolError)
    #expect(Decoded([0x89, 126]).violation?.code == .protocolError)
  }

  @Test func `refuses text that is not UTF-8 as soon as the wrong byte arrives`() {
    // The frame is not complete: nine bytes were announced.
    #expect(Decoded([0x81, 9] + [0x61, 0xED, 0xA0]).violation?.code == .invalidText)
    // The message is not complete.
    #expect(Decoded(serverFrame(1, [0xF4, 0x90], isFinal: false)).violation?.code == .invalidText)
    #expect(Decoded(serverFrame(8, bigEndian(UInt16(1000)) + [0xC0, 0x80])).violation?.code == .invalidText)
  }

  @Test func `refuses a text message that ends within a character`() {
    #expect(Decoded(serverFrame(1, [0xE2, 0x82])).violation?.code == .invalidText)
    let bytes = serverFrame(1, [0xE2], isFinal: false) + serverFrame(0, [0x82])
    #expect(Decoded(bytes).violation?.code == .invalidText)
  }

  @Test func `refuses a message above the limit when its length is announced`() {
    let limit = 100
    #expect(Decoded(serverFrame(1, [UInt8](repeating: 0x61, count: 100)), limit: limit).events.count == 1)
    #expect(Decoded([0x81, 101], limit: limit).violation?.code == .messageTooBig)
    let fragments = serverFrame(1, [UInt8](repeating: 0x61, count: 60), isFinal: false)
    #expect(Decoded(fragments + [0x80, 41], limit: limit).violation?.code == .messageTooBig)
    #expect(Decoded(fragments + [0x80, 40], limit: limit).violation == nil)
    let largest: [UInt8] = [0x81, 127] + bigEndian(UInt64(Int64.max))
    #expect(Decoded(largest, limit: limit).violation?.reason.contains("limit of 100 bytes") == true)
    #expect(
      Decoded(fragments + [0x80, 127] + bigEndian(UInt64(Int64.max)), limit: .max).violation?.code == .messageTooBig
    )
  }

  @Test func `takes no memory for a payload that was only announced`() {
    let gigabyte = UInt64(1) << 30
    var decoders: [WebSocketDecoder] = []
    // Were the announced memory allocated, this would need 4 TB.
    for _ in 0..<4096 {
      var decoder = WebSocketDecoder(messageSizeLimit: .max)
      let bytes: [UInt8] = [0x82, 127] + bigEndian(gigabyte) + [1]
      bytes.withUnsafeBytes { bytes in #expect(throws: Never.self) { try decoder.feed(bytes) { _ in } } }
      decoders.append(decoder)
    }
    #expect(decoders.count == 4096)
  }

  @Test func `joins many fragments in time in proportion to their bytes`() {
    // 200,000 fragments of 40 bytes: if each fragment copied the message, 800 GB would be copied.
    var bytes = serverFrame(1, isFinal: false)
    let fragment = serverFrame(0, [UInt8](repeating: 0x61, count: 40), isFinal: false)
    for _ in 0..<200_000 { bytes += fragment }
    let decoded = Decoded(bytes + serverFrame(0), inPartsOf: 65_536, limit: 1 << 30)
    #expect(decoded.events == [.text(String(repeating: "a", count: 8_000_000))])
  }
}

@Suite struct `The UTF-8 validator` {
  /// All sequences of up to three bytes with interesting values, and some of four bytes.
  static let bytes: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
    0xF0,
    0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
  ]

  @Test func `agrees with the standard library on all sequences of interesting bytes`() {
    let bytes = Self.bytes
    var sequences = bytes.flatMap { a in bytes.flatMap { b in bytes.map { c in [a, b, c] } } }
    sequences += [UInt8](0xEF...0xF5).flatMap { a in
      bytes.flatMap { b in bytes.flatMap { c in bytes.map { [a, b, c, $0] } } }
    }
    var disagreements: [[UInt8]] = []
    for sequence in sequences {
      var validator = UTF8Validator()
      let isValid = sequence.withUnsafeBytes { validator.accepts($0) } && validator.isComplete
      if isValid != (String(validating: sequence, as: UTF8.self) != nil) { disagreements.append(sequence) }
    }
    #expect(disagreements == [])
  }

  @Test(arguments: 0..<80) func `finds a wrong byte at every position of a long text`(position: Int) {
    var bytes = [UInt8](repeating: 0x61, count: 80)
    bytes[position] = 0xFF
    var validator = UTF8Validator()
    #expect(!bytes.withUnsafeBytes { validator.accepts($0) })
  }

  @Test func `accepts characters that are divided between parts`() {
    let text = Array("aé€🌍".utf8)
    for split in 0...text.count {
      var validator = UTF8Validator()
      let isValid = [text[..<split], text[split...]].allSatisfy { part in
        Array(part).withUnsafeBytes { validator.accepts($0) }
      }
      #expect(isValid && validator.isComplete)
    }
  }
}
