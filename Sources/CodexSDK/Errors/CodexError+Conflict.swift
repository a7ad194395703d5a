extension CodexError {
  /// Refuses two arguments that set the same thing. Only generated functions call this.
  ///
  /// - Parameters:
  ///   - isGiven: Whether the call passes `parameter`.
  ///   - parameter: The parameter that the call must not pass.
  ///   - other: The argument that excludes the parameter, as the call writes it.
  /// - Throws: `CodexError.conflict`, before anything is sent.
  @_spi(Generated)
  public static func _rejectConflict(_ isGiven: Bool, between parameter: String, and other: String) throws {
    guard isGiven else { return }
    throw CodexError.conflict(
      "\(other) already sets what \(parameter) would set. Omit \(parameter), or choose another mode. Nothing was sent."
    )
  }
}
