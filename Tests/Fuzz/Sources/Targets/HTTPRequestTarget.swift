/// The request parser of CodexTesting's HTTP server: the requests do not depend on how the bytes are cut into chunks, and
/// each request holds to what its own headers say.
enum HTTPRequestTarget: FuzzTarget {
  static let name = "http-requests"

  static func seeds() throws -> [[UInt8]] {
    [
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "POST /v1/responses?a=b HTTP/1.1\r\nContent-Length: 5\r\nContent-Type: application/json\r\n\r\nhello",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\nTrailer: a\r\n\r\n",
      "\r\n\r\nGET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n",
      "PUT /c HTTP/1.1\nA: 1\nA: 2\nContent-Length: 0\n\nDELETE /d HTTP/1.1\n\n",
    ].map { Array($0.utf8) }
  }

  private static let pieces = [
    "\r\n", "\n", "\r", "\r\n\r\n", ": ", ":", " ", "\t", "GET ", "POST / HTTP/1.1\r\n", "HTTP/1.0", "HTTP/1.1",
    "chunked",
    "Transfer-Encoding: chunked\r\n", "Content-Length: 3\r\n", "Content-Length: 99999999999999999999\r\n",
    "Content-Length: -1\r\n", "Content-Length: +1\r\n", "Connection: close\r\n", "0\r\n\r\n", "1\r\nx\r\n",
    "FFFFFFFFFFFFFFFF\r\n", "-1\r\n", "7fffffffffffffff\r\n", "10000000\r\n", "e\u{301}", "\u{0}",
  ].map { Array($0.utf8) }

  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? {
    var output = input
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...output.count, using: &random)
      let end = min(output.count, place + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<3, using: &random) {
      case 0: output.removeSubrange(place..<end)
      case 1: output.insert(contentsOf: Array(output[place..<end]), at: place)
      default: output.replaceSubrange(place..<place, with: pieces.randomElement(using: &random) ?? [])
      }
    }
    return output
  }

  static func check(_ input: [UInt8]) throws {
    let readings = Chunks.cuts(of: input).map(Subjects.httpInput)
    guard let whole = readings.first else { return }
    for reading in readings where reading != whole {
      throw Finding("The requests depend on how the bytes are cut: \(whole) and \(reading).")
    }
    for request in whole.requests {
      if let length = request.headers["content-length"], request.headers["transfer-encoding"] == nil {
        guard Int(length) == request.body.count else {
          throw Finding("A body has \(request.body.count) bytes, but its Content-Length is \(length).")
        }
      }
      if request.body.count > input.count { throw Finding("A body is longer than the input.") }
    }
  }
}
