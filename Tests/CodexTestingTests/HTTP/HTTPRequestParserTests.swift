import Testing

@testable import CodexTesting

@Suite("HTTP request parser")
struct HTTPRequestParserTests {
  private static let plain =
    "POST /v1/responses?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nX-Twice: 1\r\nx-twice:  2 \r\n\r\nhello"
  private static let chunked =
    "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;note=x\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: t\r\n\r\n"

  @Test("Requests are parsed from pieces of any size", arguments: [1, 2, 3, 7, 1000])
  func pieces(size: Int) throws {
    var parser = HTTPRequestParser()
    var requests: [HTTPRequest] = []
    let bytes = Array((Self.plain + Self.chunked + Self.plain).utf8)

    for start in stride(from: 0, to: bytes.count, by: size) {
      parser.append(bytes[start..<min(start + size, bytes.count)])
      while let request = try parser.next() { requests.append(request) }
    }

    #expect(requests.map(\.target) == ["/v1/responses?x=1", "/c", "/v1/responses?x=1"])
    #expect(requests.map { String(decoding: $0.body, as: UTF8.self) } == ["hello", "hello", "hello"])
    #expect(requests[0].method == "POST")
    #expect(requests[0].headers == ["host": "a", "content-length": "5", "x-twice": "1, 2"])
  }

  @Test(
    "The version and the header Connection decide whether the connection is kept open",
    arguments: [
      ("GET / HTTP/1.1\r\n\r\n", true), ("GET / HTTP/1.0\r\n\r\n", false),
      ("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", false),
      ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true),
    ]
  )
  func connectionHeader(text: String, isKept: Bool) throws {
    var parser = HTTPRequestParser()
    parser.append(text.utf8)
    #expect(try parser.next()?.keepsConnection == isKept)
  }

  @Test(
    "Bytes that are not a valid request throw a syntax error",
    arguments: [
      "HELLO\r\n", "GET / HTTP/1.1\r\nno colon\r\n", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
    ]
  )
  func invalidRequests(text: String) {
    var parser = HTTPRequestParser()
    parser.append(text.utf8)
    #expect(throws: HTTPSyntaxError.self) { try parser.next() }
  }
}
