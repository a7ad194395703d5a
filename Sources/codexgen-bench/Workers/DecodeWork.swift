import CodexProtocol
import CodexWire
import Foundation

/// Makes notifications of texts, one after the other, and forgets each.
enum DecodeWork {
  static func direct(_ file: String) throws -> Work {
    let messages = try lines(ofFile: file)
    return Work {
      // A new one for each pass, as each connection has one: what it remembers of a pass is no help in the next.
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
