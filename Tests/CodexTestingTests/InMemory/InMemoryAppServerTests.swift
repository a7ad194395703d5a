import CodexProtocol
import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("In-memory app-server")
struct InMemoryAppServerTests {
  @Test func greetsWithoutAHandler() async throws {
    let client = InMemoryClient()

    let answer = try await client.request("initialize", Self.greeting)

    let response = try JSONDecoder().decode(InitializeResponse.self, from: JSONEncoder().encode(answer["result"]))
    #expect(response.platformFamily == "unix")
  }

  @Test func refusesWhatComesBeforeTheGreetingAndASecondGreeting() async throws {
    let client = InMemoryClient()

    let early = try await client.request("thread/list", [:])
    _ = try await client.request("initialize", Self.greeting)
    let second = try await client.request("initialize", Self.greeting)

    #expect(early["error"] == ["code": -32600, "message": "Not initialized"])
    #expect(second["error"] == ["code": -32600, "message": "Already initialized"])
  }

  @Test func answersATypedRequestAndKeepsTheIDAsItCame() async throws {
    let client = try await InMemoryClient.greeted()
    client.server.on(RPC.ThreadArchive.self) { _ in ThreadArchiveResponse() }

    for id: JSONValue in [7, "seven"] {
      let answer = try await client.request("thread/archive", ["threadId": "t1"], id: id)
      #expect(answer == ["id": id, "result": [:]])
    }
    #expect(try client.server.params(of: RPC.ThreadArchive.self).map(\.threadID) == ["t1", "t1"])
  }

  @Test func refusesAMethodWithoutHandlerAndParametersThatDoNotDecode() async throws {
    let client = try await InMemoryClient.greeted()
    client.server.on(RPC.ThreadArchive.self) { _ in ThreadArchiveResponse() }

    let unknown = try await client.request("thread/fly", [:])
    let malformed = try await client.request("thread/archive", ["threadId": 5])

    #expect(unknown["error"]?["code"] == -32600)
    #expect(unknown["error"]?["message"]?.stringValue?.contains("unknown variant `thread/fly`") == true)
    #expect(malformed["error"]?["code"] == -32600)
    #expect(malformed["error"]?["message"]?.stringValue?.contains("/params/threadId") == true)
  }

  @Test func refusesWithWhatAHandlerThrows() async throws {
    let client = try await InMemoryClient.greeted()
    client.server.on(RPC.ThreadArchive.self) { _ in throw RPCRefusal.overloaded }

    let answer = try await client.request("thread/archive", ["threadId": "t1"])

    #expect(answer["error"] == ["code": -32001, "message": "Server overloaded; retry later."])
  }

  @Test func whatAHandlerSendsComesBeforeItsAnswerAndWhatFollowsAfter() async throws {
    let client = try await InMemoryClient.greeted()
    let server = client.server
    server.on(RPC.ThreadArchive.self) { params in
      try server.notify(
        .threadArchived(.init(.init(threadID: params.threadID), envelope: .init(emittedAtMilliseconds: 5)))
      )
      return ThreadArchiveResponse()
    } afterwards: { params, _ in
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

  @Test func asksTheClientAndGetsItsAnswer() async throws {
    let client = try await InMemoryClient.greeted()
    client.answer = { request in
      #expect(request["params"] == ["threadId": "t1"])
      return ["id": request["id"] ?? .null, "result": ["token": "secret"]]
    }

    for id in 0..<2 {
      let answer = try await client.server.request("attestation/generate", ["threadId": "t1"])
      #expect(answer == ["token": "secret"])
      #expect(client.messages.last?["id"] == .integer(Int64(id)))
    }
  }

  @Test func asksTheClientWithTypes() async throws {
    let client = try await InMemoryClient.greeted()
    client.answer = { ["id": $0["id"] ?? .null, "result": ["token": "secret"]] }

    let response = try await client.server.request(RPC.AttestationGenerate(.init()))

    #expect(response.token == "secret")
  }

  @Test func throwsWhatTheClientRefusesWith() async throws {
    let client = try await InMemoryClient.greeted()
    client.answer = { ["id": $0["id"] ?? .null, "error": ["code": -32603, "message": "no"]] }

    await #expect(throws: RPCRefusal(code: -32603, message: "no")) {
      try await client.server.request("attestation/generate", nil)
    }
  }

  @Test func recordsWhatTheClientSendsByteForByte() async throws {
    let client = try await InMemoryClient.greeted()
    let line = #"{"params":{"b":1, "a":2},"method":"note"}"#

    client.server.receive(Array((line + "\n").utf8))
    client.server.receive(Array("no JSON".utf8))

    #expect(client.server.received.suffix(2).map { String(decoding: $0.bytes, as: UTF8.self) } == [line, "no JSON"])
    #expect(client.server.received.last?.json == .null)
  }

  @Test func aMessageSentBeforeTheConnectionIsDeliveredWithIt() async throws {
    let server = InMemoryAppServer()
    server.notify("early", [:])

    let client = InMemoryClient(server)

    #expect(client.messages == [["method": "early", "params": [:]]])
  }

  @Test func theEndOfTheConnectionEndsWhoWaits() async throws {
    let client = try await InMemoryClient.greeted()
    let answer = Task { try await client.server.request("attestation/generate", [:]) }
    try await client.wait { $0.last?["method"] == "attestation/generate" }

    client.server.disconnect()

    await #expect(throws: CancellationError.self) { try await answer.value }
  }

  @Test func messagesKeepTheirOrderFromManyTasks() async throws {
    let client = try await InMemoryClient.greeted()
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

  static let greeting: JSONValue = ["clientInfo": ["name": "test", "title": .null, "version": "1"]]
}
