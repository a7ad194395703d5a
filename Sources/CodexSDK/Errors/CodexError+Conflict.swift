extension CodexError {
  /// Refuses two arguments that say the same thing. Generated functions do.
  ///
  /// - Parameters:
  ///   - isGiven: Whether `parameter` was given at all.
  ///   - parameter: The parameter that must not be given.
  ///   - other: The argument that stands against it, as a call writes it.
  /// - Throws: `CodexError.conflict`, before anything is sent.
  public static func _rejectConflict(_ isGiven: Bool, between parameter: String, and other: String) throws {
    guard isGiven else { return }
    throw CodexError.conflict(
      "\(other) already says what \(parameter) would; leave \(parameter) out, or choose another mode. Nothing was sent."
    )
  }
}
