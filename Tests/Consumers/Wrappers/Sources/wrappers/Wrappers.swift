import CodexSDK
import CodexTesting
import CuratedCodex
import OlderCodex

@main
struct Wrappers {
  static func main() async throws {
    let server = InMemoryAppServer()
    server.respond(to: "model/list") { _ in ["data": [], "nextCursor": "page 2"] }
    let codex = try await Codex(transport: server.transport)

    let older = try await CodexAPI(codex).model.list(limit: 1)
    print("every method:", older.ids, older.nextCursor ?? "")
    let curated = try await Curated(codex).models.list(limit: 1)
    print("curated:", curated.nextCursor ?? "")

    do {
      _ = try await Curated(codex).converse(caution: .work)
    } catch let error as CodexError {
      print("no handler:", error)
    }
    do {
      _ = try await Conversation(id: "t", codex: codex).say([], caution: .look)
    } catch CodexError.requestFailed {
      let params = server.requests(of: "turn/start").first?.params
      print("said:", params?["threadId"]?.stringValue ?? "", params?["approvalPolicy"]?.stringValue ?? "")
      print("inherited:", params?["model"] == nil)
    }
    await codex.close()
  }
}
