import CodexSDK

/// The result of `converse`: a thread, and the connection for its functions.
public struct Conversation: Sendable {
  public let id: String
  public let codex: Codex

  public init(id: String, codex: Codex) {
    self.id = id
    self.codex = codex
  }

  static func _open(_ call: RPC.ThreadStart, on codex: Codex, timeout: Duration?) async throws -> Conversation {
    Conversation(id: try await codex.send(call, timeout: timeout).thread.id, codex: codex)
  }
}
