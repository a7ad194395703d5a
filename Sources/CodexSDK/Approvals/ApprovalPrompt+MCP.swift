import CodexProtocol
import CodexWire

// Since Codex 0.139, the server asks for the approval of an MCP tool with an elicitation. Its member `_meta` distinguishes
// it from the questions of an MCP server: `codex_approval_kind` is `mcp_tool_call`, and `persist` says how long a consent can
// be valid: `session`, `always` or an array of both.

extension ApprovalPrompt {
  /// Returns `nil` for a question of an MCP server, which is not an approval. `ServerRequestHandlers.elicitation` handles it.
  init?(_ params: MCPServerElicitationRequestParams, _ raw: JSONValue, _ request: ServerRequest) {
    let meta = raw["_meta"]
    guard meta?["codex_approval_kind"]?.stringValue == "mcp_tool_call" else { return nil }
    let persistence = meta?["persist"].map { $0.arrayValue ?? [$0] } ?? []
    var offered: [ApprovalDecision] = [.accept]
    if persistence.contains("session") { offered.append(.acceptForSession) }
    if persistence.contains("always") { offered.append(.acceptAlways) }
    self.init(
      ApprovalRequest(
        kind: .mcpTool,
        mcpTool: .init(
          server: params.serverName,
          message: raw["message"]?.stringValue ?? "",
          title: meta?["tool_title"]?.stringValue,
          description: meta?["tool_description"]?.stringValue,
          arguments: meta?["tool_params"]
        ),
        offeredDecisions: offered + [.decline, .cancel],
        threadID: params.threadID,
        turnID: params.turnID,
        rawRequest: request
      )
    ) { decision in
      let response: MCPServerElicitationRequestResponse
      switch decision {
      case .accept: response = .init(action: .accept)
      case .acceptForSession: response = .init(action: .accept, meta: ["persist": "session"])
      case .acceptAlways: response = .init(action: .accept, meta: ["persist": "always"])
      case .decline: response = .init(action: .decline)
      case .cancel: response = .init(action: .cancel)
      default: return nil
      }
      return try .response(to: RPC.MCPServerElicitationRequest.self, response)
    }
  }
}
