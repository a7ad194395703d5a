extension Codex {
  /// What some arguments need the configuration to have. Generated functions ask for it.
  public enum _Requirement: Sendable {
    /// `CodexConfiguration.approvalHandler`
    case approvalHandler
  }

  /// Refuses an argument that nothing could come of as this Codex is configured.
  ///
  /// - Parameter argument: As a call writes it.
  /// - Throws: `CodexError.missingHandler`, before anything is sent.
  public func _require(_ requirement: _Requirement, for argument: String) throws {
    switch requirement {
    case .approvalHandler:
      if configuration.approvalHandler == nil {
        throw CodexError.missingHandler("CodexConfiguration.approvalHandler", neededBy: argument)
      }
    }
  }
}
