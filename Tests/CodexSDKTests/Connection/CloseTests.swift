import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Closing a Codex` {
  @Test func `close is idempotent, and concurrent calls wait for the same end`() async throws {
    let (codex, server) = try await connect()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { await codex.close() } }
    }
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test func `pending requests and streams end when the Codex is closed`() async throws {
    let (codex, server) = try await connect()
    let response = Task { try await codex.send(RPC.ModelList(ModelListParams())) }
    _ = try await server.next("model/list")
    await codex.close()
    await #expect { _ = try await response.value } throws: { if case CodexError.closed = $0 { true } else { false } }
    await #expect {
      _ = try await codex.send(RPC.ModelList(ModelListParams()))
    } throws: {
      if case CodexError.closed = $0 { true } else { false }
    }
  }

  @Test func `releasing the last reference closes the transport`() async throws {
    var codex: Codex?
    let server: FakeServer
    (codex, server) = try await connect()
    #expect(codex != nil)
    codex = nil
    #expect(try await server.next() == nil)
  }

  @Test func `a thread keeps its Codex alive`() async throws {
    var codex: Codex?
    let server: FakeServer
    (codex, server) = try await connect()
    let thread = try #require(codex.map { CodexThread(id: "t", codex: $0) })
    codex = nil
    async let models = thread.codex.send(RPC.ModelList(ModelListParams()))
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await models
    await thread.codex.close()
  }
}
