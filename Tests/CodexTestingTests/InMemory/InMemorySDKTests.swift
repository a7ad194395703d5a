import CodexProtocol
import CodexSDK
import CodexTesting
import Testing

@Suite("The SDK with the in-memory app-server")
struct InMemorySDKTests {
  @Test("The SDK connects, calls a method with a handler of the test, and closes the connection")
  func handledMethod() async throws {
    let server = InMemoryAppServer()
    server.respond(to: RPC.ModelList.self) { _ in ModelListResponse(data: []) }

    let codex = try await Codex(transport: server.transport)
    let models = try await codex.models.list()
    await codex.close()

    #expect(models.data == [])
    #expect(server.requests(of: "model/list").count == 1)
  }

  @Test("A method without a handler throws the error response of the server")
  func unhandledMethod() async throws {
    let server = InMemoryAppServer()
    let codex = try await Codex(transport: server.transport)

    await #expect {
      _ = try await codex.models.list()
    } throws: {
      ($0 as? CodexError)?.requestFailure?.error.isInvalidRequest == true
    }
    await codex.close()
  }
}
