import CodexWire
import Foundation

/// Encodes the JSON-RPC messages that the SDK sends.
enum OutgoingMessage {
  static func request<Method: ClientMethod>(_ call: Method, id: Int64) throws -> Data {
    let params = try WireEncoder.encodeParams(call.params)
    // With the final capacity, the message does not grow, which would copy large parameters again.
    var message = Data(capacity: (params?.count ?? 0) + Method.name.utf8.count + 64)
    message.append(contentsOf: "{\"id\":\(id),\"method\":".utf8)
    // The name is encoded like any other string, since it can contain a quote.
    message.append(try WireEncoder.encode(Method.name))
    if let params {
      message.append(contentsOf: ",\"params\":".utf8)
      message.append(params)
    }
    message.append(UInt8(ascii: "}"))
    return message
  }

  static func notification(_ method: String) throws -> Data {
    try WireEncoder.encode(["method": method])
  }

  /// A response to a request of the server.
  ///
  /// - Parameter id: The JSON text of the request's ID.
  static func response(_ response: ServerRequestResponse, id: Data) throws -> Data {
    switch response {
    case .result(let value): try envelope(id: id, member: "result", value)
    case .error(let error): try envelope(id: id, member: "error", error)
    }
  }

  private static func envelope(id: Data, member: String, _ value: some WireValue) throws -> Data {
    let content = try WireEncoder.encode(value)
    var message = Data(capacity: content.count + id.count + 64)
    message += Data(#"{"id":"#.utf8)
    message += id
    message += Data(",\"\(member)\":".utf8)
    message += content
    message += Data("}".utf8)
    return message
  }
}
