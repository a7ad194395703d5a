import CodexWire
import Foundation
import Testing

@Suite("Messages")
struct MessagesTests {
  @Test("A request has properties for its parameters and for its id")
  func request() throws {
    let request = try expectRoundTrip(
      #"{"id":7,"method":"notes/list","params":{"folder":"f","limit":2}}"#,
      as: ClientRequest.self
    )
    guard case .notesList(let message) = request else {
      Issue.record("\(request) should be notes/list")
      return
    }
    #expect(message.folder == "f")
    #expect(message.id == .integer(7))
    #expect(request.id == .integer(7))
    #expect(request.method == "notes/list")
    #expect(request.isRecognized)
  }

  @Test("Parameters that are null in the schema, or absent, are not written")
  func noParameters() throws {
    for method in ["notes/sync", "notes/watch"] {
      let bare = #"{"id":"a","method":"\#(method)"}"#
      #expect(try expectRoundTrip(bare, as: ClientRequest.self).isRecognized)
      try expectRoundTrip(#"{"id":"a","method":"\#(method)","params":null}"#, as: ClientRequest.self, writing: bare)
      try expectRoundTrip(#"{"id":"a","method":"\#(method)","params":{}}"#, as: ClientRequest.self, writing: bare)
    }
  }

  @Test("Parameters that are a nullable definition may be left out")
  func nullableParameters() throws {
    let bare = #"{"id":1,"method":"notes/clear"}"#
    let absent = try expectRoundTrip(bare, as: ClientRequest.self)
    let null = try expectRoundTrip(
      #"{"id":1,"method":"notes/clear","params":null}"#,
      as: ClientRequest.self,
      writing: bare
    )
    #expect(absent == null)
    #expect(absent == .notesClear(Message(nil, envelope: ClientRequest.Envelope(id: .integer(1)))))
    try expectRoundTrip(#"{"id":1,"method":"notes/clear","params":{"before":3}}"#, as: ClientRequest.self)
  }

  @Test("Parameters with an inline schema are a nested type with the name of the method")
  func inlineParameters() throws {
    let request = try expectRoundTrip(
      #"{"id":1,"method":"notes/inline","params":{"text":"t"}}"#,
      as: ClientRequest.self
    )
    let params = ClientRequest.NotesInlineParams(text: "t")
    #expect(request == .notesInline(Message(params, envelope: ClientRequest.Envelope(id: .integer(1)))))
  }

  @Test("A message with an unknown method is kept with all its properties")
  func unknownMethod() throws {
    let json = #"{"id":1,"method":"notes/burn","params":{"deep":[null]},"brandNew":true}"#
    let request = try expectRoundTrip(json, as: ClientRequest.self)
    guard case .unrecognized(let message) = request else {
      Issue.record("\(request) should be unrecognized")
      return
    }
    #expect(!request.isRecognized)
    #expect(request.method == "notes/burn")
    #expect(request.id == nil)
    #expect(message.failure == nil)
  }

  @Test(
    "A known method whose message does not decode is kept with the reason",
    arguments: [
      (#"{"id":1,"method":"notes/list","params":{}}"#, #"/params: the member "folder" is missing"#),
      (#"{"id":1,"method":"notes/list"}"#, #"the member "params" is missing"#),
      (#"{"method":"notes/list","params":{"folder":"f"}}"#, #"the member "id" is missing"#),
    ]
  )
  func broken(json: String, reason: String) throws {
    let request = try expectRoundTrip(json, as: ClientRequest.self, failing: reason)
    #expect(request.method == "notes/list")
  }

  @Test(
    "A value that is not a message is kept too",
    arguments: ["{}", "[]", "1", "null", #""notes/list""#, #"{"method":7}"#]
  )
  func noMessage(json: String) throws {
    try expectUnrecognized(json, as: ClientRequest.self)
    try expectUnrecognized(json, as: ClientSignal.self)
    #expect(try decoded(json, as: ClientRequest.self).method == nil)
  }

  @Test("A notification has the properties beside its parameters that the server sends")
  func serverNotification() throws {
    let dated = try expectRoundTrip(
      #"{"method":"notes/changed","params":{"note":"n"},"emittedAtMs":1700000000000}"#,
      as: ServerNotification.self
    )
    #expect(dated.emittedAtMs == 1_700_000_000_000)

    let bare = try expectRoundTrip(#"{"method":"error","params":{"note":"n"}}"#, as: ServerNotification.self)
    #expect(bare.emittedAtMs == nil)
    #expect(bare.isRecognized)
    #expect(try expectRoundTrip(#"{"method":"notes/restarted"}"#, as: ServerNotification.self).isRecognized)
  }

  @Test("A notification without properties beside its parameters has the parameters as its payload")
  func clientNotification() throws {
    #expect(try expectRoundTrip(#"{"method":"ready"}"#, as: ClientNotification.self) == .ready)
    let bye = try expectRoundTrip(#"{"method":"bye","params":{"reason":"r"}}"#, as: ClientNotification.self)
    #expect(bye == .bye(NotesBye(reason: "r")))
    #expect(try expectRoundTrip(#"{"method":"maybe"}"#, as: ClientNotification.self) == .maybe(nil))
    #expect(try expectRoundTrip(#"{"method":"pause"}"#, as: ClientSignal.self) == .pause)
  }

  @Test("A request of the server is decoded like a request of a client")
  func serverRequest() throws {
    let request = try expectRoundTrip(
      #"{"id":"q","method":"notes/confirm","params":{"question":"?"}}"#,
      as: ServerRequest.self
    )
    #expect(request.id == .string("q"))
  }
}

@Suite("Methods")
struct MethodsTests {
  @Test("A method has its name, its parameters and its response type")
  func method() throws {
    let call = RPC.NotesList(NotesListParams(folder: "f"))
    #expect(RPC.NotesList.name == "notes/list")
    #expect(call.params.folder == "f")
    #expect(try response(of: call, #"{"notes":["n"]}"#) == NotesListResponse(notes: ["n"]))
  }

  @Test("Parameters that may be left out in JSON may be left out in Swift")
  @available(*, deprecated)
  func omittedParameters() {
    #expect(RPC.NotesSync().params == NoParams())
    #expect(RPC.NotesClear().params == nil)
    #expect(RPC.NotesClear(NotesClearParams(before: 1)).params?.before == 1)
  }

  @Test("A method without a definition of its response has any JSON value as its response")
  func untypedAnswer() throws {
    let call = RPC.NotesInline(ClientRequest.NotesInlineParams(text: "t"))
    #expect(try response(of: call, #"{"a":[1]}"#) == ["a": [1]])
  }

  @Test("Client and server have their own methods")
  func senders() throws {
    #expect(sender(of: RPC.NotesList.self) == "client")
    #expect(sender(of: RPC.NotesConfirm.self) == "server")
    let call = RPC.NotesConfirm(NotesConfirmParams(question: "?"))
    #expect(try response(of: call, #"{"isConfirmed":true}"#) == NotesConfirmResponse(isConfirmed: true))
  }

  private func sender<Call: ClientMethod>(of call: Call.Type) -> String { "client" }
  private func sender<Call: ServerMethod>(of call: Call.Type) -> String { "server" }

  private func response<Call: RPCMethod>(of call: Call, _ json: String) throws -> Call.Response {
    try WireDecoder().decode(Call.Response.self, from: Data(json.utf8))
  }
}

/// Expects that `json` is kept unchanged, with `reason` as the reason why it could not be decoded.
private func expectRoundTrip(
  _ json: String,
  as type: ClientRequest.Type,
  failing reason: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> ClientRequest {
  let request = try decoded(json, as: type)
  #expect(try encoded(request) == JSONValue(parsing: json.utf8), sourceLocation: sourceLocation)
  guard case .unrecognized(let message) = request else {
    Issue.record("\(request) should be unrecognized", sourceLocation: sourceLocation)
    return request
  }
  #expect(message.failure?.description == reason, sourceLocation: sourceLocation)
  return request
}
