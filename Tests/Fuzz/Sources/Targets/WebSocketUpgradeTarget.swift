/// The response to a WebSocket upgrade request: whether the WebSocket opens does not depend on how the response is cut into chunks.
enum WebSocketUpgradeTarget: FuzzTarget {
  static let name = "web-socket-upgrade"

  static func seeds() throws -> [[UInt8]] {
    [
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nrest",
      "HTTP/1.1 401 Unauthorized\r\nContent-Length: 3\r\n\r\nno\n", "HTTP/1.0 502 Bad Gateway\r\n\r\n<html>",
      "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nno\n\r\n0\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n",
    ].map { Array($0.utf8) }
  }

  static func check(_ input: [UInt8]) throws {
    let expected = Subjects.webSocketUpgrade(of: [input])
    for chunks in Chunks.cuts(of: input) {
      let outcome = Subjects.webSocketUpgrade(of: chunks)
      guard outcome == expected else {
        throw Finding("Cut into \(chunks.count) chunks, the outcome is \(outcome), not \(expected).")
      }
    }
  }
}
