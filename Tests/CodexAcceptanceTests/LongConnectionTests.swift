#if os(macOS) || os(Linux)
import CodexSDK
import Foundation
import Testing

@Suite("A connection that lives long")
struct LongConnectionTests {
  /// What each message adds (to a chain of closures, to a buffer) is felt only after very many: it was a stack overflow.
  @Test("the 300,000th message of a process is handed on like the first")
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
