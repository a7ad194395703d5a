/// An enum that decodes also what a newer server adds, as `unrecognized(…)`.
public protocol Recognizable {
  /// Whether the schema of this release contains the value; `false` for `unrecognized(…)`.
  var isRecognized: Bool { get }
}

/// An enum of the schema that decodes also values which a newer server adds: `unrecognized(…)` keeps them.
///
/// Two enum values are equal when their raw values are equal.
public protocol OpenEnum: RawRepresentable, Codable, Hashable, Sendable, Recognizable, WireValue
where RawValue: Codable & Hashable & WireValue {
  /// Creates the enum case with a raw value; `unrecognized(rawValue)` when the schema does not contain the raw value.
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

/// An enum of the values that are known for a string of the schema which may have any value. String literals can be written
/// for an enum value: `let effort: ReasoningEffort = "high"`.
public protocol OpenString: OpenEnum, ExpressibleByStringLiteral, StringOverrideConvertible where RawValue == String {}

extension OpenString {
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}

/// A union of the schema that decodes also branches which a newer server adds: `unrecognized(…)` keeps them as JSON.
///
/// `_describe(_:)` gives each branch a number. `_make(_:from:)` turns a number into an enum case, `_visit(_:)` an enum case
/// into a number. A union must implement the three functions, although the compiler does not always enforce that: see
/// `WireValue`.
public protocol OpenUnion: Recognizable, WireValue {
  /// Makes the enum case of a branch. A number that no branch has makes `unrecognized(…)`.
  ///
  /// - Parameters:
  ///   - branch: The number of the branch in the type's description; -1 for a branch that the schema does not know.
  ///   - reader: Reads the payload of the branch.
  /// - Throws: The error of `reader` when the payload does not have the type that the branch needs.
  @_spi(Generated) static func _make(_ branch: Int, from reader: inout _BranchReader) throws -> Self

  /// Passes the number of this enum case, and its payload if it has one, to `visitor`.
  @_spi(Generated) func _visit(_ visitor: inout _BranchVisitor) throws
}

@_spi(Generated) extension OpenUnion {
  public static func _make(_ branch: Int, from reader: inout _BranchReader) throws -> Self {
    isNotImplemented("_make(_:from:)")
  }

  public func _visit(_ visitor: inout _BranchVisitor) throws { Self.isNotImplemented("_visit(_:)") }
}
