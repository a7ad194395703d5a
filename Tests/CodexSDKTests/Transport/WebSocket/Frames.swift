import Foundation

@testable import CodexSDK

/// The bytes of a server's frame. A test changes single parts of a frame to make the frame invalid.
func serverFrame(
  _ opcode: UInt8,
  _ payload: some Sequence<UInt8> = [],
  isFinal: Bool = true,
  reservedBits: UInt8 = 0,
  isMasked: Bool = false
) -> [UInt8] {
  let payload = Array(payload)
  var frame = [(isFinal ? 0x80 : 0) | reservedBits << 4 | opcode]
  let mask: UInt8 = isMasked ? 0x80 : 0
  switch payload.count {
  case ...125: frame.append(mask | UInt8(payload.count))
  case ...0xFFFF: frame += [mask | 126] + bigEndian(UInt16(payload.count))
  default: frame += [mask | 127] + bigEndian(UInt64(payload.count))
  }
  return frame + (isMasked ? [0, 0, 0, 0] : []) + payload
}

func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }

/// The events of a decoder, and the violation that ended it.
struct Decoded: Equatable {
  var events: [WebSocketEvent] = []
  var violation: WebSocketViolation?

  /// - Parameter size: The number of bytes that arrive together.
  init(_ bytes: [UInt8], inPartsOf size: Int = .max, limit: Int = 1 << 20) {
    var decoder = WebSocketDecoder(messageSizeLimit: limit)
    var rest = bytes[...]
    while !rest.isEmpty, violation == nil {
      let part = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
      violation = part.withUnsafeBytes { part -> WebSocketViolation? in
        do {
          try decoder.feed(part) { events.append($0) }
          return nil
        } catch {
          return error as? WebSocketViolation
        }
      }
    }
  }
}

extension WebSocketEvent {
  static func text(_ text: String) -> Self { .message(Data(text.utf8), .text) }
  static func binary(_ bytes: [UInt8]) -> Self { .message(Data(bytes), .binary) }
}

/// A generator whose numbers repeat, so that a test knows the masking keys.
struct FixedGenerator: RandomNumberGenerator {
  var numbers: [UInt64]
  private var index = 0
  init(_ numbers: UInt64...) { self.numbers = numbers }
  mutating func next() -> UInt64 {
    defer { index += 1 }
    return numbers[index % numbers.count]
  }
}
