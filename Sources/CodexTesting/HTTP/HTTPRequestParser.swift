/// Parses HTTP/1.1 requests from bytes that arrive in pieces of any size.
struct HTTPRequestParser {
  private enum State {
    case requestLine
    case headers
    case body(remaining: Int)
    case chunkSize
    case chunk(remaining: Int)
    case chunkEnd
    case trailers
  }

  private static let longestLine = 64 << 10
  private static let largestBody = 256 << 20

  private var buffer: [UInt8] = []
  private var offset = 0
  private var state = State.requestLine
  private var request = Self.emptyRequest
  private static let emptyRequest = HTTPRequest(method: "", target: "", headers: [:], body: [], keepsConnection: true)

  mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

  /// Returns the next request, or `nil` if the request is not complete yet.
  ///
  /// - Throws: `HTTPSyntaxError`. The parser cannot be used after an error.
  mutating func next() throws -> HTTPRequest? {
    while true {
      switch state {
      case .requestLine:
        guard let line = try takeLine() else { return nil }
        // A server should ignore empty lines before a request (RFC 9112, section 2.2).
        if !line.isEmpty { try readRequestLine(line) }
      case .headers:
        guard let line = try takeLine() else { return nil }
        if line.isEmpty { try beginBody() } else { try readHeader(line) }
      case .body(let remaining):
        guard let rest = takeBody(remaining) else { return nil }
        if rest > 0 { state = .body(remaining: rest) } else { return finish() }
      case .chunkSize:
        guard let line = try takeLine() else { return nil }
        let size = try Self.chunkSize(line, after: request.body.count)
        state = size == 0 ? .trailers : .chunk(remaining: size)
      case .chunk(let remaining):
        guard let rest = takeBody(remaining) else { return nil }
        state = rest > 0 ? .chunk(remaining: rest) : .chunkEnd
      case .chunkEnd:
        guard let line = try takeLine() else { return nil }
        guard line.isEmpty else { throw HTTPSyntaxError(description: "a chunk is longer than its declared size") }
        state = .chunkSize
      case .trailers:
        guard let line = try takeLine() else { return nil }
        if line.isEmpty { return finish() }
      }
    }
  }

  private mutating func readRequestLine(_ line: String) throws {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      throw HTTPSyntaxError(description: "\"\(line)\" is not an HTTP/1.1 request line")
    }
    request.method = String(words[0])
    request.target = String(words[1])
    request.keepsConnection = words[2] != "HTTP/1.0"
    state = .headers
  }

  private mutating func readHeader(_ line: String) throws {
    guard let colon = line.firstIndex(of: ":") else {
      throw HTTPSyntaxError(description: "the header \"\(line)\" has no colon")
    }
    let name = line[..<colon].lowercased()
    let value = Self.trimmed(line[line.index(after: colon)...])
    request.headers[name] = request.headers[name].map { "\($0), \(value)" } ?? value
  }

  private mutating func beginBody() throws {
    if let connection = request.headers["connection"]?.lowercased() {
      request.keepsConnection = !connection.contains("close") && (request.keepsConnection || connection == "keep-alive")
    }
    if let coding = request.headers["transfer-encoding"] {
      guard coding.lowercased() == "chunked" else {
        throw HTTPSyntaxError(description: "the transfer encoding \"\(coding)\" is not supported, only \"chunked\" is")
      }
      state = .chunkSize
      return
    }
    let length = request.headers["content-length"] ?? "0"
    guard let count = Int(length), (0...Self.largestBody).contains(count) else {
      throw HTTPSyntaxError(
        description: "the content length \"\(length)\" is not a number between 0 and \(Self.largestBody)"
      )
    }
    state = .body(remaining: count)
  }

  private static func chunkSize(_ line: String, after count: Int) throws -> Int {
    let digits = trimmed(line.prefix { $0 != ";" })
    guard let size = Int(digits, radix: 16), size >= 0, size <= largestBody - count else {
      throw HTTPSyntaxError(description: "the chunk size \"\(line)\" is not a hexadecimal number, or is too large")
    }
    return size
  }

  private mutating func finish() -> HTTPRequest {
    let complete = request
    request = Self.emptyRequest
    state = .requestLine
    buffer.removeFirst(offset)
    offset = 0
    return complete
  }

  /// Returns the text up to the next line feed, or `nil` if there is no line feed yet.
  private mutating func takeLine() throws -> String? {
    guard let end = buffer[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
      if buffer.count - offset > Self.longestLine {
        throw HTTPSyntaxError(description: "a line is longer than \(Self.longestLine) bytes")
      }
      return nil
    }
    var line = buffer[offset..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    offset = end + 1
    return String(decoding: line, as: UTF8.self)
  }

  /// Moves up to `count` bytes to the body.
  ///
  /// - Returns: The number of bytes that are still missing, or `nil` if no byte was available.
  private mutating func takeBody(_ count: Int) -> Int? {
    let available = min(count, buffer.count - offset)
    guard available > 0 || count == 0 else { return nil }
    request.body += buffer[offset..<offset + available]
    offset += available
    return count - available
  }

  private static func trimmed(_ text: Substring) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(text)
  }
}
