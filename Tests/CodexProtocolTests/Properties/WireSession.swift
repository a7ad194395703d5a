import CodexWire
import Foundation

/// The messages that a real client and a real app-server exchanged, one per line.
struct WireSession: Sendable {
  struct Line: Sendable, CustomStringConvertible {
    var number: Int
    var isFromClient: Bool
    var message: JSONValue
    /// The definition of `payload`; `nil` for a response with an error object.
    var definition: String?
    /// The whole message; for a response its `result`.
    var payload: JSONValue

    var description: String {
      "line \(number), \(definition ?? "an error"): \(message["method"]?.stringValue ?? "answer")"
    }
  }

  var lines: [Line] = []

  init(_ text: Data, _ bundle: SchemaBundle) throws {
    // By the sender of the request, since both sides use the same ids.
    var methods: [Bool: [JSONValue: String]] = [:]
    for (index, line) in text.split(separator: UInt8(ascii: "\n")).enumerated() {
      let entry = try JSONValue(parsing: line)
      guard let message = entry["message"], let sender = entry["from"]?.stringValue else {
        throw Malformed(line: index + 1)
      }
      let isFromClient = sender == "client"
      var line = Line(number: index + 1, isFromClient: isFromClient, message: message, payload: message)
      switch (message["method"]?.stringValue, message["id"], message["result"]) {
      case (let method?, let id?, _):
        methods[isFromClient, default: [:]][id] = method
        line.definition = isFromClient ? "ClientRequest" : "ServerRequest"
      case (_?, nil, _): line.definition = isFromClient ? "ClientNotification" : "ServerNotification"
      case (nil, let id?, let result?):
        guard let method = methods[!isFromClient]?[id] else { throw Malformed(line: index + 1) }
        line.definition = bundle.responseDefinition(of: method)
        line.payload = result
        if line.definition == nil { throw NoResponse(line: index + 1, method: method) }
      default:
        if message["error"] == nil { throw Malformed(line: index + 1) }
      }
      lines.append(line)
    }
  }

  /// A line is not a message, or is a response without a request.
  struct Malformed: Error { var line: Int }

  /// No rule finds the definition of a response.
  struct NoResponse: Error {
    var line: Int
    var method: String
  }
}

extension SchemaBundle {
  /// The definition of the response to a method of either side: the one named like the parameters, the one named like the
  /// method, or the one in the customization.
  func responseDefinition(of method: String) -> String? {
    if let name = rules.responses[method] { return name }
    var candidates: [String] = []
    if let params = paramsDefinition(of: method), params.hasSuffix("Params") {
      let name = String(params.dropLast("Params".count)) + "Response"
      candidates = [name, name.replacing("v2/Nullable", with: "v2/")]
    }
    let words = method.split { $0 == "/" || $0 == "_" }
    let pascal = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Response"
    candidates += ["v2/\(pascal)", pascal]
    return candidates.first { definitions[$0] != nil }
  }

  /// The definition of a method's parameters; `nil` when there is none.
  func paramsDefinition(of method: String) -> String? {
    for requests in ["ClientRequest", "ServerRequest"] {
      guard case .union(let union)? = definitions[requests]?.form,
        case .structure(let branch)? = union.branches.first(where: { $0.tag == method })?.node?.form
      else { continue }
      var node = branch.properties.first { $0.name == "params" }?.node
      while case .nullable(let inner)? = node?.form { node = inner }
      if case .reference(let name)? = node?.form { return name }
    }
    return nil
  }
}
