@testable import CodexSDK

extension Subjects {
  /// What the SDK's WebSocket client makes of a server's response to its upgrade request.
  enum WebSocketUpgrade {
    case open
    case failed
    /// The response is not complete.
    case incomplete
  }

  /// The outcome when a server sends these chunks and then ends the connection.
  static func webSocketUpgrade(of chunks: [[UInt8]]) -> WebSocketUpgrade {
    // The key of the example in RFC 6455.
    let request = WebSocketUpgradeRequest(host: "localhost", target: "/", key: "dGhlIHNhbXBsZSBub25jZQ==")
    var reader = WebSocketUpgradeReader(request)
    for chunk in chunks {
      if let outcome = chunk.withUnsafeBytes({ reader.feed($0) }) { return kind(of: outcome) }
    }
    return reader.finish().map(kind) ?? .incomplete
  }

  private static func kind(of outcome: WebSocketUpgradeReader.Outcome) -> WebSocketUpgrade {
    switch outcome {
    case .open: .open
    case .failed: .failed
    }
  }
}
