#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A transport with batches` {
  private enum Event: Equatable {
    case message(String)
    case batchEnded
    case closed
  }

  /// Runs a shell script as the server, and returns what the transport tells until it is closed.
  private func events(of script: String, isAwaited: Bool) async throws -> [Event] {
    let transport = StdioTransport(.init(executable: "/bin/sh", arguments: ["-c", script]))
    let events = Locked<[Event]>([])
    let end = AsyncPromise<Void>()
    try transport.start(
      receive: { line in events.withLock { $0.append(.message(String(decoding: line, as: UTF8.self))) } },
      batchEnded: {
        events.withLock { $0.append(.batchEnded) }
        return isAwaited
      },
      closed: { _ in
        events.withLock { $0.append(.closed) }
        end.fulfill(.success(()))
      }
    )
    try await end.wait()
    await transport.close()
    return events.withLock { $0 }
  }

  @Test(arguments: [true, false])
  func `hands over every message in order, and ends a batch after the last one`(isAwaited: Bool) async throws {
    let script = "i=0; while [ $i -lt 3000 ]; do echo line$i; i=$((i+1)); done; printf '{}'"

    let events = try await events(of: script, isAwaited: isAwaited)

    let messages = events.filter { $0 != .batchEnded && $0 != .closed }
    #expect(messages == (0..<3000).map { .message("line\($0)") } + [.message("{}")])
    #expect(events.first == .message("line0"))
    #expect(events.suffix(3) == [.message("{}"), .batchEnded, .closed])
  }

  @Test func `accepts messages while it lets messages gather`() async throws {
    // The server writes fast until it has read a message.
    let script = "(while :; do echo x; done) & read line; kill $!; echo \"$line\""
    let transport = StdioTransport(.init(executable: "/bin/sh", arguments: ["-c", script]))
    let count = Locked(0)
    let last = Locked("")
    let isFast = AsyncPromise<Void>()
    let end = AsyncPromise<Void>()
    try transport.start(
      receive: { line in
        last.withLock { $0 = String(decoding: line, as: UTF8.self) }
        if count.withLock({ count in
          count += 1
          return count
        }) == 1000 {
          isFast.fulfill(.success(()))
        }
      },
      batchEnded: { false },
      closed: { _ in end.fulfill(.success(())) }
    )

    try await isFast.wait()
    try transport.send(Data("enough".utf8))
    try await end.wait()

    #expect(last.withLock { $0 } == "enough")
    await transport.close()
  }
}
#endif
