import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The messages that have arrived together` {
  private let resumed = Locked(0)

  private var resumption: Resumption {
    { [resumed] in resumed.withLock { $0 += 1 } }
  }

  @Test func `resume the tasks that wait when the last message was handled`() {
    let batch = ReceivedBatch()
    batch.add([resumption], isAwaited: true)
    batch.add([], isAwaited: false)
    batch.add([resumption], isAwaited: false)
    #expect(resumed.withLock { $0 } == 0)

    #expect(batch.end())
    #expect(resumed.withLock { $0 } == 2)
    _ = batch.end()
    #expect(resumed.withLock { $0 } == 2)
  }

  @Test func `do not make a task wait for a long batch`() {
    let batch = ReceivedBatch()
    batch.add([resumption], isAwaited: true)
    for _ in 0..<1000 { batch.add([], isAwaited: true) }
    #expect(resumed.withLock { $0 } == 1)
  }

  @Test func `are awaited when the program waits for one of them`() {
    let batch = ReceivedBatch()
    batch.add([], isAwaited: true)
    batch.add([], isAwaited: false)
    #expect(batch.end())
    batch.add([], isAwaited: false)
    #expect(!batch.end())
    #expect(!batch.end())
  }
}

@Suite struct `A connection to a transport with batches` {
  /// Lets a test hand over batches of messages.
  private final class BatchedServer: BatchTransport {
    struct Closures: Sendable {
      var receive: @Sendable (Data) -> Void
      var batchEnded: @Sendable () -> Bool
      var closed: @Sendable (TransportClosure) -> Void
    }

    let closures = AsyncPromise<Closures>()
    let sent = BufferedStream<Data>(limit: 1000)

    func start(
      receive: @escaping @Sendable (Data) -> Void,
      batchEnded: @escaping @Sendable () -> Bool,
      closed: @escaping @Sendable (TransportClosure) -> Void
    ) throws {
      closures.fulfill(.success(Closures(receive: receive, batchEnded: batchEnded, closed: closed)))
    }

    func send(_ message: Data) throws { sent.push(message, isDroppable: false)?() }

    func close() async { try? await closures.wait().closed(TransportClosure()) }
  }

  private func warning(_ text: String) -> Data {
    Data(#"{"method":"warning","params":{"message":"\#(text)"}}"#.utf8)
  }

  private func connected(_ server: BatchedServer) async throws -> Codex {
    let result = #"{"userAgent":"codex/0.163.0","codexHome":"/c","platformFamily":"unix","platformOs":"linux"}"#
    async let codex = Codex(transport: server)
    let closures = try await server.closures.wait()
    let request = try #require(try await server.sent.next())
    let id = try #require(MessageHeader(request)?.integerID)
    closures.receive(Data(#"{"id":\#(id),"result":\#(result)}"#.utf8))
    _ = closures.batchEnded()
    return try await codex
  }

  @Test func `delivers the notifications of a batch in order, also when the transport closes in the middle`()
    async throws
  {
    let server = BatchedServer()
    let codex = try await connected(server)
    let closures = try await server.closures.wait()
    let notifications = codex.notifications
    let reader = Task {
      var texts: [String] = []
      do {
        for try await case .warning(let warning) in notifications { texts.append(warning.message) }
      } catch { texts.append("end") }
      return texts
    }

    for number in 0..<40 { closures.receive(warning("\(number)")) }
    _ = closures.batchEnded()
    // No end of the batch follows, because the server has closed the connection.
    closures.receive(warning("last"))
    closures.closed(TransportClosure(reason: "test"))

    #expect(await reader.value == (0..<40).map { "\($0)" } + ["last", "end"])
    await codex.close()
  }

  @Test func `says whether the program waits for messages like those of a batch`() async throws {
    let server = BatchedServer()
    let codex = try await connected(server)
    let closures = try await server.closures.wait()
    let delta = Data(
      #"{"method":"item/agentMessage/delta","params":{"threadId":"t","turnId":"u","itemId":"i","delta":"a"}}"#.utf8
    )

    // No one reads the delta.
    closures.receive(delta)
    #expect(!closures.batchEnded())

    // The response to a request must not come later because of deltas that no one reads.
    let request = Task { try await codex.send(RPC.ModelList(ModelListParams())) }
    var method: String?
    while method != RPC.ModelList.name {
      method = MessageHeader(try #require(try await server.sent.next()))?.method
    }
    closures.receive(delta)
    #expect(closures.batchEnded())
    request.cancel()
    _ = await request.result
    closures.receive(delta)
    #expect(!closures.batchEnded())

    // A subscription is read soon.
    let notifications = codex.notifications
    closures.receive(delta)
    #expect(closures.batchEnded())
    // A response, a request of the server and a message that cannot be read are always awaited.
    closures.receive(Data(#"{"id":99,"result":{}}"#.utf8))
    #expect(closures.batchEnded())
    closures.receive(Data("no JSON".utf8))
    #expect(closures.batchEnded())
    withExtendedLifetime(notifications) {}
    await codex.close()
  }
}
