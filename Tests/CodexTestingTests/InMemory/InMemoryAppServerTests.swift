import CodexProtocol
import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("In-memory app-server")
struct InMemoryAppServerTests {
  @Test("The server responds to initialize without a handler of the test")
  func initialize() async throws {
    let client = InMemoryClient()

    let message = try await client.request("initialize", Self.initializeParams)

    let response = try JSONDecoder().decode(InitializeResponse.self, from: JSONEncoder().encode(message["result"]))
    #expect(response.platformFamily == "unix")
  }

  @Test("A request before initialize and a second initialize get an error response")
  func invalidHandshake() async throws {
    let client = InMemoryClient()

    let early = try await client.request("thread/list", [:])
    _ = try await client.request("initialize", Self.initializeParams)
    let second = try await client.request("initialize", Self.initializeParams)

    #expect(early["error"] == ["code": -32600, "message": "Not initialized"])
    #expect(second["error"] == ["code": -32600, "message": "Already initialized"])
  }

  @Test("A typed handler responds to a request, and the response has the id of the request")
  func typedHandler() async throws {
    let client = try await InMemoryClient.initialized()
    client.server.respond(to: RPC.ThreadArchive.self) { _ in ThreadArchiveResponse() }

    for id: JSONValue in [7, "seven"] {
      let response = try await client.request("thread/archive", ["threadId": "t1"], id: id)
      #expect(response == ["id": id, "result": [:]])
    }
    #expect(try client.server.params(of: RPC.ThreadArchive.self).map(\.threadID) == ["t1", "t1"])
  }

  @Test("A method without a handler and parameters that do not decode get an error response")
  func invalidRequests() async throws {
    let client = try await InMemoryClient.initialized()
    client.server.respond(to: RPC.ThreadArchive.self) { _ in ThreadArchiveResponse() }

    let unknown = try await client.request("thread/fly", [:])
    let malformed = try await client.request("thread/archive", ["threadId": 5])

    #expect(unknown["error"]?["code"] == -32600)
    #expect(unknown["error"]?["message"]?.stringValue?.contains("unknown variant `thread/fly`") == true)
    #expect(malformed["error"]?["code"] == -32600)
    #expect(malformed["error"]?["message"]?.stringValue?.contains("/params/threadId") == true)
  }

  @Test("An error object that a handler throws is the error of the response")
  func errorOfHandler() async throws {
    let client = try await InMemoryClient.initialized()
    client.server.respond(to: RPC.ThreadArchive.self) { _ in
      throw RPCError(code: RPCError.Code.overloaded, message: "Server overloaded; retry later.")
    }

    let response = try await client.request("thread/archive", ["threadId": "t1"])

    #expect(response["error"] == ["code": -32001, "message": "Server overloaded; retry later."])
  }

  @Test("A handler can send messages before and after its response")
  func orderOfMessages() async throws {
    let client = try await InMemoryClient.initialized()
    let server = client.server
    server.respond(to: RPC.ThreadArchive.self) { params in
      try server.notify(
        .threadArchived(.init(.init(threadID: params.threadID), envelope: .init(emittedAtMilliseconds: 5)))
      )
      return ThreadArchiveResponse()
    } afterResponse: { params, _ in
      server.notify("thread/later", ["threadId": .string(params.threadID)])
    }

    _ = try await client.request("thread/archive", ["threadId": "t1"], id: 9)
    try await client.wait { $0.contains { $0["method"] == "thread/later" } }

    #expect(
      client.messages.suffix(3) == [
        ["method": "thread/archived", "params": ["threadId": "t1"], "emittedAtMs": 5],
        ["id": 9, "result": [:]],
        ["method": "thread/later", "params": ["threadId": "t1"]],
      ]
    )
  }

  @Test("The server sends a request by name and receives the result")
  func untypedRequest() async throws {
    let client = try await InMemoryClient.initialized()
    client.respond = { request in
      #expect(request["params"] == ["threadId": "t1"])
      return ["id": request["id"] ?? .null, "result": ["token": "secret"]]
    }

    for id in 0..<2 {
      let result = try await client.server.request("attestation/generate", ["threadId": "t1"])
      #expect(result == ["token": "secret"])
      #expect(client.messages.last?["id"] == .integer(Int64(id)))
    }
  }

  @Test("The server sends a typed request and receives the decoded response")
  func typedRequest() async throws {
    let client = try await InMemoryClient.initialized()
    client.respond = { ["id": $0["id"] ?? .null, "result": ["token": "secret"]] }

    let response = try await client.server.request(RPC.AttestationGenerate(.init()))

    #expect(response.token == "secret")
  }

  @Test("An error response of the client is thrown as an error object")
  func errorOfClient() async throws {
    let client = try await InMemoryClient.initialized()
    client.respond = { ["id": $0["id"] ?? .null, "error": ["code": -32603, "message": "no"]] }

    await #expect(throws: RPCError(code: -32603, message: "no")) {
      try await client.server.request("attestation/generate", nil)
    }
  }

  @Test("The messages of the client are recorded byte for byte, even when they are not JSON")
  func recordedBytes() async throws {
    let client = try await InMemoryClient.initialized()
    let line = #"{"params":{"b":1, "a":2},"method":"note"}"#

    client.server.receive(Array((line + "\n").utf8))
    client.server.receive(Array("not JSON".utf8))

    #expect(
      client.server.receivedMessages.suffix(2).map { String(decoding: $0.bytes, as: UTF8.self) } == [line, "not JSON"]
    )
    #expect(client.server.receivedMessages.last?.json == .null)
  }

  @Test("A message that is sent before a client connects is delivered when the client connects")
  func messagesBeforeConnection() async throws {
    let server = InMemoryAppServer()
    server.notify("early", [:])

    let client = InMemoryClient(server)

    #expect(client.messages == [["method": "early", "params": [:]]])
  }

  @Test("Disconnecting ends the wait for a response")
  func disconnect() async throws {
    let client = try await InMemoryClient.initialized()
    let response = Task { try await client.server.request("attestation/generate", [:]) }
    try await client.wait { $0.last?["method"] == "attestation/generate" }

    client.server.disconnect()

    await #expect(throws: CancellationError.self) { try await response.value }
  }

  @Test("Messages of several tasks are delivered in the order in which each task sent them")
  func concurrentSenders() async throws {
    let client = try await InMemoryClient.initialized()
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for index in 0..<100 { client.server.notify("n\(task)", ["index": .integer(Int64(index))]) }
        }
      }
    }
    for task in 0..<8 {
      let messages = client.messages.filter { $0["method"] == .string("n\(task)") }
      let indices = messages.compactMap { $0["params"]?["index"]?.intValue }
      #expect(indices == Array(0..<100))
    }
  }

  static let initializeParams: JSONValue = ["clientInfo": ["name": "test", "title": .null, "version": "1"]]
}
