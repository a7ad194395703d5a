/// The WebSocket client: however the bytes of a server are cut into chunks, the events are the same; text is valid UTF-8, and no
/// message exceeds the limit.
enum WebSocketTarget: FuzzTarget {
  static let name = "websocket"

  private static let limit = 300

  static func seeds() throws -> [[UInt8]] {
    let long = [UInt8](repeating: 0x61, count: 200)
    let response =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
    return [
      [0x81, 0x05] + Array("Hello".utf8), [0x01, 0x02, 0xC3, 0xA9, 0x89, 0x01, 0x21, 0x80, 0x01, 0x61],
      [0x81, 126, 0, 200] + long,
      [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0], [0x88, 0x05, 0x03, 0xE8] + Array("bye".utf8), [0x8A, 0x00],
      Array(response.utf8) + [0x81, 0x01, 0x61],
      Array("HTTP/1.1 401 Unauthorized\r\nContent-Length: 3\r\n\r\nno\n".utf8),
      Array("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nno\n\r\n0\r\n\r\n".utf8),
    ]
  }

  static func check(_ input: [UInt8]) throws {
    let whole = Subjects.webSocketInput(of: [input], messageSizeLimit: limit)
    for event in whole.events {
      if event.name == "text", String(validating: event.bytes, as: UTF8.self) == nil {
        throw Finding("The text message \(event.bytes) is not valid UTF-8.")
      }
      if event.bytes.count > limit {
        throw Finding("A message has \(event.bytes.count) bytes, more than the limit of \(limit).")
      }
    }
    for chunks in Chunks.cuts(of: input) {
      let parts = Subjects.webSocketInput(of: chunks, messageSizeLimit: limit)
      guard parts == whole else {
        throw Finding("Cut into \(chunks.count) chunks, the events are \(parts), not \(whole).")
      }
      // How much of a refusal's body is read depends on how the body arrives. Only an end without a crash is expected.
      _ = Subjects.webSocketUpgrade(of: chunks)
    }
  }
}
