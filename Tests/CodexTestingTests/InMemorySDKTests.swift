import CodexProtocol
import CodexSDK
import CodexTesting
import Testing

@Suite("The SDK on the in-memory app-server")
struct InMemorySDKTests {
  @Test("opens, calls a method that the test answers, and closes")
  func call() async throws {
    let server = InMemoryAppServer()
    server.on(RPC.ModelList.self) { _ in ModelListResponse(data: []) }

    let codex = try await Codex(transport: server.transport)
    let models = try await codex.models()
    await codex.close()

    #expect(models.data == [])
    #expect(server.requests("model/list").count == 1)
  }

  @Test("gets the refusal of a method that nobody answers")
  func refusal() async throws {
    let server = InMemoryAppServer()
    let codex = try await Codex(transport: server.transport)

    await #expect {
      _ = try await codex.models()
    } throws: {
      ($0 as? CodexError)?.rpcFailure?.isInvalidRequest == true
    }
    await codex.close()
  }
}
