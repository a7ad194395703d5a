#if os(macOS) || os(Linux)
import CodexProtocol
import CodexWire
import Foundation

/// Decodes notifications, one after the other, and discards each.
enum DecodeWork {
  static func direct(_ file: String) throws -> Work {
    let messages = try lines(ofFile: file)
    return Work {
      // Each pass has a new decoder, as each connection has one, so that no pass profits from what the decoder cached before.
      let decoder = WireDecoder()
      return try typed(messages) { try decoder.decode(ServerNotification.self, from: $0) }
    }
  }

  static func foundation(_ file: String) throws -> Work {
    let messages = try lines(ofFile: file)
    return Work {
      let decoder = JSONDecoder()
      return try typed(messages) { try decoder.decode(ServerNotification.self, from: $0) }
    }
  }

  @inline(__always)
  private static func typed(_ messages: [Data], _ decode: (Data) throws -> ServerNotification) rethrows -> Output {
    var typed = 0
    var bytes = 0
    for message in messages {
      if try decode(message).isRecognized { typed += 1 }
      bytes += message.count
    }
    return Output(units: typed, bytes: bytes)
  }
}
#endif
