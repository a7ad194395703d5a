import Foundation

/// Makes the bytes of WebSocket frames of a client (RFC 6455). Each frame has a random masking key of its own. Does no input or
/// output.
struct WebSocketEncoder {
  /// The default of `fragmentSize`: 8 MiB. The app-server ends a connection when a frame has more than 15 MiB.
  static let defaultFragmentSize = 8 * 1024 * 1024

  /// The maximum number of bytes of the payload of a frame. A longer message is sent as several frames.
  let fragmentSize: Int

  init(fragmentSize: Int = Self.defaultFragmentSize) { self.fragmentSize = max(1, fragmentSize) }

  /// The frames of a message.
  ///
  /// - Throws: `TransportClosure` when there is no memory for the frames.
  func message(_ payload: Data, _ kind: WebSocketMessageKind) throws(TransportClosure) -> Data {
    var random = SystemRandomNumberGenerator()
    return try message(payload, kind, using: &random)
  }

  func message(
    _ payload: Data,
    _ kind: WebSocketMessageKind,
    using random: inout some RandomNumberGenerator
  ) throws(TransportClosure) -> Data {
    let fragments = max(1, (payload.count + fragmentSize - 1) / fragmentSize)
    let count = fragments * Self.longestHeader + payload.count
    guard let memory = malloc(count) else {
      throw TransportClosure(reason: "there is not enough memory to send a message of \(payload.count) bytes")
    }
    var end = 0
    payload.withUnsafeBytes { payload in
      for index in 0..<fragments {
        let start = index * fragmentSize
        let bytes = UnsafeRawBufferPointer(rebasing: payload[start..<min(start + fragmentSize, payload.count)])
        let opcode = index == 0 ? kind.opcode : .continuation
        let isFinal = index == fragments - 1
        end += Self.write(bytes, opcode, isFinal: isFinal, key: random.next(), to: memory + end)
      }
    }
    return Data(bytesNoCopy: memory, count: end, deallocator: .free)
  }

  /// A control frame.
  ///
  /// - Parameter payload: At most 125 bytes. Further bytes are left out.
  func control(_ opcode: WebSocketOpcode, _ payload: Data = Data()) -> Data {
    var random = SystemRandomNumberGenerator()
    return control(opcode, payload, using: &random)
  }

  func control(_ opcode: WebSocketOpcode, _ payload: Data, using random: inout some RandomNumberGenerator) -> Data {
    let payload = payload.prefix(125)
    var frame = Data(count: Self.longestHeader + payload.count)
    let key: UInt32 = random.next()
    let count = frame.withUnsafeMutableBytes { frame in
      frame.baseAddress.map { target in
        payload.withUnsafeBytes { Self.write($0, opcode, isFinal: true, key: key, to: target) }
      } ?? 0
    }
    return frame.prefix(count)
  }

  /// A close frame. Without a code the frame is empty.
  func close(_ code: WebSocketCloseCode?) -> Data {
    control(.close, code.map { Data([UInt8($0.rawValue >> 8), UInt8($0.rawValue & 0xFF)]) } ?? Data())
  }

  /// Two bytes, the length in eight bytes, and the masking key.
  private static let longestHeader = 14

  /// Writes a frame, and returns its number of bytes.
  private static func write(
    _ payload: UnsafeRawBufferPointer,
    _ opcode: WebSocketOpcode,
    isFinal: Bool,
    key: UInt32,
    to target: UnsafeMutableRawPointer
  ) -> Int {
    var end = 0
    func put<Number: FixedWidthInteger>(_ number: Number) {
      target.storeBytes(of: number.bigEndian, toByteOffset: end, as: Number.self)
      end += MemoryLayout<Number>.size
    }
    put((isFinal ? 0x80 : 0) | opcode.rawValue)
    switch payload.count {
    case ...125: put(0x80 | UInt8(payload.count))
    case ...0xFFFF:
      put(0x80 | UInt8(126))
      put(UInt16(payload.count))
    default:
      put(0x80 | UInt8(127))
      put(UInt64(payload.count))
    }
    target.storeBytes(of: key, toByteOffset: end, as: UInt32.self)
    end += 4
    WebSocketMask.copy(payload, key: key, to: target + end)
    return end + payload.count
  }
}
