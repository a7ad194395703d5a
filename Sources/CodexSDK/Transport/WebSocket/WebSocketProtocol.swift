import Foundation

/// The meaning of a WebSocket frame (RFC 6455, section 5.2).
enum WebSocketOpcode: UInt8, Sendable {
  case continuation = 0x0
  case text = 0x1
  case binary = 0x2
  case close = 0x8
  case ping = 0x9
  case pong = 0xA

  var isControl: Bool { rawValue & 0x8 != 0 }
}

/// Whether a message is text or bytes. The app-server sends and reads only text.
enum WebSocketMessageKind: Sendable {
  case text
  case binary

  var opcode: WebSocketOpcode { self == .text ? .text : .binary }
}

/// What a server sent. The decoder makes these events of the bytes that it gets.
enum WebSocketEvent: Hashable, Sendable {
  /// A complete message. The fragments of a fragmented message are joined.
  case message(Data, WebSocketMessageKind)
  case ping(Data)
  case pong(Data)
  /// The server closes the connection. The code is `nil` when the close frame is empty. No event follows.
  case close(code: WebSocketCloseCode?, reason: String)
}

/// Why a WebSocket is closed (RFC 6455, section 7.4).
struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  let rawValue: UInt16

  static let normal = Self(rawValue: 1000)
  static let protocolError = Self(rawValue: 1002)
  static let invalidText = Self(rawValue: 1007)
  static let messageTooBig = Self(rawValue: 1009)

  /// Whether a close frame may contain the code. The codes 1005, 1006 and 1015 exist only inside of programs.
  var isAllowedInFrame: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }

  var description: String {
    let meaning: String? =
      switch rawValue {
      case 1000: "the purpose of the connection is fulfilled"
      case 1001: "the server goes away"
      case 1002: "violation of the WebSocket protocol"
      case 1003: "a kind of data that is not accepted"
      case 1007: "text that is not valid UTF-8"
      case 1008: "violation of a policy of the server"
      case 1009: "a message that is too big"
      case 1011: "an error inside the server"
      case 1012: "the server restarts"
      case 1013: "the server is overloaded"
      default: nil
      }
    return meaning.map { "\(rawValue) (\($0))" } ?? "\(rawValue)"
  }
}

/// Bytes of the server that the WebSocket protocol does not allow, or that exceed a limit of the client.
struct WebSocketViolation: Error, Hashable, Sendable {
  /// The code with which the client closes the connection.
  var code: WebSocketCloseCode
  /// What the server did, as a part of a sentence that begins with "the server".
  var reason: String

  static func protocolError(_ reason: String) -> Self { Self(code: .protocolError, reason: reason) }
}
