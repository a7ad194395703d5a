import CodexBinaries

/// Which release `pin` pins, and where.
struct PinOptions: Hashable {
  enum Source: Hashable {
    /// The path of a Codex program, or the name of one that `PATH` has.
    case program(String)
    /// A release to be fetched.
    case release(ReleaseVersion)
  }

  var source: Source
  /// `nil` stands for the package's own folder.
  var schema: String?
}
