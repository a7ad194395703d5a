/// Answers one request, from any task. What is sent after the answer's end, or after the client has gone, goes nowhere.
struct HTTPResponder: Sendable {
  let exchange: ExchangeID
  let mailbox: Mailbox

  func respond(_ response: HTTPResponse) {
    mailbox.post(.send(exchange, response.bytes))
    mailbox.post(.finish(exchange))
  }

  /// Begins an answer whose length is not known yet.
  func beginStream(headers: [String: String]) {
    let framing = ["Transfer-Encoding": "chunked", "Cache-Control": "no-cache"]
    mailbox.post(.send(exchange, HTTPResponse.head(status: 200, headers: framing.merging(headers) { $1 })))
  }

  func send(_ bytes: [UInt8]) {
    // An empty chunk would be the end.
    guard !bytes.isEmpty else { return }
    mailbox.post(.send(exchange, Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)))
  }

  func endStream() {
    mailbox.post(.send(exchange, Array("0\r\n\r\n".utf8)))
    mailbox.post(.finish(exchange))
  }

  func drop() { mailbox.post(.drop(exchange)) }
}
