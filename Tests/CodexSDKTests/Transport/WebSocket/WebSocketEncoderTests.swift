import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The WebSocket encoder` {
  @Test func `masks a frame as the example of RFC 6455 does`() throws {
    // The example has the key 37 fa 21 3d.
    var random = FixedGenerator(UInt64(UInt32(bigEndian: 0x37FA_213D)))
    let frame = try WebSocketEncoder().message(Data("Hello".utf8), .text, using: &random)
    #expect(Array(frame) == [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58])
  }

  @Test(arguments: [0, 1, 125, 126, 0xFFFF, 0x1_0000])
  func `encodes the length in 7, 16 or 64 bits`(count: Int) throws {
    let payload = Data((0..<count).map { UInt8(truncatingIfNeeded: $0) })
    let frames = try ClientFrame.parse(WebSocketEncoder().message(payload, .binary))
    #expect(frames.map(\.opcode) == [2])
    #expect(frames.map(\.isFinal) == [true])
    #expect(frames.map(\.payload) == [payload])
    #expect(frames.map(\.lengthBytes) == [count < 126 ? 1 : count < 0x1_0000 ? 3 : 9])
  }

  @Test func `divides a long message into fragments with different keys`() throws {
    let payload = Data((0..<2_500).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    let frames = try ClientFrame.parse(WebSocketEncoder(fragmentSize: 1_000).message(payload, .text))
    #expect(frames.map(\.opcode) == [1, 0, 0])
    #expect(frames.map(\.isFinal) == [false, false, true])
    #expect(frames.map(\.payload.count) == [1_000, 1_000, 500])
    #expect(Data(frames.flatMap(\.payload)) == payload)
    #expect(Set(frames.map(\.key)).count == 3)
  }

  @Test func `does not divide a message of exactly the size of a fragment`() throws {
    let payload = Data(count: 1_000)
    #expect(
      try ClientFrame.parse(WebSocketEncoder(fragmentSize: 1_000).message(payload, .text)).map(\.isFinal) == [true]
    )
    #expect(try ClientFrame.parse(WebSocketEncoder(fragmentSize: 999).message(payload, .text)).count == 2)
  }

  @Test func `fragments have at most 8 MiB by default, because the server refuses frames above 15 MiB`() throws {
    let frames = try ClientFrame.parse(WebSocketEncoder().message(Data(count: 20 << 20), .text))
    #expect(frames.map(\.payload.count) == [8 << 20, 8 << 20, 4 << 20])
  }

  @Test func `encodes control frames of at most 125 bytes`() throws {
    let encoder = WebSocketEncoder()
    let frames = try ClientFrame.parse(
      encoder.control(.pong, Data([1, 2, 3])) + encoder.control(.ping, Data(count: 200)) + encoder.close(.protocolError)
        + encoder.close(nil)
    )
    #expect(frames.map(\.opcode) == [10, 9, 8, 8])
    #expect(frames.map(\.payload) == [Data([1, 2, 3]), Data(count: 125), Data([0x03, 0xEA]), Data()])
  }

  @Test(arguments: 0..<40) func `masks every number of bytes like the definition`(count: Int) {
    let payload = (0..<count).map { UInt8($0) }
    let key: [UInt8] = [0x12, 0x34, 0x56, 0x78]
    var masked = [UInt8](repeating: 0xEE, count: count + 1)
    payload.withUnsafeBytes { payload in
      masked.withUnsafeMutableBytes { masked in
        WebSocketMask.copy(
          payload,
          key: key.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) },
          to: masked.baseAddress!
        )
      }
    }
    // The byte after the payload is not changed.
    #expect(masked == payload.enumerated().map { $1 ^ key[$0 % 4] } + [0xEE])
  }

  @Test func `hashes like the examples of FIPS 180-4`() {
    func hex(_ text: String) -> String { SHA1.hash(text.utf8).map { String(format: "%02x", $0) }.joined() }
    #expect(hex("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") == "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    )
    #expect(hex(String(repeating: "a", count: 1_000_000)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }
}

/// A frame as a server reads it. Written without the code under test.
struct ClientFrame {
  var isFinal: Bool
  var opcode: UInt8
  var key: [UInt8]
  var payload: Data
  /// The number of bytes of the length.
  var lengthBytes: Int

  struct Invalid: Error {}

  /// - Throws: `Invalid` when the bytes are not complete, masked frames.
  static func parse(_ data: Data) throws -> [ClientFrame] {
    var rest = Array(data)[...]
    var frames: [ClientFrame] = []
    func take(_ count: Int) throws -> [UInt8] {
      guard rest.count >= count else { throw Invalid() }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    while !rest.isEmpty {
      let start = try take(2)
      guard start[1] & 0x80 != 0, start[0] & 0x70 == 0 else { throw Invalid() }
      let more = try take([126: 2, 127: 8][start[1] & 0x7F] ?? 0)
      let length = more.isEmpty ? Int(start[1] & 0x7F) : more.reduce(0) { $0 << 8 | Int($1) }
      let key = try take(4)
      let payload = try take(length).enumerated().map { $1 ^ key[$0 % 4] }
      frames.append(
        ClientFrame(
          isFinal: start[0] & 0x80 != 0,
          opcode: start[0] & 0x0F,
          key: key,
          payload: Data(payload),
          lengthBytes: 1 + more.count
        )
      )
    }
    return frames
  }
}
