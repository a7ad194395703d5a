import Foundation

@testable import CodexSDK

extension Subjects {
  /// What the SDK's WebSocket client reads from a server.
  struct WebSocketInput: Equatable {
    /// The messages and control frames, each as a description and its bytes.
    var events: [(name: String, bytes: [UInt8])] = []
    /// The reason for which the rest is refused.
    var error: String?

    static func == (left: Self, right: Self) -> Bool {
      left.error == right.error
        && left.events.elementsEqual(right.events) { $0.name == $1.name && $0.bytes == $1.bytes }
    }
  }

  /// The events when a server sends these chunks after its upgrade response.
  static func webSocketInput(of chunks: [[UInt8]], messageSizeLimit: Int) -> WebSocketInput {
    var input = WebSocketInput()
    var decoder = WebSocketDecoder(messageSizeLimit: messageSizeLimit)
    for chunk in chunks {
      do {
        try chunk.withUnsafeBytes { chunk in
          try decoder.feed(chunk) { event in
            switch event {
            case .message(let data, .text): input.events.append(("text", Array(data)))
            case .message(let data, .binary): input.events.append(("binary", Array(data)))
            case .ping(let data): input.events.append(("ping", Array(data)))
            case .pong(let data): input.events.append(("pong", Array(data)))
            case .close(let code, let reason): input.events.append(("close \(code?.rawValue ?? 0)", Array(reason.utf8)))
            }
          }
        }
      } catch {
        input.error = "\(error)"
        break
      }
    }
    return input
  }

  /// The outcome of the upgrade when a server sends these chunks, and whether the client waits for more.
  static func webSocketUpgrade(of chunks: [[UInt8]]) -> String? {
    let request = WebSocketUpgradeRequest(host: "localhost", target: "/", key: "dGhlIHNhbXBsZSBub25jZQ==")
    var reader = WebSocketUpgradeReader(request)
    for chunk in chunks {
      switch chunk.withUnsafeBytes({ reader.feed($0) }) {
      case .open?: return "open"
      case .failed(let reason)?: return "\(reason)"
      case nil: continue
      }
    }
    return reader.finish().map { "\($0)" }
  }
}
