import CodexProtocol
import CodexWire

// The approval of an MCP tool comes as an elicitation since 0.139, told from an MCP server's own questions by its `_meta`:
// `codex_approval_kind` is `mcp_tool_call`, and `persist` says for how long a consent may hold: `session`, `always` or an
// array of them.

extension ApprovalPrompt {
  /// `nil` for an MCP server's own question, which is no approval: see `ServerRequestHandlers.elicitation`.
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
      return try .answering(RPC.MCPServerElicitationRequest.self, response)
    }
  }
}
