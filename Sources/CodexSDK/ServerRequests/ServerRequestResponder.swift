import CodexProtocol
import CodexWire
import Foundation

/// Finds the answer to one request of the server: who is asked, in which order, and what is said when nobody answers.
struct ServerRequestResponder: Sendable {
  struct Reply {
    var answer: ServerRequestAnswer
    /// Why the answer refuses though nobody said no.
    var problem: ServerRequestEvent.Kind?
  }

  private let raw: (@Sendable (ServerRequest) async throws -> ServerRequestAnswer?)?
  private let handlers: ServerRequestHandlers
  private let approve: (@Sendable (ApprovalRequest) async throws -> ApprovalDecision)?

  init(_ configuration: CodexConfiguration) {
    raw = configuration.onServerRequest
    handlers = configuration.handlers
    approve = configuration.approvalHandler
  }

  func reply(to message: Data, method: String, _ context: ServerRequestContext) async -> Reply {
    do {
      let decoder = WireDecoder()
      let request = try decoder.decode(ServerRequest.self, from: message)
      let params = try decoder.decode(JSONValue.self, from: message)["params"] ?? .null
      if let answer = try await answer(to: request, params, context) {
        try CommandOffer(request, params)?.check(answer)
        return Reply(answer: answer)
      }
      if case .unrecognized(let unrecognized) = request, let failure = unrecognized.failure {
        let reason = "\(failure)"
        return Reply(
          answer: .automatic(method)
            ?? .refusing(method, code: Code.internalError, reason: "this client cannot read the request: \(reason)"),
          problem: .unreadable(reason: reason)
        )
      }
      if let answer = ServerRequestAnswer.automatic(method) { return Reply(answer: answer) }
      return Reply(
        answer: .refusing(method, code: Code.methodNotFound, reason: "this client does not support \(method)"),
        problem: .unhandled
      )
    } catch let error as DecisionNotOffered {
      return failure(method, .notOffered(decision: error.decision, offered: error.offered), error)
    } catch let error as ToolFailure {
      let reason = "\(error.reason)"
      let output = DynamicTool.Output.failure("The tool failed: \(reason)").response
      return Reply(
        answer: (try? .answering(RPC.ItemToolCall.self, output))
          ?? .refusing(method, code: Code.internalError, reason: reason),
        problem: .handlerFailed(reason: reason)
      )
    } catch {
      return failure(method, .handlerFailed(reason: "\(error)"), error)
    }
  }

  /// In this order: the raw door, the tools of the thread, the handler of the type, the one for all approvals.
  ///
  /// But for MCP tools: their approval comes as an elicitation, and a handler that fills in forms must not approve a tool
  /// by accident. So the handler for approvals goes first there.
  private func answer(
    to request: ServerRequest,
    _ params: JSONValue,
    _ context: ServerRequestContext
  ) async throws -> ServerRequestAnswer? {
    if let answer = try await raw?(request) { return answer }
    if case .itemToolCall(let call) = request, let tool = context.tool(call.params) {
      do {
        return try .answering(RPC.ItemToolCall.self, try await tool.handler(call.arguments).response)
      } catch {
        throw ToolFailure(reason: error)
      }
    }
    let prompt = approve == nil ? nil : ApprovalPrompt(request, params, context)
    if prompt?.request.kind != .mcpTool, let answer = try await handlers.answer(to: request) { return answer }
    guard let approve, let prompt else { return nil }
    return try prompt.answer(try await approve(prompt.request))
  }

  private func failure(_ method: String, _ problem: ServerRequestEvent.Kind, _ error: any Error) -> Reply {
    Reply(
      answer: .refusing(method, code: Code.internalError, reason: "this client could not answer: \(error)"),
      problem: problem
    )
  }

  /// What a tool threw, which the model is told.
  private struct ToolFailure: Error {
    var reason: any Error
  }

  private typealias Code = RPCFailure.Code
}
