import Foundation

@testable import CodexTesting

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// An HTTP client that sends requests to a `ScriptedModelServer` as Codex does.
struct PlainHTTPClient {
  let baseURL: String

  func post(
    _ body: String,
    path: String = "/responses",
    headers: [String: String] = [:]
  ) async throws -> (status: Int, text: String) {
    try await send("POST", path, headers: headers, body: Data(body.utf8))
  }

  func send(_ method: String, _ path: String, headers: [String: String] = [:], body: Data? = nil) async throws
    -> (status: Int, text: String)
  {
    guard let url = URL(string: baseURL + path) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    // The tests share two threads, so a response may take long without being a failure. The timeout is set here because
    // Foundation on Linux ignores the timeout of the initializer and fails after a minute.
    request.timeoutInterval = 3600
    request.httpMethod = method
    request.httpBody = body
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
  }

  /// Returns the body of a request whose user message is `text`.
  static func body(_ text: String, model: String = "mock-model") -> String {
    #"{"model":"\#(model)","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"\#(text)"}]}]}"#
  }
}
