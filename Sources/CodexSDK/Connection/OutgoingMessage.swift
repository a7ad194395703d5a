import CodexWire
import Foundation

/// Makes the bytes of what we send.
enum OutgoingMessage {
  static func request<Method: ClientMethod>(_ call: Method, id: Int64) throws -> Data {
    try encoder().encode(Request(id: id, method: Method.name, params: call.params))
  }

  static func notification(_ method: String) throws -> Data {
    try encoder().encode(["method": method])
  }

  /// An answer to a request of the server, with its id as it came.
  static func answer(_ answer: ServerRequestAnswer, id: Data) throws -> Data {
    switch answer {
    case .result(let value): try envelope(id: id, member: "result", value)
    case .failure(let code, let message, let data):
      try envelope(id: id, member: "error", Failure(code: code, message: message, data: data))
    }
  }

  private static func envelope(id: Data, member: String, _ value: some Encodable) throws -> Data {
    var message = Data(#"{"id":"#.utf8)
    message += id
    message += Data(",\"\(member)\":".utf8)
    message += try encoder().encode(value)
    message += Data("}".utf8)
    return message
  }

  private static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return encoder
  }

  private struct Request<Params: Encodable>: Encodable {
    let id: Int64
    let method: String
    let params: Params

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: WireKey.self)
      try object.encode(id, forKey: "id")
      try object.encode(method, forKey: "method")
      try writeParams(params, to: encoder)
    }
  }

  private struct Failure: Encodable {
    let code: Int64
    let message: String
    let data: JSONValue?
  }
}

/// Reads what comes as an answer to one of our requests.
enum IncomingAnswer {
  /// - Throws: `CodexError.rpc` or `CodexError.decoding`.
  static func decode<Method: ClientMethod>(_ message: Data, of method: Method.Type, id: Int64) throws -> Method.Response
  {
    do {
      let answer = try JSONDecoder().decode(Answer<Method.Response>.self, from: message)
      switch answer {
      case .result(let response): return response
      case .error(let error):
        throw CodexError.rpc(
          RPCFailure(code: error.code, message: error.message, data: error.data, method: Method.name, id: id)
        )
      }
    } catch let error as DecodingError {
      throw CodexError.decoding(method: Method.name, failure: DecodingFailure(error))
    }
  }

  private enum Answer<Response: Decodable>: Decodable {
    case result(Response)
    case error(WireError)

    init(from decoder: any Decoder) throws {
      let object = try decoder.container(keyedBy: WireKey.self)
      if let error = try object.decodeIfPresent(WireError.self, forKey: "error") {
        self = .error(error)
      } else {
        self = .result(try object.decode(Response.self, forKey: "result"))
      }
    }
  }

  private struct WireError: Decodable {
    var code: Int64
    var message: String
    var data: JSONValue?
  }
}
