/// An HTTP request.
struct HTTPRequest: Sendable {
  var method: String
  /// The path with the query, as in the request line.
  var target: String
  /// The headers. Names are in lower case. The values of a header that occurs several times are joined with commas.
  var headers: [String: String]
  var body: [UInt8]
  /// Whether the client will send another request on the same connection.
  var keepsConnection: Bool
}

/// A complete HTTP response.
struct HTTPResponse: Sendable {
  var status: Int
  var headers: [String: String]
  var body: [UInt8]

  init(status: Int, headers: [String: String] = [:], contentType: String = "application/json", body: [UInt8] = []) {
    self.status = status
    self.headers = ["Content-Type": contentType].merging(headers) { _, given in given }
    self.body = body
  }

  var bytes: [UInt8] {
    Self.head(status: status, headers: headers.merging(["Content-Length": String(body.count)]) { $1 }) + body
  }

  static func head(status: Int, headers: [String: String]) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(reason(status))\r\n"
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) { text += "\(name): \(value)\r\n" }
    return Array((text + "\r\n").utf8)
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 404: "Not Found"
    case 415: "Unsupported Media Type"
    case 429: "Too Many Requests"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    default: "Status \(status)"
    }
  }
}

/// The reason why bytes are not an HTTP request that this server supports.
struct HTTPSyntaxError: Error, CustomStringConvertible {
  var description: String
}
