import CodexSDK
import CodexWire
import Foundation

/// A server in memory that opens a session, records what it is asked, and refuses it: for tests of what is sent.
struct RefusingServer: Sendable {
  let codex: Codex
  private let recorder: Recorder

  static func run<Result: Sendable>(_ body: (RefusingServer) async throws -> Result) async throws -> Result {
    let (client, server) = InMemoryTransport.pair()
    let recorder = Recorder()
    try server.start(
      receive: { message in
        guard let answer = answer(to: message) else { return }
        recorder.record(message)
        try? server.send(answer)
      },
      closed: { _ in }
    )
    // For the mode that needs somebody to ask, although nobody ever is.
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

  /// Makes `call` and returns the request that it sent, which was refused.
  func request<Result>(of call: (Codex) async throws -> Result) async throws -> (text: String, json: JSONValue) {
    let count = recorder.texts.count
    do {
      _ = try await call(codex)
      throw Unexpected(description: "the call succeeded, which this server allows none to")
    } catch CodexError.rpc {}
    let sent = recorder.texts[count...]
    guard sent.count == 1, let text = sent.first else {
      throw Unexpected(description: "the call sent \(sent.count) requests, not one")
    }
    return (text, try JSONValue(parsing: text.utf8))
  }

  /// The methods that it was asked for so far, in order.
  func requestedMethods() throws -> [String] { try recorder.methods() }

  struct Unexpected: Error, CustomStringConvertible { let description: String }

  /// `nil` for what is no request.
  private static func answer(to message: Data) -> Data? {
    guard let json = try? JSONValue(parsing: message), let id = json["id"]?.intValue else { return nil }
    guard json["method"]?.stringValue == "initialize" else {
      return Data(#"{"id":\#(id),"error":{"code":-32600,"message":"This server refuses everything."}}"#.utf8)
    }
    let result = #"{"userAgent":"test/0.0.0 (none)","codexHome":"/","platformFamily":"unix","platformOs":"linux"}"#
    return Data(#"{"id":\#(id),"result":\#(result)}"#.utf8)
  }
}
