/// A value that may hold something this release of the protocol does not know.
public protocol Recognizable {
  /// Whether the value is one that the schema knows; `false` for `unrecognized(…)`.
  var isRecognized: Bool { get }
}

/// An enum of the schema that stays open: a value from a newer server is kept in `unrecognized(…)`, never an error.
///
/// Two values are equal when their raw values are.
public protocol OpenEnum: RawRepresentable, Codable, Hashable, Sendable, Recognizable, WireValue
where RawValue: Codable & Hashable & WireValue {
  /// The case of `rawValue`, or `unrecognized(rawValue)`.
  init(rawValue: RawValue)
}

extension OpenEnum {
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try RawValue(from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    try rawValue.encode(to: encoder)
  }

  public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

/// A union of the schema that decodes also what a newer server adds: `unrecognized(…)` keeps an unknown branch as JSON.
///
/// `_describe(_:)` gives each branch a number. `_make(_:from:)` turns a number into an enum case, `_visit(_:)` an enum case
/// into a number.
public protocol OpenUnion: Recognizable, WireValue {
  /// Makes the enum case of a branch. A number that no branch has makes `unrecognized(…)`.
  ///
  /// - Parameters:
  ///   - branch: The number of the branch in the type's description; -1 for a branch that the schema does not know.
  ///   - reader: Reads the payload of the branch.
  /// - Throws: The error of `reader` when the payload does not have the type that the branch needs.
  static func _make(_ branch: Int, from reader: inout _BranchReader) throws -> Self

  /// Passes the number of this enum case, and its payload if it has one, to `visitor`.
  func _visit(_ visitor: inout _BranchVisitor) throws
}
