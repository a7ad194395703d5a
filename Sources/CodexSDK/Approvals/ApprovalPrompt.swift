import CodexProtocol
import CodexWire
import Foundation

/// A request of the server that `CodexConfiguration.approvalHandler` can decide, and the encoding of the handler's decision.
struct ApprovalPrompt: Sendable {
  let request: ApprovalRequest
  /// Encodes a decision. Returns `nil` for a decision that does not exist for the request's kind.
  private let encode: @Sendable (ApprovalDecision) throws -> ServerRequestResponse?

  init(_ request: ApprovalRequest, encode: @escaping @Sendable (ApprovalDecision) throws -> ServerRequestResponse?) {
    self.request = request
    self.encode = encode
  }

  /// - Throws: `DecisionNotOffered`.
  func response(for decision: ApprovalDecision) throws -> ServerRequestResponse {
    guard request.offers(decision), let response = try encode(decision) else {
      throw DecisionNotOffered(decision: "\(decision)", offered: request.offeredDecisions.map { "\($0)" })
    }
    return response
  }

  /// The turn that must be interrupted because the response to the request cannot stop it. `nil` when the response can, or when
  /// the decision does not stop the turn.
  func turnToInterrupt(for decision: ApprovalDecision) -> TurnKey? {
    guard decision == .cancel, request.kind == .permissions, let turnID = request.turnID else { return nil }
    return TurnKey(threadID: request.threadID, turnID: turnID)
  }

  /// The latest changes of a file change item, which the request for approval does not contain.
  typealias FileChanges = (_ itemID: String, _ turn: TurnKey) -> [FileUpdateChange]

  /// Returns `nil` for a request that is not a request for approval.
  init?(_ request: ServerRequest, _ params: JSONValue, fileChanges: FileChanges) {
    switch request {
    case .itemCommandExecutionRequestApproval(let message): self.init(message.params, params, request)
    case .itemFileChangeRequestApproval(let message): self.init(message.params, request, fileChanges)
    case .itemPermissionsRequestApproval(let message): self.init(message.params, request)
    case .mcpServerElicitationRequest(let message): self.init(message.params, params, request)
    case .execCommandApproval(let message): self.init(message.params, request)
    case .applyPatchApproval(let message): self.init(message.params, request)
    default: return nil
    }
  }

  // MARK: Commands

  private init(_ params: CommandExecutionRequestApprovalParams, _ raw: JSONValue, _ request: ServerRequest) {
    let kind: ApprovalRequest.Kind =
      switch params.kind {
      case nil, .command?: .command
      case .writeStdin?: .standardInput
      default: .unrecognized
      }
    self.init(
      ApprovalRequest(
        kind: kind,
        command: params.command,
        cwd: params.cwd,
        reason: params.reason,
        network: params.networkApprovalContext,
        permissions: raw["additionalPermissions"].flatMap { RequestPermissionProfile(json: $0) },
        offeredDecisions: CommandOffer(raw).decisions.compactMap { ApprovalDecision(offered: $0) },
        threadID: params.threadID,
        turnID: params.turnID,
        itemID: params.itemID,
        approvalID: params.approvalID,
        rawRequest: request
      )
    ) { decision in
      try decision.onCommand.map {
        try .response(to: RPC.ItemCommandExecutionRequestApproval.self, .init(decision: $0))
      }
    }
  }

  private init(_ params: ExecCommandApprovalParams, _ request: ServerRequest) {
    self.init(
      ApprovalRequest(
        kind: .command,
        command: params.command.joined(separator: " "),
        cwd: params.cwd,
        reason: params.reason,
        threadID: params.conversationID,
        itemID: params.callID,
        approvalID: params.approvalID,
        rawRequest: request
      )
    ) { decision in
      try decision.onLegacyRequest.map { try .response(to: RPC.ExecCommandApproval.self, .init(decision: $0)) }
    }
  }

  // MARK: File changes

  private init(
    _ params: FileChangeRequestApprovalParams,
    _ request: ServerRequest,
    _ fileChanges: FileChanges
  ) {
    let turn = TurnKey(threadID: params.threadID, turnID: params.turnID)
    self.init(
      ApprovalRequest(
        kind: .fileChange,
        reason: params.reason,
        fileChanges: fileChanges(params.itemID, turn),
        grantRoot: params.grantRoot,
        threadID: params.threadID,
        turnID: params.turnID,
        itemID: params.itemID,
        rawRequest: request
      )
    ) { decision in
      try decision.onFileChange.map { try .response(to: RPC.ItemFileChangeRequestApproval.self, .init(decision: $0)) }
    }
  }

  private init(_ params: ApplyPatchApprovalParams, _ request: ServerRequest) {
    self.init(
      ApprovalRequest(
        kind: .fileChange,
        reason: params.reason,
        fileChanges: params.fileChanges.sorted { $0.key < $1.key }.compactMap {
          FileUpdateChange($0.value, at: $0.key)
        },
        grantRoot: params.grantRoot,
        threadID: params.conversationID,
        itemID: params.callID,
        rawRequest: request
      )
    ) { decision in
      try decision.onLegacyRequest.map { try .response(to: RPC.ApplyPatchApproval.self, .init(decision: $0)) }
    }
  }

  // MARK: Permissions

  private init(_ params: PermissionsRequestApprovalParams, _ request: ServerRequest) {
    let all = GrantedPermissionProfile(
      fileSystem: params.permissions.fileSystem,
      network: params.permissions.network
    )
    self.init(
      ApprovalRequest(
        kind: .permissions,
        cwd: params.cwd,
        reason: params.reason,
        permissions: params.permissions,
        offeredDecisions: [.accept, .acceptForSession, .decline, .cancel],
        threadID: params.threadID,
        turnID: params.turnID,
        itemID: params.itemID,
        rawRequest: request
      )
    ) { decision in
      let response: PermissionsRequestApprovalResponse
      switch decision {
      case .accept: response = .init(permissions: all, scope: .turn)
      case .acceptForSession: response = .init(permissions: all, scope: .session)
      case .grant(let granted, let scope): response = .init(permissions: granted, scope: scope)
      // The server denies every permission that the response does not grant. For `.cancel`, the turn is interrupted, too.
      case .decline, .cancel: response = .init(permissions: GrantedPermissionProfile())
      default: return nil
      }
      return try .response(to: RPC.ItemPermissionsRequestApproval.self, response)
    }
  }
}

extension RequestPermissionProfile {
  fileprivate init?(json: JSONValue) {
    guard json != .null, let bytes = try? WireEncoder.encode(json),
      let value = try? WireDecoder().decode(Self.self, from: bytes)
    else {
      return nil
    }
    self = value
  }
}

extension FileUpdateChange {
  /// Converts a change of the legacy request. Returns `nil` for a change of an unknown kind.
  fileprivate init?(_ change: FileChange, at path: String) {
    switch change {
    case .add(let file): self.init(diff: file.content, kind: .add, path: path)
    case .delete(let file): self.init(diff: file.content, kind: .delete, path: path)
    case .update(let file):
      self.init(diff: file.unifiedDiff, kind: .update(.init(movePath: file.movePath)), path: path)
    default: return nil
    }
  }
}
