import CodexWire
import Foundation
import Testing

@testable import CodexTesting

@Suite("Scripted model server")
struct ScriptedModelServerTests {
  @Test("A reply is sent as a stream of server-sent events")
  func streamedReply() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }
    model.enqueue(.message(deltas: ["a", "\"\n"]).usage(.init(inputTokens: 2, cachedInputTokens: 1, outputTokens: 3)))

    let response = try await client.post(PlainHTTPClient.body("hi"))

    #expect(response.status == 200)
    #expect(
      response.text == #"""
        event: response.created
        data: {"response":{"id":"resp_1"},"type":"response.created"}

        event: response.output_item.added
        data: {"item":{"content":[],"id":"msg_1_1","role":"assistant","type":"message"},"type":"response.output_item.added"}

        event: response.output_text.delta
        data: {"delta":"a","item_id":"msg_1_1","type":"response.output_text.delta"}

        event: response.output_text.delta
        data: {"delta":"\"\n","item_id":"msg_1_1","type":"response.output_text.delta"}

        event: response.output_item.done
        data: {"item":{"content":[{"text":"a\"\n","type":"output_text"}],"id":"msg_1_1","role":"assistant","type":"message"},"type":"response.output_item.done"}

        event: response.completed
        data: {"response":{"id":"resp_1","usage":{"input_tokens":2,"input_tokens_details":{"cached_tokens":1},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":5}},"type":"response.completed"}


        """#
    )
  }

  @Test("Queued replies are sent in order")
  func queue() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }
    model.enqueue(
      .message("one"),
      .httpResponse(status: 429, headers: ["Retry-After": "1"], body: "slow down"),
      .message("three")
    )

    let responses = [try await client.post("{}"), try await client.post("{}"), try await client.post("{}")]

    #expect(responses.map(\.status) == [200, 429, 200])
    #expect(responses[0].text.contains("one"))
    #expect(responses[1].text == "slow down")
    #expect(responses[2].text.contains("three"))
  }

  @Test("Replies for a matcher come before rules, and rules come before the queue")
  func priorities() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }
    model.enqueue(.message("from the queue"))
    model.when(.lastUserText(contains: "apple")) { .message("rule for \($0.lastUserText ?? "")") }
    model.when(.review, reply: .reviewerAllows)
    model.enqueue(for: .lastUserText(contains: "apple"), .message("first"), .message("second"))

    var texts: [String] = []
    for text in ["apple", "apple", "apple", "pear"] {
      texts.append(try await client.post(PlainHTTPClient.body(text)).text)
    }
    let review = try await client.post(PlainHTTPClient.body("about the apple", model: "codex-auto-review"))

    for (text, expected) in zip(texts, ["first", "second", "rule for apple", "from the queue"]) {
      #expect(text.contains(expected))
    }
    #expect(review.text.contains(#"{\"outcome\":\"allow\"}"#))
    #expect(model.remainingReplies == 0)
  }

  @Test("A request without a scripted reply gets an error response that says so")
  func unscriptedRequest() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }

    let response = try await client.post(PlainHTTPClient.body("what now"))

    #expect(response.status == 500)
    let reason = #"no reply is scripted for request 0 (model mock-model, last user text \"what now\")"#
    #expect(response.text.contains(reason))
    #expect(model.unexpectedRequests == model.requests)
  }

  @Test("Requests that the server does not support get an error response and are recorded")
  func unsupportedRequests() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }

    #expect(try await client.send("GET", "/models").status == 200)
    #expect(try await client.send("GET", "/elsewhere").status == 404)
    #expect(try await client.post("not JSON").status == 400)
    // Foundation's `JSONDecoder` stops the program for this number.
    #expect(try await client.post("{\"n\":0.\(String(repeating: "0", count: 150))9e167}").status == 400)
    let compressed = try await client.post("{}", headers: ["Content-Encoding": "zstd"])
    #expect(compressed.status == 415)
    #expect(compressed.text.contains("the body is compressed (zstd), but this server reads only uncompressed JSON"))

    #expect(model.modelListRequests.map(\.path) == ["/v1/models"])
    #expect(model.unexpectedRequests.count == 4)
    #expect(model.requests.isEmpty)
  }

  @Test("A test can wait for the next request, for a request by index and for a matching request")
  func waiting() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }
    model.when(.any, reply: .message("ok"))
    let first = Task { try await model.nextRequest() }
    let third = Task { try await model.request(at: 2) }
    let pear = Task { try await model.firstRequest(matching: .lastUserText(contains: "pear")) }

    for text in ["apple", "pear", "plum"] {
      _ = try await client.post(PlainHTTPClient.body(text), headers: ["X-Test": text])
    }

    #expect(try await first.value.lastUserText == "apple")
    #expect(try await third.value.headers["x-test"] == "plum")
    #expect(try await pear.value.index == 1)
    #expect(try await model.nextRequest().lastUserText == "pear")
  }

  @Test("Waiting for a request ends when the task is cancelled, the time is over or the server is closed")
  func endOfWaiting() async throws {
    let (model, _) = try await Self.start()
    let cancelled = Task { try await model.nextRequest() }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }

    await #expect {
      try await model.nextRequest(timeout: .milliseconds(1))
    } throws: { error in
      "\(error)".hasPrefix("No further request reached the scripted model server within 0.001 seconds.")
    }

    let waiting = Task { try await model.request(at: 0) }
    model.close()
    await #expect(throws: ScriptedModelServerError.self) { try await waiting.value }
    model.close()
  }

  @Test("A closed server accepts no requests")
  func closedServer() async throws {
    let (model, client) = try await Self.start()
    model.close()
    await #expect(throws: (any Error).self) { try await client.post("{}") }
  }

  @Test("Replies to several clients wait at one pause and are resumed together")
  func concurrentClients() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }
    let pause = ReplyPause()
    model.when(.any) { .message($0.lastUserText ?? "").paused(at: pause) }

    try await withThrowingTaskGroup(of: Void.self) { group in
      // URLSession opens at most six connections to one host.
      for index in 0..<6 {
        group.addTask {
          let response = try await client.post(PlainHTTPClient.body("client \(index)"))
          #expect(response.text.contains("client \(index)"))
        }
      }
      try await pause.waitUntilReached(count: 6)
      pause.resume()
      try await group.waitForAll()
    }
  }

  @Test("Two replies can be combined into one response")
  func combinedReply() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }
    model.enqueue(
      .message("First I look.", phase: .commentary).then(
        .command("ls", workingDirectory: "/tmp", escalationReason: "why")
      )
    )

    let text = try await client.post("{}").text

    #expect(text.components(separatedBy: "response.created").count == 3)
    #expect(text.contains(#""phase":"commentary""#))
    #expect(text.contains(#""call_id":"call_1_2""#))
    #expect(
      text.contains(
        #"{\"cmd\":\"ls\",\"justification\":\"why\",\"sandbox_permissions\":\"require_escalated\",\"workdir\":\"/tmp\"}"#
      )
    )
  }

  @Test("Raw events are sent unchanged, without events around them")
  func rawEvents() async throws {
    let (model, client) = try await Self.start()
    defer { model.close() }
    model.enqueue(.events([ModelEvent("response.odd", ["n": 1.5])]))

    #expect(try await client.post("{}").text == "event: response.odd\ndata: {\"n\":1.5,\"type\":\"response.odd\"}\n\n")
  }

  private static func start() async throws -> (ScriptedModelServer, PlainHTTPClient) {
    let model = try await ScriptedModelServer()
    return (model, PlainHTTPClient(baseURL: model.baseURL))
  }
}
