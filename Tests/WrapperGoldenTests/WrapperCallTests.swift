import CodexWire
import Testing

@Suite("The requests and results of wrappers")
struct WrapperCallTests {
  private let codex = Codex()
  private var thread: CodexThread { CodexThread(codex: codex, id: "t") }

  @Test("The owner provides its properties, also where a parameter has the name of the owner's member")
  func owners() async throws {
    try await thread.setName("n")
    try await thread.pin(codex: "c", id: "i")
    try await CodexTurn(codex: codex, threadID: "t", id: "u").interrupt()
    #expect(
      await codex.sent == [
        #"thread/name/set {"name":"n","threadId":"t"}"#,
        #"thread/pin {"codex":"c","id":"i","threadId":"t"}"#,
        #"turn/interrupt {"threadId":"t","turnId":"u"}"#,
      ]
    )
  }

  @Test("Absent, null and a value of a three-state property are different requests")
  func patch() async throws {
    try await thread.updateMetadata()
    try await thread.updateMetadata(branch: .clear)
    try await thread.updateMetadata(branch: .set("b"), title: "t")
    #expect(
      await codex.sent == [
        #"thread/metadata/update {"threadId":"t"}"#,
        #"thread/metadata/update {"branch":null,"threadId":"t"}"#,
        #"thread/metadata/update {"branch":"b","threadId":"t","title":"t"}"#,
      ]
    )
  }

  @Test("A hidden property is not sent, or sent as null where it is required")
  func hidden() async throws {
    try await thread.tag(weight: 2)
    #expect(await codex.sent == [#"thread/tag {"parent":null,"threadId":"t","weight":2}"#])
  }

  @Test("A duration is sent as a whole number of the property's unit, and not at all when it is not given")
  func durations() async throws {
    let codex = Codex(answering: #"{"thread":{"id":"t"},"turnId":"u"}"#)
    let thread = CodexThread(codex: codex, id: "t")
    _ = try await thread.startTurn("i", turnTimeout: .set(.milliseconds(1500)))
    _ = try await thread.run("i", turnTimeout: .seconds(1))
    _ = try await thread.run("i")
    #expect(
      await codex.sent == [
        #"turn/start {"input":[{"text":"i"}],"threadId":"t","timeoutMs":1500}"#,
        #"turn/start {"input":[{"text":"i"}],"threadId":"t","timeoutMs":1000}"#,
        #"turn/start {"input":[{"text":"i"}],"threadId":"t"}"#,
      ]
    )
  }

  @Test("Every wrapper passes its timeout to the request, also one that returns a handle")
  func timeouts() async throws {
    let codex = Codex(answering: #"{"thread":{"id":"t"},"turnId":"u"}"#)
    let thread = CodexThread(codex: codex, id: "t")
    _ = try await thread.startTurn("i", timeout: .seconds(1))
    _ = try await thread.run("i", timeout: .seconds(2))
    try await codex.account.logout(timeout: .seconds(3))
    try await codex.account.logout()
    #expect(await codex.timeouts == [.seconds(1), .seconds(2), .seconds(3), nil])
  }

  @Test("Parameters that are a union are given as they are; those that are null are not sent")
  func wholeParameters() async throws {
    try await codex.account.login(.apiKey(.init(key: "k")))
    try await codex.account.login(.browser)
    try await codex.account.logout()
    #expect(
      await codex.sent == [
        #"account/login {"key":"k","type":"apiKey"}"#, #"account/login {"type":"browser"}"#, "account/logout",
      ]
    )
  }

  @Test("Parameters that may be left out become several parameters when each of their properties may be left out too")
  func optionalParameters() async throws {
    try await codex.account.usage()
    try await codex.account.usage(threadID: "t")
    try await codex.limits()
    try await codex.limits(AccountLimitsParams(scope: "s"))
    #expect(
      await codex.sent == [
        "account/usage {}", #"account/usage {"threadId":"t"}"#, "account/limits", #"account/limits {"scope":"s"}"#,
      ]
    )
  }

  @Test("Parameters may have any name, and more members than the schema declares")
  func names() async throws {
    try await codex.files.readFile(in: "/", path: "p")
    try await codex.files.put(params: "p", sandbox: .off, additionalProperties: ["more": "m"])
    #expect(
      await codex.sent == [
        #"fs/readFile {"in":"/","path":"p"}"#, #"fs/put {"more":"m","params":"p","sandbox":"none"}"#,
      ]
    )
  }

  @Test("A wrapper returns the declared property of the response")
  func parts() async throws {
    let codex = Codex(answering: #"{"thread":{"id":"a"},"data":[{"id":"b"}],"files":["f"],"total":1,"goal":"g"}"#)
    #expect(try await codex.startReadingThread().id == "a")
    #expect(try await codex.listThreads(limit: 1).map(\.id) == ["b"])
    #expect(try await codex.files.search(query: "q") == ["f"])
    #expect(try await CodexThread(codex: codex, id: "t").goal() == "g")
    #expect(try await CodexThread(codex: self.codex, id: "t").goal() == nil)
  }

  @Test("A deprecated method has a deprecated wrapper")
  @available(*, deprecated)
  func deprecated() async throws {
    try await thread.archive()
    #expect(await codex.sent == [#"thread/archive {"threadId":"t"}"#])
  }

  @Test("A wrapper has the same name with and without an experimental parameter")
  func gatedParameter() async throws {
    try await thread.setGoal(objective: "o")
    #expect(await codex.sent == [#"thread/goal/set {"objective":"o","threadId":"t"}"#])
  }

  #if ExperimentalAPI
  @Test("Experimental parameters and methods exist with the trait")
  func gated() async throws {
    try await thread.setGoal(objective: "o", budget: 1)
    try await thread.appendRealtimeAudio("a")
    try await codex.processes.kill(grace: .milliseconds(1500), handle: "h")
    #expect(
      await codex.sent == [
        #"thread/goal/set {"budget":1,"objective":"o","threadId":"t"}"#,
        #"thread/realtime/appendAudio {"audio":"a","threadId":"t"}"#,
        #"process/kill {"graceSecs":2,"handle":"h"}"#,
      ]
    )
  }
  #endif
}

@Suite("The sequences of methods that return pages")
struct PageCallTests {
  private let codex = Codex(answering: #"{"data":[{"id":"a"}],"nextCursor":"n"}"#)

  @Test("request each page with the function for one page, and pass the filters on")
  func pages() async throws {
    let sequence = CodexThread(codex: codex, id: "t").allTurns(order: "old", pageSize: 5, maximum: 7, startingAt: "c")

    let page = try await sequence.fetch("d", 3)

    #expect(sequence.method == "turn/list")
    #expect(sequence.start == "c")
    #expect(sequence.pageSize == 5)
    #expect(sequence.maximum == 7)
    #expect(page.elements.map(\.id) == ["a"])
    #expect(page.nextCursor == "n")
    #expect(await codex.sent == [#"turn/list {"cursor":"d","limit":3,"order":"old","threadId":"t"}"#])
  }
}
