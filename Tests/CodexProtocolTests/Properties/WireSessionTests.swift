import CodexWire
import Foundation
import Testing

@Suite("Recorded sessions")
struct WireSessionTests {
  private let bundle = SchemaBundle(definitions: [
    "ClientRequest": [
      "oneOf": [Self.request("a/start", params: "v2/BeginParams"), Self.request("b/stop", params: nil)]
    ],
    "ServerRequest": ["oneOf": [Self.request("ask", params: "AskParams")]], "AskParams": true, "AskResponse": true,
    "v2": ["BeginParams": true, "BeginResponse": true, "BStopResponse": true],
  ])

  private static func request(_ method: String, params: String?) -> JSONValue {
    [
      "type": "object", "required": ["id", "method"],
      "properties": [
        "id": true, "method": ["type": "string", "enum": [.string(method)]],
        "params": params.map { ["$ref": .string("#/definitions/\($0)")] } ?? ["type": "null"],
      ],
    ]
  }

  @Test("requests, notifications and responses of both sides are distinguished")
  func kinds() throws {
    let session = try WireSession(
      Data(
        """
        {"from":"client","message":{"id":1,"method":"a/start","params":{}}}
        {"from":"server","message":{"id":1,"method":"ask","params":{}}}
        {"from":"client","message":{"id":1,"result":{"yes":true}}}
        {"from":"server","message":{"id":1,"result":[]}}
        {"from":"client","message":{"id":2,"method":"b/stop"}}
        {"from":"server","message":{"id":2,"error":{"code":-32600,"message":"no"}}}
        {"from":"server","message":{"method":"ended"}}
        {"from":"client","message":{"method":"initialized"}}
        """.utf8
      ),
      bundle
    )

    #expect(
      session.lines.map(\.definition) == [
        "ClientRequest", "ServerRequest", "AskResponse", "v2/BeginResponse", "ClientRequest", nil, "ServerNotification",
        "ClientNotification",
      ]
    )
    #expect(session.lines[2].payload == ["yes": true])
    #expect(session.lines[0].payload["method"] == "a/start")
  }

  @Test("a response without a request is an error")
  func answerToNothing() {
    let text = Data(#"{"from":"server","message":{"id":1,"result":{}}}"#.utf8)

    #expect(throws: WireSession.Malformed.self) { try WireSession(text, bundle) }
  }

  @Test("the definition of a response is found by the parameters, the method, or the customization")
  func responses() {
    var rules = SchemaRules()
    rules.responses = ["a/start": "AskResponse"]

    #expect(bundle.responseDefinition(of: "a/start") == "v2/BeginResponse")
    #expect(bundle.responseDefinition(of: "b/stop") == "v2/BStopResponse")
    #expect(bundle.responseDefinition(of: "c") == nil)
    #expect(SchemaBundle(["definitions": [:]], rules: rules).responseDefinition(of: "a/start") == "AskResponse")
  }
}
