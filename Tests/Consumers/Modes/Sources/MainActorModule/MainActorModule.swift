import CodexSDK
import Foundation

/// Code that is not isolated uses the generated code, although all code of this module is isolated to the main actor by default.
nonisolated func models(_ codex: Codex) async throws -> [String] {
  let call = RPC.ModelList(ModelListParams(limit: 1))
  let params = try JSONDecoder().decode(ModelListParams.self, from: try JSONEncoder().encode(call.params))
  guard params == call.params else { return [] }
  return try await CodexAPI(codex).model.list(limit: 1).data.map(\.id)
}

nonisolated func text(of item: ThreadItem) -> String? {
  if case .agentMessage(let message) = item { message.text } else { nil }
}

public nonisolated var methodName: String { RPC.ThreadNameSet.name }
