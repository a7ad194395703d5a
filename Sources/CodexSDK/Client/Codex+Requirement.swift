extension Codex {
  /// A part of the configuration that some arguments need. Only generated functions use this.
  @_spi(Generated) public enum _Requirement: Sendable {
    /// `CodexConfiguration.approvalHandler`
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
      if configuration.approvalHandler == nil {
        throw CodexError.missingHandler("CodexConfiguration.approvalHandler", neededBy: argument)
      }
    }
  }
}
