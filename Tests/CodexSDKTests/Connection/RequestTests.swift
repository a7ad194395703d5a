import Foundation
import Testing

@testable import CodexSDK

@Suite struct Requests {
  private let listModels = RPC.ModelList(ModelListParams(limit: 3))

  @Test func `a request has an integer ID, the method and its parameters, and no member jsonrpc`() async throws {
    let (codex, server) = try await connect()
    async let models = codex.send(listModels)
    let request = try await server.next("model/list")
    #expect(request == ["id": 2, "method": "model/list", "params": ["limit": 3]])
    try server.reply(to: request, ["data": []])
    #expect(try await models.data.isEmpty)
    await codex.close()
  }

  @Test func `a thousand concurrent requests each get their own response, in any order`() async throws {
    let (codex, server) = try await connect()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<1000 {
        group.addTask {
          let call = RPC.ModelList(ModelListParams(cursor: "\(number)"))
          return try await codex.send(call).nextCursor == "\(number)"
        }
      }
      var requests: [JSONValue] = []
      for _ in 0..<1000 { requests.append(try await server.next("model/list")) }
      for request in requests.reversed() {
        try server.reply(to: request, ["data": [], "nextCursor": request["params"]?["cursor"] ?? .null])
      }
      for try await isOwn in group { #expect(isOwn) }
    }
    await codex.close()
  }

  @Test func `an error object is thrown with its code, message and data and the method and ID of the request`()
    async throws
  {
    let (codex, server) = try await connect()
    async let response = codex.send(listModels)
    let request = try await server.next("model/list")
    try server.send(["id": 2, "error": ["code": -32602, "message": "bad limit", "data": ["limit": 3]]])
    #expect(request["id"] == 2)
    do {
      _ = try await response
      Issue.record("expected an error")
    } catch CodexError.requestFailed(let failure) {
      #expect(
        failure
          == RequestFailure(
            RPCError(code: -32602, message: "bad limit", data: ["limit": 3]),
            method: "model/list",
            id: 2
          )
      )
      #expect(failure.error.isInvalidParams)
      #expect("\(CodexError.requestFailed(failure))".contains("model/list"))
    }
    await codex.close()
  }

  @Test func `a response that cannot be decoded fails only its own call, with the method and the JSON pointer`()
    async throws
  {
    let (codex, server) = try await connect()
    async let broken = codex.send(listModels)
    try server.reply(to: try await server.next("model/list"), ["data": ["no model"]])
    do {
      _ = try await broken
      Issue.record("expected an error")
    } catch CodexError.decoding(let method, let failure) {
      #expect(method == "model/list")
      #expect(failure.pointer == "/result/data/0")
    }
    async let sound = codex.send(listModels)
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await sound
    await codex.close()
  }

  @Test func `cancelling ends the wait immediately, and the later response is ignored`() async throws {
    let unhandled = BufferedStream<UnhandledMessage>(limit: 10)
    let (codex, server) = try await connect(
      CodexConfiguration(onUnhandledMessage: { unhandled.push($0, isDroppable: false)?() })
    )
    let call = Task { try await codex.send(listModels) }
    let request = try await server.next("model/list")
    call.cancel()
    await #expect(throws: CancellationError.self) { _ = try await call.value }
    try server.reply(to: request, ["data": []])
    try server.send(["id": 99, "result": [:]])
    // Only the response to an unknown request is reported.
    guard case .response(let data)? = try await unhandled.next() else {
      Issue.record("an response without a request should be reported")
      return
    }
    #expect(String(decoding: data, as: UTF8.self).contains("99"))
    async let next = codex.send(listModels)
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await next
    await codex.close()
  }

  @Test func `a cancelled task sends no request`() async throws {
    let (codex, server) = try await connect()
    let call = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await codex.send(listModels)
    }
    await #expect(throws: CancellationError.self) { try await call.value }
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test func `a missing response is a timeout error with the method and the duration`() async throws {
    let (codex, _) = try await connect(CodexConfiguration(requestTimeout: .seconds(600)))
    await #expect {
      _ = try await codex.send(listModels, timeout: .milliseconds(10))
    } throws: { error in
      if case CodexError.timeout(method: "model/list", after: .milliseconds(10)) = error { true } else { false }
    }
    await codex.close()
  }

  @Test func `a request that the server refuses as overloaded is repeated with a new ID until it succeeds`()
    async throws
  {
    let (codex, server) = try await connect(
      CodexConfiguration(retry: RetryPolicy(maximumAttempts: 3, initialDelay: .microseconds(1)))
    )
    async let models = codex.send(listModels)
    try server.refuse(try await server.next("model/list"), code: -32001)
    try server.refuse(try await server.next("model/list"), code: -32001)
    let third = try await server.next("model/list")
    #expect(third["id"] == 4)
    try server.reply(to: third, ["data": []])
    _ = try await models
    await codex.close()
  }

  @Test(arguments: [(-32001, 2), (-32600, 1), (-32603, 1)] as [(Int64, Int)])
  func `only a request that is refused as overloaded is repeated, and only as often as the policy allows`(
    code: Int64,
    attempts: Int
  ) async throws {
    let (codex, server) = try await connect(
      CodexConfiguration(retry: RetryPolicy(maximumAttempts: 2, initialDelay: .microseconds(1)))
    )
    let response = Task { try await codex.send(listModels) }
    for _ in 0..<attempts { try server.refuse(try await server.next("model/list"), code: code) }
    await #expect { _ = try await response.value } throws: { ($0 as? CodexError)?.requestFailure?.error.code == code }
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test func `the delay between attempts doubles up to a maximum, minus a random part`() {
    let policy = RetryPolicy(
      maximumAttempts: 5,
      initialDelay: .seconds(1),
      maximumDelay: .seconds(3),
      jitter: 0.5
    )
    let longest = (1...5).map { policy.delay(afterAttempt: $0, chance: 0) }
    #expect(longest == [.seconds(1), .seconds(2), .seconds(3), .seconds(3), nil])
    #expect(policy.delay(afterAttempt: 1, chance: 1) == .milliseconds(500))
    #expect(RetryPolicy.never.delay(afterAttempt: 1) == nil)
  }

  @Test func `when the connection ends, every pending and later request throws the reason`() async throws {
    let (codex, server) = try await connect()
    let first = Task { try await codex.send(listModels) }
    let second = Task { try await codex.send(listModels) }
    _ = try await server.next("model/list")
    _ = try await server.next("model/list")
    let closure = TransportClosure(exit: .exited(101), standardError: "thread 'main' panicked")
    await server.transport.close(as: closure)
    func expectClosure(_ error: any Error) -> Bool {
      if case CodexError.transportClosed(closure) = error { "\(error)".contains("panicked") } else { false }
    }
    await #expect { _ = try await first.value } throws: { expectClosure($0) }
    await #expect { _ = try await second.value } throws: { expectClosure($0) }
    await #expect { _ = try await codex.send(listModels) } throws: { expectClosure($0) }
    await codex.close()
  }
}
