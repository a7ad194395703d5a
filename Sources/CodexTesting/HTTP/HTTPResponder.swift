/// Sends the response to one request, from any task.
///
/// Bytes that are sent after the end of the response, or after the client has disconnected, are dropped.
struct HTTPResponder: Sendable {
  let exchange: ExchangeID
  let commands: CommandQueue

  func respond(_ response: HTTPResponse) {
    commands.post(.send(exchange, response.bytes))
    commands.post(.finish(exchange))
  }

  /// Begins a response whose length is not known yet.
  func beginStream(headers: [String: String]) {
    let framing = ["Transfer-Encoding": "chunked", "Cache-Control": "no-cache"]
    commands.post(.send(exchange, HTTPResponse.head(status: 200, headers: framing.merging(headers) { $1 })))
  }

  func send(_ bytes: [UInt8]) {
    // An empty chunk would end the response.
    guard !bytes.isEmpty else { return }
    commands.post(.send(exchange, Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)))
  }

  func endStream() {
    commands.post(.send(exchange, Array("0\r\n\r\n".utf8)))
    commands.post(.finish(exchange))
  }

  func drop() { commands.post(.drop(exchange)) }
}
