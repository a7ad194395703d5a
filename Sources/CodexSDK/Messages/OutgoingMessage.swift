import CodexWire
import Foundation

/// Makes the bytes of what we send.
enum OutgoingMessage {
  static func request<Method: ClientMethod>(_ call: Method, id: Int64) throws -> Data {
    var message = Data("{\"id\":\(id),\"method\":\"\(Method.name)\"".utf8)
    if let params = try WireEncoder.encodeParams(call.params) {
      message += Data(",\"params\":".utf8)
      message += params
    }
    message += Data("}".utf8)
    return message
  }

  static func notification(_ method: String) throws -> Data {
    try WireEncoder.encode(["method": method])
  }

  /// An answer to a request of the server, with its id as it came.
  static func answer(_ answer: ServerRequestAnswer, id: Data) throws -> Data {
    switch answer {
    case .result(let value): try envelope(id: id, member: "result", value)
    case .failure(let code, let message, let data):
      try envelope(id: id, member: "error", WireError(code: code, message: message, data: data))
    }
  }

  private static func envelope(id: Data, member: String, _ value: some WireValue) throws -> Data {
    var message = Data(#"{"id":"#.utf8)
    message += id
    message += Data(",\"\(member)\":".utf8)
    message += try WireEncoder.encode(value)
    message += Data("}".utf8)
    return message
  }
}

/// Reads what comes as an answer to one of our requests.
enum IncomingAnswer {
  /// - Throws: `CodexError.rpc` or `CodexError.decoding`.
  static func decode<Method: ClientMethod>(_ message: Data, of method: Method.Type, id: Int64) throws -> Method.Response
  {
    do {
      let answer = try WireDecoder().decode(Answer<Method.Response>.self, from: message)
      if let error = answer.error {
        throw CodexError.rpc(
          RPCFailure(code: error.code, message: error.message, data: error.data, method: Method.name, id: id)
        )
      }
      if let result = answer.result { return result }
      // Null or nothing, which some answers may be.
      return try JSONDecoder().decode(BareAnswer<Method.Response>.self, from: message).result
    } catch let error as DecodingError {
      throw CodexError.decoding(method: Method.name, failure: DecodingFailure(error))
    }
  }

  private struct Answer<Response: WireValue>: WireValue {
    var result: Response?
    var error: WireError?

    static func _describe(_ type: _WireDescription<Self>) {
      type.optional("result", \.result)
      type.optional("error", \.error)
    }
  }

  private struct BareAnswer<Response: WireValue>: Decodable, WireValue {
    var result: Response

    static func _describe(_ type: _WireDescription<Self>) { type.required("result", \.result) }
  }
}

/// The error object of JSON-RPC.
private struct WireError: WireValue {
  var code: Int64
  var message: String
  var data: JSONValue?

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("code", \.code)
    type.required("message", \.message)
    type.optional("data", \.data)
  }
}
