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

/// A union of the schema that stays open: a branch from a newer server is kept as raw JSON in `unrecognized(…)`.
///
/// Its `describe(_:)` lists the branches with a number each; the two functions here go from a number to a case and back.
public protocol OpenUnion: Recognizable, WireValue {
  /// Makes the case of `branch`; every number that is none makes `unrecognized(…)`.
  ///
  /// - Throws: What `reader` throws when the payload is not what the branch needs.
  init(_ branch: Int, _ reader: inout BranchReader) throws

  /// Tells `visitor` the number of this case, and its payload.
  func visit(_ visitor: inout BranchVisitor) throws
}
