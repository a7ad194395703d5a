import Foundation

/// Makes messages and control frames of the bytes that a WebSocket server sends after its upgrade response (RFC 6455). Does
/// no input or output.
///
/// The payload of a message is copied once, into the memory that is handed out. A frame that announces a large payload
/// takes memory only for the bytes that have arrived.
struct WebSocketDecoder {
  private struct Frame {
    var isFinal: Bool
    var opcode: WebSocketOpcode
    /// The number of bytes of the payload that have not arrived yet.
    var remaining: Int
  }

  /// The maximum number of bytes of a message.
  let messageSizeLimit: Int

  /// The bytes of a frame header that has not arrived completely.
  private var header: [UInt8] = []
  private var frame: Frame?
  /// The kind of the message whose last fragment has not arrived yet.
  private var unfinishedKind: WebSocketMessageKind?
  private let message = MessageBuffer()
  private var validator = UTF8Validator()
  private var control = Data()
  /// Whether a close frame has arrived, or the server has violated the protocol. All later bytes are ignored.
  private(set) var hasEnded = false

  init(messageSizeLimit: Int) {
    self.messageSizeLimit = max(0, messageSizeLimit)
    header.reserveCapacity(10)
  }

  /// Decodes the next bytes of the stream, and calls `receive` with each event, in order.
  ///
  /// - Throws: `WebSocketViolation`. The events before the violation have been handed out.
  mutating func feed(
    _ chunk: UnsafeRawBufferPointer,
    _ receive: (WebSocketEvent) -> Void
  ) throws(WebSocketViolation) {
    do {
      try decode(chunk, receive)
    } catch {
      hasEnded = true
      message.removeAll()
      throw error
    }
  }

  private mutating func decode(
    _ chunk: UnsafeRawBufferPointer,
    _ receive: (WebSocketEvent) -> Void
  ) throws(WebSocketViolation) {
    var position = 0
    while !hasEnded {
      if frame == nil { frame = try readHeader(chunk, &position) }
      guard var current = frame else { return }
      let count = min(current.remaining, chunk.count - position)
      let bytes = UnsafeRawBufferPointer(rebasing: chunk[position..<position + count])
      position += count
      current.remaining -= count
      frame = current.remaining > 0 ? current : nil
      if current.opcode.isControl {
        control.append(contentsOf: bytes)
        if frame == nil { try finishControlFrame(current.opcode, receive) }
      } else {
        try addToMessage(bytes, of: current, receive)
      }
      if frame != nil { return }
    }
  }

  // MARK: Headers

  /// - Returns: `nil` when the header is not complete.
  private mutating func readHeader(
    _ chunk: UnsafeRawBufferPointer,
    _ position: inout Int
  ) throws(WebSocketViolation) -> Frame? {
    func takeBytes(upTo needed: Int) -> Bool {
      while header.count < needed, position < chunk.count {
        header.append(chunk[position])
        position += 1
      }
      return header.count >= needed
    }
    guard takeBytes(upTo: 2) else { return nil }
    // The first two bytes are checked as soon as they have arrived, before the bytes of the length.
    if header.count == 2 { try checkStart() }
    guard takeBytes(upTo: header[1] == 127 ? 10 : header[1] == 126 ? 4 : 2) else { return nil }
    defer { header.removeAll(keepingCapacity: true) }
    return try finishHeader()
  }

  private func checkStart() throws(WebSocketViolation) {
    guard header[0] & 0x70 == 0 else {
      throw .protocolError("set a reserved bit of a frame, although no extension was agreed on")
    }
    guard let opcode = WebSocketOpcode(rawValue: header[0] & 0x0F) else {
      throw .protocolError("sent a frame with the reserved opcode \(header[0] & 0x0F)")
    }
    guard header[1] & 0x80 == 0 else { throw .protocolError("sent a masked frame, which only clients may send") }
    if opcode.isControl {
      guard header[0] & 0x80 != 0 else { throw .protocolError("sent a fragmented control frame") }
      guard header[1] <= 125 else { throw .protocolError("sent a control frame with more than 125 bytes") }
    } else if opcode == .continuation {
      guard unfinishedKind != nil else { throw .protocolError("continued a message that it had not begun") }
    } else {
      guard unfinishedKind == nil else {
        throw .protocolError("began a message before it had sent the last fragment of another message")
      }
    }
  }

  private mutating func finishHeader() throws(WebSocketViolation) -> Frame? {
    var length = UInt64(header[1])
    if header.count > 2 {
      length = header[2...].reduce(0) { $0 << 8 | UInt64($1) }
      guard length >= (header.count == 4 ? 126 : 0x1_0000), length <= UInt64(Int64.max) else {
        throw .protocolError("sent a frame whose length is not encoded as the protocol demands")
      }
    }
    // `checkStart` has refused all other opcodes.
    guard let opcode = WebSocketOpcode(rawValue: header[0] & 0x0F) else { return nil }
    let frame = Frame(isFinal: header[0] & 0x80 != 0, opcode: opcode, remaining: Int(length))
    guard !opcode.isControl else {
      control = Data()
      return frame
    }
    guard frame.remaining <= messageSizeLimit - message.count else {
      throw WebSocketViolation(
        code: .messageTooBig,
        reason: "sent a message that is longer than the limit of \(messageSizeLimit) bytes (messageSizeLimit)"
      )
    }
    if opcode != .continuation {
      unfinishedKind = opcode == .text ? .text : .binary
      validator = UTF8Validator()
    }
    return frame
  }

  // MARK: Payloads

  private mutating func addToMessage(
    _ bytes: UnsafeRawBufferPointer,
    of frame: Frame,
    _ receive: (WebSocketEvent) -> Void
  ) throws(WebSocketViolation) {
    guard let kind = unfinishedKind else { return }
    let isLast = frame.isFinal && frame.remaining == 0
    if kind == .text {
      guard validator.accepts(bytes), !isLast || validator.isComplete else {
        throw WebSocketViolation(code: .invalidText, reason: "sent a text message that is not valid UTF-8")
      }
    }
    if isLast, message.count == 0 {
      // The usual case: the whole message is in the chunk.
      unfinishedKind = nil
      receive(.message(bytes.baseAddress.map { Data(bytes: $0, count: bytes.count) } ?? Data(), kind))
      return
    }
    guard message.append(bytes, announced: frame.remaining, isFinalFrame: frame.isFinal) else {
      throw WebSocketViolation(code: .messageTooBig, reason: "sent a message for which there is not enough memory")
    }
    if isLast {
      unfinishedKind = nil
      receive(.message(message.handOver(), kind))
    }
  }

  private mutating func finishControlFrame(
    _ opcode: WebSocketOpcode,
    _ receive: (WebSocketEvent) -> Void
  ) throws(WebSocketViolation) {
    switch opcode {
    case .ping: receive(.ping(control))
    case .pong: receive(.pong(control))
    default:
      let event = try closeEvent()
      hasEnded = true
      message.removeAll()
      receive(event)
    }
  }

  private func closeEvent() throws(WebSocketViolation) -> WebSocketEvent {
    guard !control.isEmpty else { return .close(code: nil, reason: "") }
    guard control.count >= 2 else { throw .protocolError("sent a close frame with half a code") }
    let code = WebSocketCloseCode(rawValue: UInt16(control[0]) << 8 | UInt16(control[1]))
    guard code.isAllowedInFrame else {
      throw .protocolError("closed the connection with the code \(code.rawValue), which no server may send")
    }
    let reason = control.dropFirst(2)
    var validator = UTF8Validator()
    // `String(validating:as:)` needs macOS 15 and iOS 18.
    guard reason.withUnsafeBytes({ validator.accepts($0) }), validator.isComplete else {
      throw WebSocketViolation(code: .invalidText, reason: "sent a close frame whose reason is not valid UTF-8")
    }
    return .close(code: code, reason: String(decoding: reason, as: UTF8.self))
  }
}
