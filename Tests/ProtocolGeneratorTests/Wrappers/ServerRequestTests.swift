import Testing

@testable import ProtocolGenerator

@Suite("Handlers of the server's requests")
struct ServerRequestTests {
  private static let bundle = ##"""
    {"definitions": {
      "Choice": {"enum": ["yes", "no"]},
      "FileAskParams": {"properties": {"path": {"type": "string"}}, "required": ["path"]},
      "FileAskResponse": {"properties": {"choice": {"$ref": "#/definitions/Choice"},
        "notes": {"type": "object", "additionalProperties": {"type": "string"}}}, "required": ["choice"]},
      "TokenMakeParams": {"type": "object"},
      "TokenMakeResponse": {"properties": {"token": {"type": "string"}}, "required": ["token"]},
      "ServerRequest": {"oneOf": [
        {"properties": {"id": {"type": "string"}, "method": {"const": "file/ask"},
          "params": {"$ref": "#/definitions/FileAskParams"}}, "required": ["id", "method", "params"]},
        {"properties": {"id": {"type": "string"}, "method": {"const": "token/make"},
          "params": {"$ref": "#/definitions/TokenMakeParams"}}, "required": ["id", "method", "params"]}]}
    }}
    """##

  private func generated(_ requests: String) throws(GeneratorError) -> String {
    let input = GeneratorInput(
      stable: Stage.file(Self.bundle, path: "stable.json"),
      customization: Stage.file(#"{"serverRequests": \#(requests)}"#, path: "customization.json")
    )
    let file = try Generator.generate(input).files.first { $0.path == "CodexSDK/ServerRequestHandlers.swift" }
    return file?.contents ?? ""
  }

  @Test("are a struct of closures, with a table of the responses to requests without a handler")
  func golden() throws {
    let text = try generated(
      #"{"file/ask": {"handler": "fileQuestion", "refusal": {"choice": "no", "notes": {"a": "b"}}}}"#
    )
    for part in [
      "public var fileQuestion: Handler<RPC.FileAsk>?",
      #"""
        /// - Note: This is the method `file/ask`. Without a handler, the response is `{"choice": "no", "notes": {"a": "b"}}`.
      """#,
      "public var tokenMake: Handler<RPC.TokenMake>?",
      "/// - Note: This is the method `token/make`. Without a handler, the response is an error object.",
      """
          case .fileAsk(let message):
            try await ServerRequestResponse.response(to: RPC.FileAsk.self, message.params, by: fileQuestion)
      """,
      """
          switch method {
          case "file/ask":
            try ServerRequestResponse.response(to: RPC.FileAsk.self, FileAskResponse(choice: .no, notes: ["a": "b"]))
          default: nil
          }
      """,
    ] { #expect(text.contains(part), "\(part)\nin\n\(text)") }
  }

  @Test("document the responses that the SDK sends by itself")
  func otherwise() throws {
    let text = try generated(#"{"token/make": {"otherwise": "a new token"}}"#)
    #expect(text.contains("Without a handler, the response is a new token."))
  }

  @Test(
    "are rejected when an entry does not fit the schema",
    arguments: [
      (
        #"{"file/aks": {"refusal": {"choice": "no"}}}"#,
        #"/serverRequests/file~1aks: error: the server sends no request "file/aks", so this entry has no effect; did you mean "file/ask"?"#
      ),
      (
        #"{"file/ask": {"refusal": {"choice": "nope"}}}"#,
        #"/serverRequests/file~1ask/refusal: error: {"choice": "nope"} is not a response to "file/ask": there is no "nope", only yes, no"#
      ),
      (
        #"{"file/ask": {"refusal": {}}}"#,
        #"/serverRequests/file~1ask/refusal: error: {} is not a response to "file/ask": the member "choice" is missing"#
      ),
      (#"{"file/ask": {}}"#, "/serverRequests/file~1ask: error: this entry is empty"),
      (
        #"{"file/ask": {"handler": "a b"}}"#,
        #"/serverRequests/file~1ask/handler: error: "a b" is not a Swift identifier"#
      ),
      (
        #"{"file/ask": {"handler": "tokenMake"}}"#,
        #"/serverRequests/token~1make/handler: error: the handlers of "file/ask" and "token/make" would both be called tokenMake"#
      ),
      (
        #"{"file/ask": {"otherwise": "x", "refusal": {"choice": "no"}}}"#,
        #"/serverRequests/file~1ask/otherwise: error: "refusal" already declares the response to a request without a handler"#
      ),
      (
        #"{"file/ask": {"refuse": {"choice": "no"}}}"#,
        #"/serverRequests/file~1ask/refuse: error: there is no "refuse" here; did you mean "refusal"?"#
      ),
    ]
  )
  func errors(requests: String, error: String) {
    #expect(Stage.errors { _ = try generated(requests) } == ["customization.json#\(error)"])
  }
}
