import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The WebSocket upgrade` {
  /// The key of the example in RFC 6455.
  private let request = WebSocketUpgradeRequest(
    host: "example.com:4500",
    target: "/chat?x=1",
    headers: [(name: "Authorization", value: "Bearer secret")],
    key: "dGhlIHNhbXBsZSBub25jZQ=="
  )
  private let accept = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

  @Test func `sends the headers of the protocol and those of the user, and no Origin`() {
    #expect(
      String(decoding: request.bytes, as: UTF8.self).components(separatedBy: "\r\n") == [
        "GET /chat?x=1 HTTP/1.1", "Host: example.com:4500", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "Authorization: Bearer secret", "",
        "",
      ]
    )
  }

  @Test func `has another random key of 16 bytes for each request`() {
    let keys = (0..<100).map { _ in WebSocketUpgradeRequest(host: "h", target: "/").key }
    #expect(Set(keys).count == 100)
    #expect(keys.allSatisfy { Data(base64Encoded: $0)?.count == 16 })
  }

  @Test(arguments: [1, 2, 50, 10_000])
  func `opens with the response of the example, and keeps the bytes after it`(size: Int) {
    let response =
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n\(accept)\r\n\r\n"
    // The bytes after the response that arrive together with its end.
    let rest = "rest".prefix((size - response.utf8.count % size) % size)
    #expect(outcome(response + "rest", size) == .open(rest: Data(rest.utf8), fragmentSize: nil))
  }

  @Test func `reads the maximum size of a frame that the app-server sets`() {
    let header = "x-codex-websocket-max-unfragmented-message-bytes: "
    let response = "HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: upgrade\r\n\(accept)\r\n"
    #expect(outcome(response + header + "16777216\r\n\r\n") == .open(rest: Data(), fragmentSize: 16_777_216))
    // A smaller size would make a message many times as large.
    #expect(outcome(response + header + "1\r\n\r\n") == .open(rest: Data(), fragmentSize: 1_024))
    #expect(outcome(response + header + "-1\r\n\r\n") == .open(rest: Data(), fragmentSize: nil))
    #expect(outcome(response + header + "99999999999999999999\r\n\r\n") == .open(rest: Data(), fragmentSize: nil))
  }

  @Test(
    arguments: [
      ("SSH-2.0-OpenSSH\r\n", "is not HTTP"), ("HTTP/1.1 101\nUpgrade", nil), ("HTTP/2 101 \r\n\r\n", "is not HTTP"),
      ("HTTP/1.1 abc \r\n\r\n", "is not HTTP"),
      ("HTTP/1.1 -10 \r\n\r\n", "is not HTTP"), ("HTTP/1.1 +99 \r\n\r\n", "is not HTTP"),
      ("HTTP/1.1 101 \r\nno colon\r\n\r\n", "is not HTTP"),
      ("HTTP/1.1 101 \r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n", "another protocol"),
      ("HTTP/1.1 101 \r\nUpgrade: websocket\r\n\r\n", "another protocol"),
      ("HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n", "wrong Sec-WebSocket-Accept"),
      (
        "HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: S3PPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
        "wrong Sec-WebSocket-Accept"
      ),
      (
        "HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
          + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n",
        "sec-websocket-extensions, for which the client did not ask"
      ),
    ] as [(String, String?)]
  )
  func `refuses a response that does not open a WebSocket`(response: String, problem: String?) {
    guard let problem else {
      #expect(outcome(response) == nil)
      return
    }
    guard case .failed(.notWebSocket(let reason))? = outcome(response) else {
      Issue.record("The response is accepted: \(response)")
      return
    }
    #expect(reason.contains(problem))
  }

  @Test func `ends with an error when the headers do not end`() {
    let endless = "HTTP/1.1 101 \r\nX: " + String(repeating: "x", count: 70_000)
    #expect(outcome(endless, 7) == .failed(.notWebSocket("the response has more than 65536 bytes of headers")))
    #expect(outcome(endless) == .failed(.notWebSocket("the response has more than 65536 bytes of headers")))
  }

  @Test(arguments: [
    ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 20\r\n\r\nmissing bearer\nmore!", 401, "missing bearer"),
    ("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", 403, "Forbidden"),
    ("HTTP/1.1 302 Found\r\nLocation: ws://evil.example\r\nContent-Length: 0\r\n\r\n", 302, "Found"),
    ("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nno route\n\r\n0\r\n\r\n", 404, "no route"),
    ("HTTP/1.1 500 \r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 500, ""),
    ("HTTP/1.0 502 Bad Gateway\r\n\r\n<html>\n<body>", 502, "<html>"),
  ])
  func `reports the status and the body's first line`(response: String, status: Int, message: String) {
    #expect(outcome(response) == .failed(.refused(status: status, message: message)))
    // The same when each byte arrives by itself.
    #expect(outcome(response, 1) == .failed(.refused(status: status, message: message)))
  }

  @Test func `reports what has arrived when the connection ends within the body`() {
    var reader = WebSocketUpgradeReader(request)
    let response = Array("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\nmissing".utf8)
    #expect(response.withUnsafeBytes { reader.feed($0) } == nil)
    #expect(reader.finish() == .failed(.refused(status: 401, message: "missing")))
    var empty = WebSocketUpgradeReader(request)
    #expect(empty.finish() == nil)
  }

  /// The outcome when the response arrives in parts of a size. Bytes after the part that completes the response are not fed.
  private func outcome(_ response: String, _ size: Int = .max) -> WebSocketUpgradeReader.Outcome? {
    var reader = WebSocketUpgradeReader(request)
    var rest = Array(response.utf8)[...]
    while !rest.isEmpty {
      let part = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
      if let outcome = part.withUnsafeBytes({ reader.feed($0) }) { return outcome }
    }
    return nil
  }
}
