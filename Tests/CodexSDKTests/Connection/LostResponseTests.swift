import Foundation
import Testing

@testable import CodexSDK

/// Responses that are damaged, so that their IDs cannot be read.
@Suite struct `A response without a readable ID` {
  private static let damaged = "{\"id\":\u{1}2,\"result\":{\"data\":[]}}"
  private let listModels = RPC.ModelList(ModelListParams())

  @Test(arguments: [
    damaged,
    #"{"id":[2],"result":{"data":[]}}"#,
    #"{"id":2,"id":2,"result":{"data":[]}}"#,
    #"{"result":{"data":[]},"i"#,
    #"{"error":{"code":1,"message":"no"},"id":x}"#,
  ])
  func `fails the request that waits alone, and the connection goes on`(response: String) async throws {
    let unhandled = BufferedStream<UnhandledMessage>(limit: 10)
    let (codex, server) = try await connect(
      CodexConfiguration(onUnhandledMessage: { unhandled.push($0, isDroppable: false)?() })
    )
    let call = Task { try await codex.send(listModels) }
    _ = try await server.next("model/list")
    try server.sendRaw(response)
    await #expect {
      _ = try await call.value
    } throws: { error in
      guard case CodexError.decoding(method: "model/list", let failure) = error else { return false }
      return failure.reason.contains("ID could not be read")
    }
    guard case .malformed(let message, _)? = try await unhandled.next() else {
      Issue.record("the damaged message should be reported")
      return
    }
    #expect(message == Data(response.utf8))

    async let next = codex.send(listModels)
    try server.reply(to: try await server.next("model/list"), ["data": []])
    #expect(try await next.data.isEmpty)
    await codex.close()
  }

  @Test func `fails no request while it can belong to several, and the last one that is left`() async throws {
    let (codex, server) = try await connect()
    let first = Task { try await codex.send(listModels) }
    let firstRequest = try await server.next("model/list")
    let second = Task { try await codex.send(listModels) }
    _ = try await server.next("model/list")
    try server.sendRaw(Self.damaged)
    // The response to the first request excludes the first request, so the lost response belonged to the second one.
    try server.reply(to: firstRequest, ["data": [], "nextCursor": "next"])
    #expect(try await first.value.nextCursor == "next")
    await #expect {
      _ = try await second.value
    } throws: { error in
      if case CodexError.decoding(method: "model/list", _) = error { true } else { false }
    }
    await codex.close()
  }

  @Test func `fails as many requests as responses are lost`() async throws {
    let (codex, server) = try await connect()
    let calls = (0..<3).map { _ in Task { try await codex.send(listModels) } }
    var requests: [JSONValue] = []
    for _ in calls { requests.append(try await server.next("model/list")) }
    try server.sendRaw(Self.damaged)
    try server.reply(to: requests[0], ["data": []])
    try server.sendRaw(Self.damaged)
    try server.reply(to: requests[1], ["data": []])
    var failureCount = 0
    for call in calls {
      do {
        _ = try await call.value
      } catch CodexError.decoding {
        failureCount += 1
      }
    }
    #expect(failureCount == 1)
    await codex.close()
  }

  @Test func `can belong to a cancelled request, so it does not fail the request that still waits`() async throws {
    let (codex, server) = try await connect()
    let cancelled = Task { try await codex.send(listModels) }
    _ = try await server.next("model/list")
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { _ = try await cancelled.value }
    let waiting = Task { try await codex.send(listModels) }
    let request = try await server.next("model/list")
    try server.sendRaw(Self.damaged)
    try server.reply(to: request, ["data": [], "nextCursor": "next"])
    #expect(try await waiting.value.nextCursor == "next")
    await codex.close()
  }

  @Test(arguments: ["garbage", "\u{1}\"id\":2,\"result\":{}}", #"{"method":1,"id":{}}"#, "{}"])
  func `and without another sign of a response fails no request`(message: String) async throws {
    let (codex, server) = try await connect()
    let call = Task { try await codex.send(listModels) }
    let request = try await server.next("model/list")
    try server.sendRaw(message)
    try server.reply(to: request, ["data": [], "nextCursor": "next"])
    #expect(try await call.value.nextCursor == "next")
    await codex.close()
  }

  @Test func `makes opening fail when it is the response to initialize`() async throws {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    let opening = Task { try await Codex(transport: client, configuration: CodexConfiguration()) }
    _ = try await server.next("initialize")
    try server.sendRaw(Self.damaged)
    await #expect(throws: CodexError.self) { _ = try await opening.value }
  }
}

@Suite struct `The search for the requests of lost responses` {
  @Test func `finds a request when all other requests have responses`() {
    var lost = LostResponses()
    lost.add(candidates: [1, 2, 3], reason: "damaged")
    #expect(lost.takeCertain() == nil)
    lost.exclude(1)
    lost.exclude(4)
    #expect(lost.takeCertain() == nil)
    lost.exclude(3)
    #expect(lost.takeCertain()?.id == 2)
    #expect(lost.takeCertain() == nil)
  }

  @Test func `ends without a request when each request has a response`() {
    var lost = LostResponses()
    lost.add(candidates: [1, 2], reason: "damaged")
    lost.exclude(1)
    lost.exclude(2)
    #expect(lost.takeCertain() == nil)
  }

  @Test func `excludes a found request from the other lost responses`() {
    var lost = LostResponses()
    lost.add(candidates: [1], reason: "first")
    lost.add(candidates: [1, 2], reason: "second")
    let first = lost.takeCertain()
    let second = lost.takeCertain()
    #expect(first?.id == 1)
    #expect(first?.reason == "first")
    #expect(second?.id == 2)
    #expect(second?.reason == "second")
  }

  @Test func `is limited, so that a broken server cannot use much memory`() {
    var lost = LostResponses()
    lost.add(candidates: Set(0...Int64(LostResponses.candidateLimit)), reason: "too many candidates")
    for id in 1...Int64(LostResponses.candidateLimit) { lost.exclude(id) }
    #expect(lost.takeCertain() == nil)
    for _ in 0..<LostResponses.limit { lost.add(candidates: [1, 2], reason: "within the limit") }
    lost.add(candidates: [3], reason: "too many losses")
    #expect(lost.takeCertain() == nil)
  }
}
