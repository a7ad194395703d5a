#if os(macOS) || os(Linux)
import CodexProtocol
import CodexWire
import Foundation

/// Encodes values, one after the other, and discards each text.
enum EncodeWork {
  static func notificationsDirect(_ file: String) throws -> Work { direct(try decoded(ServerNotification.self, file)) }
  static func requestsDirect(_ file: String) throws -> Work { direct(try decoded(ClientRequest.self, file)) }

  static func notificationsFoundation(_ file: String) throws -> Work {
    foundation(try decoded(ServerNotification.self, file))
  }

  static func requestsFoundation(_ file: String) throws -> Work { foundation(try decoded(ClientRequest.self, file)) }

  private static func direct<Value: WireValue>(_ values: [Value]) -> Work {
    Work {
      var bytes = 0
      for value in values { bytes += try WireEncoder.encode(value).count }
      return Output(units: values.count, bytes: bytes)
    }
  }

  private static func foundation<Value: Encodable>(_ values: [Value]) -> Work {
    Work {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .withoutEscapingSlashes
      var bytes = 0
      for value in values { bytes += try encoder.encode(value).count }
      return Output(units: values.count, bytes: bytes)
    }
  }

  private static func decoded<Value: WireValue>(_ type: Value.Type, _ file: String) throws -> [Value] {
    let decoder = WireDecoder()
    return try lines(ofFile: file).map { try decoder.decode(type, from: $0) }
  }
}
#endif
