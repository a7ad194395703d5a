import CodexProtocol
import CodexWire
import Foundation

extension ServerRequestAnswer {
  /// What a request is answered with that nobody handles: "no", in the form that its type has for it.
  ///
  /// Every request gets an answer, since the server waits for it, and never a consent: only the program's user can give
  /// one.
  static func declining(_ request: ServerRequest) throws -> ServerRequestAnswer {
    switch request {
    case .itemCommandExecutionRequestApproval:
      try answering(RPC.ItemCommandExecutionRequestApproval.self, .init(decision: .decline))
    case .itemFileChangeRequestApproval:
      try answering(RPC.ItemFileChangeRequestApproval.self, .init(decision: .decline))
    case .itemPermissionsRequestApproval:
      // What is not granted is denied.
      try answering(RPC.ItemPermissionsRequestApproval.self, .init(permissions: GrantedPermissionProfile()))
    case .itemToolRequestUserInput:
      try answering(RPC.ItemToolRequestUserInput.self, .init(answers: [:]))
    case .mcpServerElicitationRequest:
      try answering(RPC.MCPServerElicitationRequest.self, .init(action: .decline))
    case .itemToolCall(let call):
      try answering(
        RPC.ItemToolCall.self,
        .init(
          contentItems: [.inputText(.init(text: "This client does not provide the tool \(call.tool)."))],
          success: false
        )
      )
    case .applyPatchApproval: try answering(RPC.ApplyPatchApproval.self, .init(decision: denied))
    case .execCommandApproval: try answering(RPC.ExecCommandApproval.self, .init(decision: denied))
    case .unrecognized(let message): try unsupported(message)
    default: unsupported(method: request.method ?? "")
    }
  }

  private static var denied: ReviewDecision { .denied(.init(rejection: "This client has no one to ask.")) }

  private static func unsupported(_ message: UnrecognizedMessage) throws -> ServerRequestAnswer {
    // Asked of clients that have opted in to the experimental API, which a configuration can do without the trait that
    // makes the type known. A failure would stop the turn.
    if message.method == "currentTime/read" { return currentTime }
    if let failure = message.failure {
      return .failure(
        code: RPCFailure.Code.internalError,
        message: "this client cannot read the request: \(failure)"
      )
    }
    return unsupported(method: message.method ?? "")
  }

  private static func unsupported(method: String) -> ServerRequestAnswer {
    if method == "currentTime/read" { return currentTime }
    return .failure(code: RPCFailure.Code.methodNotFound, message: "this client does not support \(method)")
  }

  private static var currentTime: ServerRequestAnswer {
    .result(["currentTimeAt": .integer(Int64(Date().timeIntervalSince1970))])
  }
}
