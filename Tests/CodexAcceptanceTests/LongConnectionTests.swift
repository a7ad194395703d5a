#if os(macOS) || os(Linux)
import CodexSDK
import Foundation
import Testing

@Suite("Connections with many messages")
struct LongConnectionTests {
  /// If each message adds a little to a chain of closures or to a buffer, the problem shows only after very many
  /// messages. This test found a stack overflow.
  @Test("A transport delivers 300,000 messages of one process")
  func manyMessages() async throws {
    let last = 300_000
    let transport = StdioTransport(.init(executable: "/bin/sh", arguments: ["-c", "seq 1 \(last)"]))
    let (messages, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
    try transport.start(
      receive: { continuation.yield(String(decoding: $0, as: UTF8.self)) },
      closed: { _ in continuation.finish() }
    )

    var newest: String?
    for await message in messages { newest = message }
    await transport.close()

    #expect(newest == String(last))
  }
}
#endif
