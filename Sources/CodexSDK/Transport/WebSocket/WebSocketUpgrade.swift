import Foundation

/// The HTTP request that opens a WebSocket (RFC 6455, section 4.1).
struct WebSocketUpgradeRequest: Sendable {
  /// The value of the header `Host`: the host, and the port unless the port is the default one.
  var host: String
  /// The path and the query.
  var target: String
  /// Headers in addition to those of the protocol, such as `Authorization`. Neither names nor values contain line ends.
  var headers: [(name: String, value: String)] = []
  /// 16 random bytes in Base64. The server shows by its response that it has read this key.
  var key = Self.randomKey()

  var bytes: Data {
    var lines = [
      "GET \(target) HTTP/1.1", "Host: \(host)", "Upgrade: websocket", "Connection: Upgrade",
      "Sec-WebSocket-Key: \(key)",
      "Sec-WebSocket-Version: 13",
    ]
    // There is no header `Origin`: the app-server refuses requests of web pages by this header.
    lines += headers.map { "\($0.name): \($0.value)" }
    return Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// The value of the header `Sec-WebSocket-Accept` in the response to this request.
  var expectedAccept: String {
    SHA1.hash((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8).base64EncodedString()
  }

  private static func randomKey() -> String {
    Data((0..<16).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
  }
}

/// Reads the server's response to a `WebSocketUpgradeRequest`. Does no input or output.
struct WebSocketUpgradeReader {
  enum Outcome: Hashable {
    /// The WebSocket is open.
    ///
    /// - Parameters:
    ///   - rest: The bytes after the response. They are the first bytes of WebSocket frames.
    ///   - fragmentSize: The maximum size of a frame, if the server has set one.
    case open(rest: Data, fragmentSize: Int?)
    case failed(ConnectionFailure.Reason)
  }

  /// The maximum number of bytes of the status line and the headers.
  static let headLimit = 64 * 1024
  /// The minimum size of a frame that a server can ask for. With frames of one byte, a message would take 15 times its size.
  static let minimumFragmentSize = 1024
  /// The maximum number of bytes of the body of a refusal that are read.
  static let bodyLimit = 4 * 1024

  private let expectedAccept: String
  private var received = Data()
  private var refusal: HTTPRefusal?

  init(_ request: WebSocketUpgradeRequest) { expectedAccept = request.expectedAccept }

  /// Reads the next bytes.
  ///
  /// - Returns: `nil` when the response is not complete.
  mutating func feed(_ chunk: UnsafeRawBufferPointer) -> Outcome? {
    // The bytes that were searched before are not searched again, except for the last three, which can begin the empty line.
    let searched = max(0, received.count - 3)
    received.append(contentsOf: chunk)
    if refusal != nil { return readRefusal(isEnd: false) }
    guard let end = received[(received.startIndex + searched)...].firstRange(of: Data("\r\n\r\n".utf8)) else {
      guard received.count <= Self.headLimit else {
        return .failed(.notWebSocket("the response has more than \(Self.headLimit) bytes of headers"))
      }
      // The program may have connected to a server of another protocol, which never sends a line end.
      guard received.starts(with: Data("HTTP/".utf8).prefix(received.count)) else {
        return .failed(.notWebSocket("the response is not HTTP"))
      }
      return nil
    }
    guard let head = HTTPHead(received[..<end.lowerBound]) else {
      return .failed(.notWebSocket("the response is not HTTP"))
    }
    received = Data(received[end.upperBound...])
    guard head.status == 101 else {
      refusal = HTTPRefusal(head)
      return readRefusal(isEnd: false)
    }
    if let problem = head.problem(expectedAccept: expectedAccept) { return .failed(.notWebSocket(problem)) }
    let limit = head.values("x-codex-websocket-max-unfragmented-message-bytes").first.flatMap { Int($0) }
    return .open(rest: received, fragmentSize: limit.flatMap { $0 > 0 ? max($0, Self.minimumFragmentSize) : nil })
  }

  /// The outcome when no more bytes come. `nil` when not even the headers of the response have arrived.
  mutating func finish() -> Outcome? { readRefusal(isEnd: true) }

  private func readRefusal(isEnd: Bool) -> Outcome? {
    guard let refusal, isEnd || refusal.isComplete(received) else { return nil }
    return .failed(.refused(status: refusal.head.status, message: refusal.message(received)))
  }
}

/// The status line and the headers of an HTTP response.
private struct HTTPHead: Hashable {
  var status: Int
  /// The text after the status, such as `Unauthorized`.
  var reason: String
  private var headers: [String: [String]] = [:]

  init?(_ bytes: Data) {
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    let parts = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), parts[1].utf8.count == 3,
      parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let status = Int(parts[1])
    else { return nil }
    self.status = status
    reason = parts.count > 2 ? String(parts[2]) : ""
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers[line[..<colon].lowercased(), default: []].append(value)
    }
  }

  func values(_ name: String) -> [String] { headers[name] ?? [] }

  /// Why a response with the status 101 does not open a WebSocket, or `nil` when the response does.
  func problem(expectedAccept: String) -> String? {
    func hasToken(_ token: String, in name: String) -> Bool {
      values(name).joined(separator: ",").lowercased().split(separator: ",")
        .contains { $0.trimmingCharacters(in: .whitespaces) == token }
    }
    guard hasToken("websocket", in: "upgrade"), hasToken("upgrade", in: "connection") else {
      return "the response upgrades the connection to another protocol"
    }
    guard values("sec-websocket-accept") == [expectedAccept] else {
      return "the response has a wrong Sec-WebSocket-Accept, so it may come from a cache or from another request"
    }
    for name in ["sec-websocket-extensions", "sec-websocket-protocol"] where !values(name).allSatisfy(\.isEmpty) {
      return "the response contains \(name), for which the client did not ask"
    }
    return nil
  }
}

/// A response of the server that does not open a WebSocket.
private struct HTTPRefusal {
  let head: HTTPHead
  private let contentLength: Int?
  private let isChunked: Bool

  init(_ head: HTTPHead) {
    self.head = head
    contentLength = head.values("content-length").first.flatMap { Int($0) }
    isChunked = head.values("transfer-encoding").contains { $0.lowercased().contains("chunked") }
  }

  /// Whether nothing of the body's first line is missing.
  func isComplete(_ body: Data) -> Bool {
    if body.count >= WebSocketUpgradeReader.bodyLimit { return true }
    if isChunked {
      let lines = body.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
      return lines.count > 2 || body.starts(with: Data("0\r\n".utf8))
    }
    if let contentLength { return body.count >= contentLength }
    return body.contains(0x0A)
  }

  /// The body's first line, or the text of the status line when the body is empty.
  func message(_ body: Data) -> String {
    let text = String(decoding: body.prefix(WebSocketUpgradeReader.bodyLimit), as: UTF8.self)
    var lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    // The first line of a chunk is the chunk's length.
    if isChunked, !lines.isEmpty { lines.removeFirst() }
    return lines.first { !$0.isEmpty } ?? head.reason
  }
}
