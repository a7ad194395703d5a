import CodexSDK
import CodexWire
import Foundation

/// An app-server in memory that records each request and responds with an error, for tests of the sent messages.
///
/// Only `initialize` gets a successful response.
struct RefusingServer: Sendable {
  let codex: Codex
  private let recorder: Recorder

  static func run<Result: Sendable>(_ body: (RefusingServer) async throws -> Result) async throws -> Result {
    let (client, server) = InMemoryTransport.pair()
    let recorder = Recorder()
    try server.start(
      receive: { message in
        guard let response = response(to: message) else { return }
        recorder.record(message)
        try? server.send(response)
      },
      closed: { _ in }
    )
    // The mode `askUser` requires an approval handler. This handler is never called.
    let configuration = CodexConfiguration(approvalHandler: { _ in .decline })
    let codex = try await Codex(transport: client, configuration: configuration)
    do {
      let result = try await body(RefusingServer(codex: codex, recorder: recorder))
      await codex.close()
      return result
    } catch {
      await codex.close()
      throw error
    }
  }

  /// Runs `call`, which must fail with the server's error response, and returns the request that `call` sent.
  func request<Result>(of call: (Codex) async throws -> Result) async throws -> (text: String, json: JSONValue) {
    let count = recorder.texts.count
    do {
      _ = try await call(codex)
      throw Unexpected(description: "the call succeeded, although the server responds to every request with an error")
    } catch CodexError.requestFailed {}
    // `thread/read` has no effect. The SDK sends it when it does not know whether a turn is under way.
    let sent = try recorder.texts[count...].filter { try JSONValue(parsing: $0.utf8)["method"] != "thread/read" }
    guard sent.count == 1, let text = sent.first else {
      throw Unexpected(description: "the call sent \(sent.count) requests instead of one")
    }
    return (text, try JSONValue(parsing: text.utf8))
  }

  /// Returns the methods of the recorded requests, in order.
  func requestedMethods() throws -> [String] { try recorder.methods() }

  struct Unexpected: Error, CustomStringConvertible { let description: String }

  /// Returns the response to a message, or `nil` if the message is not a request.
  private static func response(to message: Data) -> Data? {
    guard let json = try? JSONValue(parsing: message), let id = json["id"]?.intValue else { return nil }
    guard json["method"]?.stringValue == "initialize" else {
      return Data(#"{"id":\#(id),"error":{"code":-32600,"message":"This server refuses everything."}}"#.utf8)
    }
    let result = #"{"userAgent":"test/0.0.0 (none)","codexHome":"/","platformFamily":"unix","platformOs":"linux"}"#
    return Data(#"{"id":\#(id),"result":\#(result)}"#.utf8)
  }
}
