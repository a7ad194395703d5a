extension Codex {
  /// A part of the configuration that some arguments need. Only generated functions use this.
  @_spi(Generated) public enum _Requirement: Sendable {
    /// `CodexConfiguration.approvalHandler`, or a handler of another form that decides about approvals
    case approvalHandler
  }

  /// Refuses an argument that needs a part of the configuration which is not set.
  ///
  /// - Parameters:
  ///   - requirement: The part of the configuration that the argument needs.
  ///   - argument: The argument, as the call writes it.
  /// - Throws: `CodexError.missingHandler`, before anything is sent.
  @_spi(Generated) public func _require(_ requirement: _Requirement, for argument: String) throws {
    switch requirement {
    case .approvalHandler:
      let hasHandler =
        configuration.approvalHandler != nil || configuration.onServerRequest != nil
        || configuration.handlers.decidesAboutApprovals
      if !hasHandler {
        throw CodexError.missingHandler("CodexConfiguration.approvalHandler", neededBy: argument)
      }
    }
  }
}

extension ServerRequestHandlers {
  /// Whether a typed handler is set for at least one kind of approval. A request of another kind is refused.
  fileprivate var decidesAboutApprovals: Bool {
    commandExecutionApproval != nil || fileChangeApproval != nil || permissionsApproval != nil || elicitation != nil
      || execCommandApproval != nil || applyPatchApproval != nil
  }
}
