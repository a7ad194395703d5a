import Foundation
import Testing

@testable import CodexSDK

/// Calls that need more than an older server has. The releases are facts of `schema/history.json`.
@Suite struct `A server of an older release` {
  private func connect(version: String) async throws -> (codex: Codex, server: FakeServer) {
    let (client, end) = InMemoryTransport.pair()
    let server = try FakeServer(end)
    async let codex = Codex(transport: client)
    guard case .object(var handshake) = FakeServer.handshake else { throw FakeServer.Unexpected(message: "no object") }
    handshake["userAgent"] = .string("codex_swift_sdk/\(version) (Debian 12; x86_64) term")
    try server.reply(to: try await server.next("initialize"), .object(handshake))
    _ = try await server.next("initialized")
    return (try await codex, server)
  }

  private func notSupported(_ body: () async throws -> Void) async throws -> (MissingFeature, server: String) {
    do {
      try await body()
    } catch CodexError.notSupported(let feature, let server) {
      return (feature, server)
    }
    throw FakeServer.Unexpected(message: "the call should have been refused")
  }

  @Test func `is not sent a method that it does not have`() async throws {
    let (codex, server) = try await connect(version: "0.154.0")

    let (feature, version) = try await notSupported {
      _ = try await codex.send(RPC.ThreadAttachmentList(ThreadAttachmentListParams(threadID: "t")))
    }

    #expect(feature == MissingFeature(method: "thread/attachment/list", since: "0.155.1"))
    #expect(version == "0.154.0")
    #expect(
      "\(CodexError.notSupported(feature, server: version))" == """
        thread/attachment/list needs Codex 0.155.1 or later, and the connected server is Codex 0.154.0. Update the server, or leave this \
        out. Nothing was sent.
        """
    )
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test(.pinned(since: "0.163.0", "It added a parameter of thread/list."))
  func `is not sent a parameter that it does not have, and is sent the call without the parameter`() async throws {
    let (codex, server) = try await connect(version: "0.158.0")

    let (feature, _) = try await notSupported {
      _ = try await codex.send(RPC.ThreadList(ThreadListParams(excludedThreadIDs: ["t"])))
    }

    #expect(feature == MissingFeature(method: "thread/list", parameter: "excludedThreadIds", since: "0.163.0"))
    #expect(feature.description == "the parameter excludedThreadIds of thread/list needs Codex 0.163.0 or later")
    async let threads = codex.send(RPC.ThreadList(ThreadListParams(limit: 1)))
    try server.reply(to: try await server.next("thread/list"), ["data": []])
    #expect(try await threads.data.isEmpty)
    await codex.close()
  }

  @Test(.pinned(since: "0.163.0", "It added thread/items/read."))
  func `is described with what it does not have`() async throws {
    let (codex, _) = try await connect(version: "0.162.0")
    let compatibility = codex.serverInfo.compatibility
    #expect(compatibility.missing.contains(MissingFeature(method: "thread/items/read", since: "0.163.0")))
    #expect(compatibility.missing.allSatisfy { $0.since.compare("0.162.0", options: .numeric) == .orderedDescending })
    #expect(compatibility.description.contains("thread/items/read needs Codex 0.163.0 or later"))
    await codex.close()
  }

  @Test(arguments: [GeneratedFrom.codexVersion, "999.0.0", "0.0.0", "main"])
  func `is assumed only when the version says so`(version: String) async throws {
    let (codex, server) = try await connect(version: version)
    #expect(codex.serverInfo.compatibility.missing == [])
    let attachments = Task { try await codex.send(RPC.ThreadAttachmentList(ThreadAttachmentListParams(threadID: "t"))) }
    try server.refuse(try await server.next("thread/attachment/list"), code: -32601, "unknown method")
    await #expect(throws: CodexError.self) { _ = try await attachments.value }
    await codex.close()
  }

  @Test func `lacks nothing that the SDK does not know, and the list is sorted`() {
    let additions = MissingFeature.additions
    #expect(!additions.isEmpty)
    #expect(additions.map(\.method) == additions.map(\.method).sorted())
    #expect(Set(additions).count == additions.count)
  }
}
