import CodexProtocol
import CodexWire
import Foundation

/// Produces the response to one request of the server: decides which handler is called, and what the response is when no
/// handler responds.
struct ServerRequestResponder: Sendable {
  struct Outcome {
    /// The response. `nil` leaves the request open for other clients of the server.
    var response: ServerRequestResponse?
    /// A turn that must be interrupted, because the handler has stopped it and the response cannot express this.
    var interruptedTurn: TurnKey?
    /// Why the request is refused or left open although no handler refused it.
    var problem: ServerRequestEvent.Kind?
  }

  /// `CodexConfiguration.onServerRequest`
  let onServerRequest: (@Sendable (ServerRequest) async throws -> ServerRequestResponse?)?
  /// `CodexConfiguration.handlers`
  let handlers: ServerRequestHandlers
  /// `CodexConfiguration.approvalHandler`
  let approvalHandler: (@Sendable (ApprovalRequest) async throws -> ApprovalDecision)?
  /// Whether a request that no handler responds to gets no response. Otherwise it is refused.
  let leavesRequestsOpen: Bool

  func respond(to message: Data, method: String, _ context: ServerRequestContext) async -> Outcome {
    do {
      let decoder = WireDecoder()
      let request = try decoder.decode(ServerRequest.self, from: message)
      let params = try decoder.decode(JSONValue.self, from: message)["params"] ?? .null
      if let outcome = try await outcome(of: request, params, context) {
        if let response = outcome.response { try CommandOffer(request, params)?.check(response) }
        return outcome
      }
      if case .unrecognized(let unrecognized) = request, let failure = unrecognized.failure {
        let reason = "\(failure)"
        let error = Self.internalError("this client cannot read the request: \(reason)")
        if let response = ServerRequestResponse.automatic(to: method) {
          return Outcome(response: response, problem: .unreadable(reason: reason))
        }
        return refusal(method, .unreadable(reason: reason), error)
      }
      if let response = ServerRequestResponse.automatic(to: method) { return Outcome(response: response) }
      let error = RPCError(
        code: RPCError.Code.methodNotFound,
        message: "this client does not support \(method)"
      )
      return refusal(method, .unhandled, error)
    } catch is LeaveRequestOpen {
      return refusal(method, .leftToOthers, Self.internalError("this client leaves the request to other clients"))
    } catch let error as DecisionNotOffered {
      return failure(method, .notOffered(decision: error.decision, offered: error.offered), error)
    } catch let error as ToolFailure {
      let reason = "\(error.reason)"
      let output = DynamicTool.Output.failure("The tool failed: \(reason)").response
      return Outcome(
        response: (try? .response(to: RPC.ItemToolCall.self, output))
          ?? .refusal(of: method, otherwise: Self.internalError(reason)),
        problem: .handlerFailed(reason: reason)
      )
    } catch {
      return failure(method, .handlerFailed(reason: "\(error)"), error)
    }
  }

  /// Calls the handlers in this order until one responds: `onServerRequest`, the thread's dynamic tools, the typed handler of
  /// the method, the approval handler.
  ///
  /// For the approval of an MCP tool, the approval handler comes before the typed handler: the approval is an elicitation,
  /// and a handler that fills in forms must not approve a tool by accident.
  private func outcome(
    of request: ServerRequest,
    _ params: JSONValue,
    _ context: ServerRequestContext
  ) async throws -> Outcome? {
    if let response = try await onServerRequest?(request) { return Outcome(response: response) }
    if case .itemToolCall(let call) = request, let tool = context.tool(call.params) {
      do {
        let output = try await tool.handler(call.arguments)
        return Outcome(response: try .response(to: RPC.ItemToolCall.self, output.response))
      } catch {
        throw ToolFailure(reason: error)
      }
    }
    let prompt = approvalHandler == nil ? nil : ApprovalPrompt(request, params, fileChanges: context.fileChanges)
    if prompt?.request.kind != .mcpTool, let response = try await handlers.response(to: request) {
      return Outcome(response: response)
    }
    guard let approvalHandler, let prompt else { return nil }
    let decision = try await approvalHandler(prompt.request)
    if decision == .leaveOpen { throw LeaveRequestOpen() }
    return Outcome(
      response: try prompt.response(for: decision),
      interruptedTurn: prompt.turnToInterrupt(for: decision)
    )
  }

  private func failure(_ method: String, _ problem: ServerRequestEvent.Kind, _ error: any Error) -> Outcome {
    refusal(method, problem, Self.internalError("this client could not handle the request: \(error)"))
  }

  /// Refuses a request that no handler responded to, or leaves the request open: another client of a shared server may want to
  /// respond, and a refusal would respond for that client.
  private func refusal(_ method: String, _ problem: ServerRequestEvent.Kind, _ error: RPCError) -> Outcome {
    Outcome(response: leavesRequestsOpen ? nil : .refusal(of: method, otherwise: error), problem: problem)
  }

  private static func internalError(_ message: String) -> RPCError {
    RPCError(code: RPCError.Code.internalError, message: message)
  }

  /// The error that a dynamic tool threw. The model receives its text.
  private struct ToolFailure: Error {
    var reason: any Error
  }
}
