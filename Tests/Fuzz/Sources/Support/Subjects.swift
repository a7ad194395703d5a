import CodexWire
import Foundation
import ProtocolGenerator

@testable import CodexSDK
@testable import CodexTesting

/// The only place that uses internal declarations of the package, so that a rename there changes this file alone.
enum Subjects {
  /// What the SDK's reader takes from a message before it decodes anything.
  struct Header: Equatable {
    var id: [UInt8]?
    var method: String?
    var threadID: String?
    var turnID: String?
    var requestID: [UInt8]?
    var hasResult: Bool
    var hasError: Bool
  }

  static func header(of message: [UInt8]) -> Header? {
    MessageHeader(Data(message)).map { header in
      Header(
        id: header.id.map(Array.init),
        method: header.method,
        threadID: header.threadID,
        turnID: header.turnID,
        requestID: header.requestID.map(Array.init),
        hasResult: header.hasResult,
        hasError: header.hasError
      )
    }
  }

  /// The lines that the SDK's transport hands out when a server writes these chunks and ends.
  static func lines(of chunks: [[UInt8]]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var splitter = LineSplitter()
    for chunk in chunks {
      chunk.withUnsafeBytes { try? splitter.feed($0) { lines.append(Array($0)) } }
    }
    splitter.finish { lines.append(Array($0)) }
    return lines
  }

  /// What the SDK's WebSocket reads from a server: events, and at the end the code of a violation or nothing.
  struct WebSocketInput: Equatable {
    enum Event: Equatable {
      case message([UInt8], isText: Bool)
      case ping([UInt8])
      case pong([UInt8])
      case close(code: Int?, reason: String)
    }

    var events: [Event] = []
    var violation: Int?
  }

  static func webSocketInput(of chunks: [[UInt8]], messageSizeLimit: Int) -> WebSocketInput {
    var decoder = WebSocketDecoder(messageSizeLimit: messageSizeLimit)
    var input = WebSocketInput()
    for chunk in chunks {
      do {
        try chunk.withUnsafeBytes { bytes in
          try decoder.feed(bytes) { event in
            switch event {
            case .message(let bytes, let kind): input.events.append(.message(Array(bytes), isText: kind == .text))
            case .ping(let bytes): input.events.append(.ping(Array(bytes)))
            case .pong(let bytes): input.events.append(.pong(Array(bytes)))
            case .close(let code, let reason):
              input.events.append(.close(code: code.map { Int($0.rawValue) }, reason: reason))
            }
          }
        }
      } catch {
        input.violation = (error as? WebSocketViolation).map { Int($0.code.rawValue) } ?? -1
        break
      }
    }
    return input
  }

  /// What CodexTesting's HTTP server reads from a connection: requests, and at the end an error or nothing.
  struct HTTPInput: Equatable {
    struct Request: Equatable {
      var method: String
      var target: String
      var headers: [String: String]
      var body: [UInt8]
      var keepsConnection: Bool
    }

    var requests: [Request] = []
    var error: String?
  }

  static func httpInput(of chunks: [[UInt8]]) -> HTTPInput {
    var parser = HTTPRequestParser()
    var input = HTTPInput()
    do {
      for chunk in chunks {
        parser.append(chunk)
        while let request = try parser.next() {
          input.requests.append(
            HTTPInput.Request(
              method: request.method,
              target: request.target,
              headers: request.headers,
              body: request.body,
              keepsConnection: request.keepsConnection
            )
          )
        }
      }
    } catch {
      input.error = "\(error)"
    }
    return input
  }

  /// The Swift files of a schema.
  ///
  /// - Throws: what the generator says of a schema that it refuses.
  static func generatedFiles(from schema: [UInt8]) throws -> [(path: String, text: String)] {
    let input = GeneratorInput(stable: SourceFile(path: "schema.json", bytes: schema))
    return try Generator.generate(input).files.map { ($0.path, $0.contents) }
  }
}
